import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import type { IconName } from '../ui/icon-paths.ts'
import { type Box, hullOf } from './route.ts'
import { NO_OVERRIDES, SceneBuilder, type SceneNode } from './scene.ts'

export interface MiniatureBox extends Box {
  readonly id: string
  readonly frame: boolean
  /** Nesting depth of frames: 0 is outermost. */
  readonly depth: number
  readonly source: boolean
  readonly icon: IconName
}

/** A design in outline, in canvas pixels: every box and every wire where the canvas has it. */
export interface Miniature {
  readonly viewBox: string
  /** Of what is shown, in canvas pixels: at least as wide as its height asks for. */
  readonly width: number
  readonly boxes: readonly MiniatureBox[]
  readonly wires: readonly { readonly id: string; readonly d: string; readonly replicates: boolean }[]
}

const MARGIN = 8
/** No picture shows less than this, so that a box is never larger in one than in most others. */
const WIDTH_MIN = 720
const HEIGHT_MIN = 380

export function miniature(design: Design): Miniature {
  const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
  const around = hullOf(scene.nodes.map(({ box }) => box))
  const width = around.width + 2 * MARGIN
  const height = around.height + 2 * MARGIN
  const [wide, high] = [Math.max(width, WIDTH_MIN), Math.max(height, HEIGHT_MIN)]
  const left = around.x - MARGIN - (wide - width) / 2
  const top = around.y - MARGIN - (high - height) / 2
  return {
    viewBox: `${left} ${top} ${wide} ${high}`,
    width: Math.max(wide, (high * WIDTH_MIN) / HEIGHT_MIN),
    boxes: scene.nodes.map(boxOf),
    wires: scene.wires.map(({ id, route, meaning }) => ({
      id,
      d: route.d,
      replicates: meaning === 'replicates',
    })),
  }
}

const boxOf = ({ id, node, box, depth, view }: SceneNode): MiniatureBox => ({
  ...box,
  id,
  depth,
  source: kindModel(node.kind)?.role === 'source',
  icon: view?.icon ?? 'unknown',
})
