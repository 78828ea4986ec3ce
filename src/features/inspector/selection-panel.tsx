import type { DesignEdge, DesignNode } from '../../model/design.ts'
import { useSession } from '../../session/react.tsx'
import type { InspectorActions } from './inspector-actions.ts'
import { ManyPanel } from './many-panel.tsx'
import { NodePanel } from './node-panel.tsx'
import { WirePanel } from './wire-panel.tsx'
import './field-group.css'
import './measured.css'

interface SelectionPanelProps {
  readonly nodes: readonly DesignNode[]
  readonly wires: readonly DesignEdge[]
  readonly actions: InspectorActions
}

/** What is selected. It is loaded with the first selection; the page starts without one. */
export default function SelectionPanel({ nodes, wires, actions }: SelectionPanelProps) {
  const session = useSession()
  const [node] = nodes
  const [wire] = wires
  if (nodes.length + wires.length > 1) {
    return <ManyPanel nodes={nodes} wires={wires} actions={actions} onClose={session.selection.clear} />
  }
  if (node) return <NodePanel key={node.id} node={node} actions={actions} onClose={session.selection.clear} />
  if (wire) return <WirePanel key={wire.id} wire={wire} actions={actions} onClose={session.selection.clear} />
  return null
}
