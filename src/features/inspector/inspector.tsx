import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { clearSelection, designStore, selectionStore } from '../../store/stores.ts'
import { DesignPanel } from './design-panel.tsx'
import type { InspectorActions } from './inspector-actions.ts'
import { ManyPanel } from './many-panel.tsx'
import { NodePanel } from './node-panel.tsx'
import { WirePanel } from './wire-panel.tsx'
import './inspector.css'
import './measured.css'

/** The selection in words, numbers and fields; the design itself where nothing is selected. */
export function Inspector(actions: InspectorActions) {
  const t = useT()
  const design = useStore(designStore, (state) => state.design)
  const selected = useStore(selectionStore)
  const nodes = design.nodes.filter((node) => selected.nodes.has(node.id))
  const wires = design.edges.filter((edge) => selected.wires.has(edge.id))
  const [node] = nodes
  const [wire] = wires
  const count = nodes.length + wires.length
  return (
    <aside className="inspector" aria-label={t('inspector.label')}>
      {count === 0 ? (
        <DesignPanel />
      ) : count > 1 ? (
        <ManyPanel nodes={nodes} wires={wires} actions={actions} onClose={clearSelection} />
      ) : node ? (
        <NodePanel key={node.id} node={node} actions={actions} onClose={clearSelection} />
      ) : wire ? (
        <WirePanel key={wire.id} wire={wire} onDelete={actions.onDelete} onClose={clearSelection} />
      ) : null}
    </aside>
  )
}
