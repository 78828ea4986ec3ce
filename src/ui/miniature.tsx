import { type IconName, iconPathData } from './icon-paths.ts'
import './miniature.css'

interface MiniatureBox {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly frame: boolean
  /** Nesting depth of frames: 0 is outermost. */
  readonly depth: number
  readonly source: boolean
  readonly icon: IconName
}

interface MiniatureProps {
  /** Boxes and wires where they lie, and the part that is shown. */
  readonly shapes: {
    readonly viewBox: string
    readonly width: number
    readonly boxes: readonly MiniatureBox[]
    readonly wires: readonly { readonly id: string; readonly d: string; readonly replicates: boolean }[]
  }
  /** Whether it is shown at about twice the usual size. */
  readonly large?: boolean
  readonly className?: string
}

/** Of an icon in its box, in the units of the shapes. */
const ICON = 42
/** Beyond this an icon would be a speck in a picture of the usual size, and in one of twice that size. */
const ICONS_WIDTH_MAX = 1200

/** Boxes and wires in miniature, at scale. It says nothing that the words beside it do not. */
export function Miniature({ shapes, large = false, className = '' }: MiniatureProps) {
  const { viewBox, width, boxes, wires } = shapes
  const icons = width <= ICONS_WIDTH_MAX * (large ? 2 : 1)
  const frames = boxes.filter((box) => box.frame).sort((a, b) => a.depth - b.depth)
  return (
    <svg
      className={`ui-miniature ${className}`}
      viewBox={viewBox}
      aria-hidden="true"
      preserveAspectRatio="xMidYMid meet"
    >
      {frames.map(({ id, x, y, width, height }) => (
        <rect key={id} className="ui-miniature-frame" x={x} y={y} width={width} height={height} rx={12} />
      ))}
      {wires.map(({ id, d, replicates }) => (
        <path
          key={id}
          className={replicates ? 'ui-miniature-wire ui-miniature-copy' : 'ui-miniature-wire'}
          d={d}
        />
      ))}
      {boxes
        .filter((box) => !box.frame)
        .map((box) => (
          <Card key={box.id} box={box} icons={icons} />
        ))}
    </svg>
  )
}

function Card({ box, icons }: { readonly box: MiniatureBox; readonly icons: boolean }) {
  const { x, y, width, height, source, icon } = box
  return (
    <g className={source ? 'ui-miniature-source' : 'ui-miniature-box'}>
      <rect x={x} y={y} width={width} height={height} rx={source ? height / 2 : 12} />
      {icons ? (
        <path
          transform={`translate(${x + (width - ICON) / 2} ${y + (height - ICON) / 2}) scale(${ICON / 16})`}
          d={iconPathData(icon)}
        />
      ) : null}
    </g>
  )
}
