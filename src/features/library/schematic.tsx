import { useMemo } from 'react'
import type { Design } from '../../model/design.ts'
import { thumbnail } from './thumbnail.ts'

/** A design in miniature: boxes and wires, at scale. It says nothing that the words beside it do not. */
export function Schematic({ design }: { readonly design: Design }) {
  const { viewBox, boxes, wires } = useMemo(() => thumbnail(design), [design])
  return (
    <svg
      className="gallery-schematic"
      viewBox={viewBox}
      aria-hidden="true"
      preserveAspectRatio="xMidYMid meet"
    >
      {boxes
        .filter((box) => box.frame)
        .sort((a, b) => a.depth - b.depth)
        .map(({ id, x, y, width, height }) => (
          <rect key={id} className="gallery-frame" x={x} y={y} width={width} height={height} rx={12} />
        ))}
      {wires.map(({ id, d, replicates }) => (
        <path key={id} className={replicates ? 'gallery-wire gallery-wire-copy' : 'gallery-wire'} d={d} />
      ))}
      {boxes
        .filter((box) => !box.frame)
        .map(({ id, x, y, width, height, source }) => (
          <rect
            key={id}
            className={source ? 'gallery-box gallery-source' : 'gallery-box'}
            x={x}
            y={y}
            width={width}
            height={height}
            rx={source ? height / 2 : 12}
          />
        ))}
    </svg>
  )
}
