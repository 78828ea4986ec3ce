import { Handle, type NodeProps, NodeResizeControl, Position, ResizeControlVariant } from '@xyflow/react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { GRID } from '../../session/edits.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { Icon } from '../../ui/icon.tsx'
import { canvasOf } from './canvas-store.ts'
import { Problems } from './card-node.tsx'
import { endResize, resize } from './gestures.ts'
import type { FlowNode } from './projection.ts'

/** A frame takes the pointer on its title and its rim only: its inside is canvas. */
export const FrameNode = memo(function FrameNode({
  id,
  data,
  selected,
  draggable,
  isConnectable,
}: NodeProps<FlowNode>) {
  const session = useSession()
  const taking = useStore(canvasOf(session).state, (state) => state.dropFrame === id)
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
      {isConnectable ? (
        <Handle
          type="source"
          position={Position.Right}
          className="canvas-handle"
          tabIndex={-1}
          aria-hidden="true"
        />
      ) : null}
      {selected && draggable ? <Resizers id={id} /> : null}
    </div>
  )
})

const SIDES = [
  ['right', ResizeControlVariant.Line],
  ['bottom', ResizeControlVariant.Line],
  ['bottom-right', ResizeControlVariant.Handle],
] as const

/** A frame does not become smaller than what it holds: what the picture shows inside is what dies with it. */
function Resizers({ id }: { readonly id: string }) {
  const session = useSession()
  const least = leastSize(session, id)
  return SIDES.map(([position, variant]) => (
    <NodeResizeControl
      key={position}
      position={position}
      variant={variant}
      minWidth={least.width}
      minHeight={least.height}
      className="canvas-resize"
      onResize={(_, { width, height }) => resize(session, id, width, height)}
      onResizeEnd={() => endResize(session)}
    />
  ))
}

const LEAST = 96

function leastSize(session: Session, id: string): { readonly width: number; readonly height: number } {
  const frame = canvasOf(session).scene.byId.get(id)
  const held = canvasOf(session)
    .scene.nodes.filter(({ node }) => node.parent === id)
    .map(({ box }) => box)
  if (!frame) return { width: LEAST, height: LEAST }
  return {
    width: Math.max(LEAST, ...held.map((box) => box.x + box.width - frame.box.x + GRID)),
    height: Math.max(LEAST, ...held.map((box) => box.y + box.height - frame.box.y + GRID)),
  }
}
