import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../ui/icon.tsx'
import type { FlowNode } from './projection.ts'

/** The still part of a node; everything that changes with the run is painted over it. */
export const CardNode = memo(function CardNode({ data, selected, isConnectable }: NodeProps<FlowNode>) {
  const t = useT()
  return (
    <div
      className={`canvas-card${selected ? ' canvas-card-selected' : ''}${data.unknown ? ' canvas-card-unknown' : ''}`}
    >
      <div className="canvas-card-head">
        <Icon name={data.icon} />
        <b>{data.name}</b>
        {data.instances > 1 ? (
          <span className="canvas-card-times">×{data.instances.toLocaleString(t.language)}</span>
        ) : null}
      </div>
      {data.unknown ? (
        <div className="canvas-card-note">{t('canvas.unknownKind', { kind: data.unknown })}</div>
      ) : null}
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
    </div>
  )
})

/** A sign at the corner; the sentences show while the node is pointed at, focused or selected. */
export function Problems({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <>
      <span className="canvas-problem" aria-hidden="true">
        <Icon name="warning" size={13} />
      </span>
      <div className="canvas-problem-text" aria-hidden="true">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </>
  )
}
