import { formatRate } from '../../../i18n/format.ts'
import type { Frame } from '../../../runtime/frame-ring.ts'
import { simClient } from '../../../runtime/session.ts'
import type { Scene, SceneNode } from '../../../scene/scene.ts'
import { selectionStore } from '../../../store/stores.ts'
import { type Level, live } from '../canvas-store.ts'
import { drawNode, drawTank } from './draw-node.ts'
import type { NodePaint } from './draw-parts.ts'
import { historyFrames, utilisationHistory } from './history.ts'
import {
  depthShare,
  membersUp,
  NO_READING,
  type NodeReading,
  type ReadingContext,
  readNode,
} from './readings.ts'
import type { Theme } from './theme.ts'

type Context = Omit<ReadingContext, 'frame'> & { readonly frame: Frame | undefined }

/** Keeps what each node reads at the moment, made only for the nodes that are painted. */
export class NodePainter {
  #context: Context | null = null
  #readings = new Map<string, NodeReading>()
  #history: readonly (Frame | undefined)[] | null = null

  read(context: Context): void {
    this.#context = context
    this.#readings.clear()
    this.#history = null
  }

  draw(ctx: CanvasRenderingContext2D, theme: Theme, zoom: number, level: Level, node: SceneNode): void {
    const context = this.#context
    if (context === null) return
    const { frame } = context
    // A card lies over those before it, and so must its numbers.
    if (level === 'near' && coversOthers(node)) {
      ctx.clearRect(node.box.x, node.box.y, node.box.width, node.box.height)
    }
    if (node.frame) drawFrame(ctx, theme, zoom, level, node, frame)
    else if (frame) this.#drawLive({ ctx, theme, zoom }, level, node, { ...context, frame })
    else if (level !== 'near') this.#drawIdle({ ctx, theme, zoom }, level, node)
  }

  #drawLive(paint: NodePaint, level: Level, node: SceneNode, context: ReadingContext): void {
    if (level === 'near' && !node.model) return
    const { frame } = context
    const reading = this.#reading(node, context, level)
    const history =
      level === 'near' && node.view?.sparkline && !reading.down ? this.#historyOf(node.id, frame) : null
    const selected = selectionStore.getState().nodes.has(node.id)
    drawNode(paint, level, node, reading, history, selected)
    if (level === 'near' && node.view?.face === 'tank' && !reading.down)
      drawTank(
        paint,
        node,
        reading,
        depthShare(node, frame),
        formatRate(Math.round(frame.node(node.id, 'depth')), context.language),
      )
  }

  #reading(node: SceneNode, context: ReadingContext, level: Level): NodeReading {
    const known = this.#readings.get(node.id)
    if (known) return known
    const reading = readNode(node, context, level)
    this.#readings.set(node.id, reading)
    return reading
  }

  #historyOf(id: string, frame: Frame): Float32Array {
    this.#history ??= historyFrames(simClient.frames, frame)
    return utilisationHistory(this.#history, id)
  }

  /** Before the first frame a tile shows its icon and a dot its place. */
  #drawIdle(paint: NodePaint, level: Level, node: SceneNode): void {
    drawNode(paint, level, node, NO_READING, null, selectionStore.getState().nodes.has(node.id))
  }
}

/** Cards that lie over an earlier one, found once a scene. */
let covering: { readonly scene: Scene; readonly ids: ReadonlySet<string> } | null = null

function coversOthers(node: SceneNode): boolean {
  if (covering?.scene !== live.scene) covering = { scene: live.scene, ids: coveringIds(live.scene) }
  return covering.ids.has(node.id)
}

function coveringIds(scene: Scene): ReadonlySet<string> {
  const cards = scene.nodes.filter((node) => !node.frame)
  const ids = new Set<string>()
  cards.forEach(({ id, box }, index) => {
    for (let i = 0; i < index; i++) {
      const other = cards[i]!.box
      const apart =
        box.x >= other.x + other.width ||
        other.x >= box.x + box.width ||
        box.y >= other.y + other.height ||
        other.y >= box.y + box.height
      if (apart) continue
      ids.add(id)
      break
    }
  })
  return ids
}

const isWhole = (node: SceneNode, frame: Frame | undefined): boolean =>
  node.members.length < 2 || node.members.every((id) => frame?.node(id, 'down') !== 1)

/** The count of members that are up; at tile size also the name, which the page can no longer show. */
function drawFrame(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  zoom: number,
  level: Level,
  node: SceneNode,
  frame: Frame | undefined,
): void {
  if (level === 'far') return
  const { x, y, width } = node.box
  const up = frame ? membersUp(node, frame) : ''
  const size = level === 'near' ? 1 : 1 / zoom
  ctx.save()
  ctx.translate(x, y)
  ctx.scale(size, size)
  const room = width / size
  ctx.font = `400 11px ${theme.font}`
  if (level === 'mid') {
    ctx.textAlign = 'left'
    ctx.fillStyle = theme.ink2
    const counted = isWhole(node, frame) ? node.name : `${node.name} · ${up}`
    const said = ctx.measureText(counted).width < room ? counted : node.name
    if (ctx.measureText(said).width < room) ctx.fillText(said, 4, -4)
  } else {
    ctx.textAlign = 'right'
    ctx.fillStyle = isWhole(node, frame) ? theme.ink3 : theme.fail
    ctx.fillText(up, room - 11, 19)
  }
  ctx.restore()
}
