import { Suspense } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { lazyPart } from '../../page/with-words.ts'
import { useSession } from '../../session/react.tsx'
import { DesignPanel } from './design-panel.tsx'
import type { InspectorActions } from './inspector-actions.ts'
import './inspector.css'

const SelectionPanel = lazyPart(() => import('./selection-panel.tsx'))

/** The selection in words, numbers and fields; the design itself where nothing is selected. It comes after the first picture. */
export default function Inspector(actions: InspectorActions) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const selected = useStore(session.selection)
  const nodes = design.nodes.filter((node) => selected.nodes.has(node.id))
  const wires = design.edges.filter((edge) => selected.wires.has(edge.id))
  return (
    <aside className="inspector" aria-label={t('inspector.label')}>
      {readOnly ? (
        <p className="inspector-read-only">
          {t('readOnly.refused')} {t('readOnly.what')}
        </p>
      ) : null}
      {nodes.length + wires.length === 0 ? (
        <DesignPanel />
      ) : (
        <Suspense fallback={null}>
          <SelectionPanel nodes={nodes} wires={wires} actions={actions} />
        </Suspense>
      )}
    </aside>
  )
}
