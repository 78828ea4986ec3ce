import { useStore } from 'zustand'
import { frameMembers } from '../../compile/wires.ts'
import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { Design, DesignNode } from '../../model/design.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { useReading } from '../../runtime/react.ts'
import { designStore, selectionStore } from '../../store/stores.ts'
import { Icon } from '../../ui/icon.tsx'

export interface BreakToolsProps {
  readonly onKill: (ids: readonly string[]) => void
  readonly onRestore: (ids: readonly string[]) => void
}

/** What breaks the selected nodes, and what brings them back. */
export function BreakTools({ onKill, onRestore }: BreakToolsProps) {
  const t = useT()
  const design = useStore(designStore, (state) => state.design)
  const selected = useStore(selectionStore, (state) => state.nodes)
  const mortal = design.nodes.filter((node) => selected.has(node.id) && kindModel(node.kind)?.traits.mortal)
  const parts = mortal.map((node) => ({ id: node.id, members: membersOf(design, node) }))
  const those = (test: 'some' | 'every', frame: Frame | undefined): string =>
    parts
      .filter((part) => part.members[test]((id) => frame?.node(id, 'down') === 1))
      .map((part) => part.id)
      .join('\n')
  const down = new Set(useReading((frame) => those('every', frame)).split('\n'))
  const hurt = new Set(useReading((frame) => those('some', frame)).split('\n'))
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
        disabled={toKill.length === 0}
        onClick={() => onKill(toKill)}
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
      <p className="palette-hint">{mortal.length === 0 ? t('break.hint') : ''}</p>
    </section>
  )
}

/** A frame is down when everything in it is. */
const membersOf = (design: Design, node: DesignNode): readonly string[] =>
  kindModel(node.kind)?.traits.contains ? frameMembers(design, node.id).map((member) => member.id) : [node.id]
