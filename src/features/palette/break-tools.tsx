import { Suspense } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import { dragFault } from '../../page/drag-data.ts'
import { lazyPart } from '../../page/with-words.ts'
import { nodesUnder } from '../../reading/fault-targets.ts'
import { type Struck, struckAt } from '../../reading/struck.ts'
import { useReading, useSession } from '../../session/react.tsx'
import { Icon } from '../../ui/icon.tsx'

const FaultTools = lazyPart(() => import('./fault-tools.tsx'))

export interface BreakToolsProps {
  readonly onKill: (ids: readonly string[]) => void
  readonly onRestore: (ids: readonly string[]) => void
}

/** What breaks the selected nodes, and what brings them back. */
export function BreakTools({ onKill, onRestore }: BreakToolsProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const selected = useStore(session.selection, (state) => state.nodes)
  const mortal = design.nodes.filter((node) => selected.has(node.id) && kindModel(node.kind)?.traits.mortal)
  const parts = mortal.map(({ id }) => ({ id, members: nodesUnder(design, id) }))
  // What can be done is about the present, also while somebody looks back.
  const those = (what: keyof Struck): string =>
    parts
      .filter((part) => struckAt(session.run.frames.latest, part.members, [])[what])
      .map((part) => part.id)
      .join('\n')
  const down = new Set(useReading(() => those('down')).split('\n'))
  const hurt = new Set(useReading(() => those('struck')).split('\n'))
  const toKill = mortal.map((node) => node.id).filter((id) => !down.has(id))
  const toRestore = mortal.map((node) => node.id).filter((id) => hurt.has(id))
  return (
    <section className="palette-break" aria-labelledby="palette-break">
      <h2 id="palette-break" className="palette-group">
        {t('break.title')}
      </h2>
      <button
        type="button"
        className="palette-item palette-item-plain"
        aria-disabled={toKill.length === 0}
        draggable={!readOnly}
        onDragStart={(event) => dragFault(event, { type: 'kill', amount: null, targets: [] })}
        onClick={() => {
          if (toKill.length > 0) onKill(toKill)
        }}
      >
        <Icon name="kill" />
        {t('break.kill')}
        <kbd className="ui-kbd">K</kbd>
      </button>
      <button
        type="button"
        className="palette-item palette-item-plain"
        disabled={toRestore.length === 0}
        onClick={() => onRestore(toRestore)}
      >
        <Icon name="restore" />
        {t('break.restore')}
      </button>
      <Suspense fallback={<div className="palette-faults" />}>
        <FaultTools />
      </Suspense>
      <p className="palette-hint">{mortal.length === 0 ? t('break.hint') : ''}</p>
    </section>
  )
}
