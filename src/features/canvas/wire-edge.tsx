import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { Problems } from './card-node.tsx'
import type { FlowEdge } from './projection.ts'

/** The hit area of a wire and the outline of its selection; the wire itself lives on the overlay. */
export const WireEdge = memo(function WireEdge({ data, selected }: EdgeProps<FlowEdge>) {
  if (!data) return null
  const { route } = data.wire
  return (
    <>
      <path d={route.d} className={`canvas-wire${selected ? ' canvas-wire-selected' : ''}`} />
      <path d={route.d} className="react-flow__edge-interaction canvas-wire-hit" />
      {data.problems.length > 0 ? <WireProblem wire={data} /> : null}
    </>
  )
})

function WireProblem({ wire }: { readonly wire: NonNullable<FlowEdge['data']> }) {
  const { samples } = wire.wire.route
  const middle = Math.floor(samples.length / 4) * 2
  return (
    <EdgeLabelRenderer>
      <div
        className="canvas-wire-problem"
        style={{ transform: `translate(${samples[middle]}px, ${samples[middle + 1]}px)` }}
      >
        <Problems sentences={wire.problems} />
      </div>
    </EdgeLabelRenderer>
  )
}
