import { Handle, type NodeProps, NodeResizeControl, Position, ResizeControlVariant } from '@xyflow/react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { Icon } from '../../ui/icon.tsx'
import { canvasStore } from './canvas-store.ts'
import { Problems } from './card-node.tsx'
import { endResize, resize } from './gestures.ts'
import type { FlowNode } from './projection.ts'

/** A frame takes the pointer on its title and its rim only: its inside is canvas. */
export const FrameNode = memo(function FrameNode({ id, data, selected }: NodeProps<FlowNode>) {
  const taking = useStore(canvasStore, (state) => state.dropFrame === id)
  const classes = [
    'canvas-frame',
    `canvas-frame-${data.outline}`,
    selected ? 'canvas-frame-selected' : '',
    taking ? 'canvas-frame-taking' : '',
  ]
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      {(['top', 'right', 'bottom', 'left'] as const).map((side) => (
        <span key={side} className={`canvas-frame-rim canvas-frame-rim-${side}`} />
      ))}
      <div className="canvas-frame-title">
        <Icon name={data.icon} size={13} />
        {data.name}
      </div>
      <Problems sentences={data.problems} />
      <Handle type="target" position={Position.Left} className="canvas-handle-in" isConnectable={false} />
      <Handle
        type="source"
        position={Position.Right}
        className="canvas-handle"
        tabIndex={-1}
        aria-hidden="true"
      />
      {selected ? <Resizers id={id} /> : null}
    </div>
  )
})

const SIDES = [
  ['right', ResizeControlVariant.Line],
  ['bottom', ResizeControlVariant.Line],
  ['bottom-right', ResizeControlVariant.Handle],
] as const

function Resizers({ id }: { readonly id: string }) {
  return SIDES.map(([position, variant]) => (
    <NodeResizeControl
      key={position}
      position={position}
      variant={variant}
      minWidth={96}
      minHeight={96}
      className="canvas-resize"
      onResize={(_, { width, height }) => resize(id, width, height)}
      onResizeEnd={() => endResize()}
    />
  ))
}
