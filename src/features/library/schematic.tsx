import { useMemo } from 'react'
import type { Design } from '../../model/design.ts'
import { miniature } from '../../scene/miniature.ts'
import { iconPathData } from '../../ui/icon-paths.ts'

/** Of an icon in its box, in canvas pixels. */
const ICON = 42
/** Beyond this an icon would be a speck in a picture of the usual size, and in one of twice that size. */
const ICONS_WIDTH_MAX = 1200

/** A design in miniature: boxes and wires, at scale. It says nothing that the words beside it do not. */
export function Schematic({ design, large }: { readonly design: Design; readonly large: boolean }) {
  const { viewBox, width, boxes, wires } = useMemo(() => miniature(design), [design])
  const icons = width <= ICONS_WIDTH_MAX * (large ? 2 : 1)
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
