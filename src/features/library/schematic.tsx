import { useMemo } from 'react'
import type { Design } from '../../model/design.ts'
import { iconPathData } from '../../ui/icon.tsx'
import { thumbnail } from './thumbnail.ts'

/** Of an icon in its box, in canvas pixels. */
const ICON = 38

/** A design in miniature: boxes and wires, at scale. It says nothing that the words beside it do not. */
export function Schematic({ design }: { readonly design: Design }) {
  const { viewBox, icons, boxes, wires } = useMemo(() => thumbnail(design), [design])
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
        .map(({ id, x, y, width, height, source, icon }) => (
          <g key={id} className={source ? 'gallery-source' : 'gallery-box'}>
            <rect x={x} y={y} width={width} height={height} rx={source ? height / 2 : 12} />
            {icons ? (
              <path
                transform={`translate(${x + (width - ICON) / 2} ${y + (height - ICON) / 2}) scale(${ICON / 16})`}
                d={iconPathData(icon)}
              />
            ) : null}
          </g>
        ))}
    </svg>
  )
}
