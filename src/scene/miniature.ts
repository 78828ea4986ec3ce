import { kindModel } from '../kinds/models.ts'
import { kindView } from '../kinds/views.ts'
import type { Design, DesignNode } from '../model/design.ts'
import type { IconName } from '../ui/icon-paths.ts'

interface Box {
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

/** A design in outline, in canvas pixels: every box where it lies and every wire from rim to rim. */
export interface Miniature {
  readonly viewBox: string
  /** Of what is shown, in canvas pixels: at least as wide as its height asks for. */
  readonly width: number
  readonly boxes: readonly Box[]
  readonly wires: readonly { readonly id: string; readonly d: string; readonly replicates: boolean }[]
}

const MARGIN = 8
/** No picture shows less than this, so that a box is never larger in one than in most others. */
const WIDTH_MIN = 720
const HEIGHT_MIN = 380

export function miniature(design: Design): Miniature {
  const byId = new Map(design.nodes.map((node) => [node.id, node]))
  const boxes = design.nodes.map((node) => boxOf(node, byId))
  const boxById = new Map(boxes.map((box) => [box.id, box]))
  const wires = design.edges.flatMap(({ id, source, target }) => {
    const from = boxById.get(source)
    const to = boxById.get(target)
    if (!from || !to) return []
    const copy = kindModel(byId.get(target)!.kind)?.role === 'replica'
    const keeps = ['primary', 'shard'].includes(kindModel(byId.get(source)!.kind)?.role ?? '')
    return [{ id, d: wireOf(from, to), replicates: copy && keeps }]
  })
  if (boxes.length === 0) return { viewBox: `0 0 ${WIDTH_MIN} ${HEIGHT_MIN}`, width: WIDTH_MIN, boxes, wires }
  const left = Math.min(...boxes.map((box) => box.x)) - MARGIN
  const top = Math.min(...boxes.map((box) => box.y)) - MARGIN
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - left
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN - top
  const [wide, high] = [Math.max(width, WIDTH_MIN), Math.max(height, HEIGHT_MIN)]
  const viewBox = `${left - (wide - width) / 2} ${top - (high - height) / 2} ${wide} ${high}`
  return { viewBox, width: Math.max(wide, (high * WIDTH_MIN) / HEIGHT_MIN), boxes, wires }
}

function boxOf(node: DesignNode, byId: ReadonlyMap<string, DesignNode>): Box {
  const model = kindModel(node.kind)
  const view = kindView(node.kind)
  let { x, y } = node.position
  let depth = 0
  for (let frame = node.parent; frame !== undefined; frame = byId.get(frame)?.parent) {
    x += byId.get(frame)?.position.x ?? 0
    y += byId.get(frame)?.position.y ?? 0
    depth++
  }
  const frame = model?.traits.contains ?? false
  const { width = view?.width ?? 128, height = view?.height ?? 88 } = frame
    ? (node.params as { width?: number; height?: number })
    : {}
  const source = model?.role === 'source'
  return { id: node.id, x, y, width, height, frame, depth, source, icon: view?.icon ?? 'unknown' }
}

/** To the right a wire leaves and enters sideways, otherwise it joins the nearer rims. */
function wireOf(from: Box, to: Box): string {
  const [fromX, fromY] = [from.x + from.width / 2, from.y + from.height / 2]
  const [toX, toY] = [to.x + to.width / 2, to.y + to.height / 2]
  if (to.x > from.x + from.width) {
    const [start, end] = [from.x + from.width, to.x]
    const middle = (start + end) / 2
    return `M${start} ${fromY}C${middle} ${fromY} ${middle} ${toY} ${end} ${toY}`
  }
  const [start, end] = toY > fromY ? [from.y + from.height, to.y] : [from.y, to.y + to.height]
  const middle = (start + end) / 2
  return `M${fromX} ${start}C${fromX} ${middle} ${toX} ${middle} ${toX} ${end}`
}
