import { translatorOf } from '../../../i18n/use-t.ts'
import type { Language } from '../../../model/text.ts'
import { type ReadingContext, readFrame, readNode } from '../../../reading/card-readings.ts'
import { lossMarks } from '../../../reading/loss-marks.ts'
import type { Frame } from '../../../runtime/frame-ring.ts'
import { drawFrameReading } from '../../../scene/draw-frame.ts'
import { drawBlast, drawLoss, isLabelled, type LossMark } from '../../../scene/draw-loss.ts'
import { drawNode } from '../../../scene/draw-node.ts'
import type { NodePaint } from '../../../scene/draw-parts.ts'
import { drawResult } from '../../../scene/draw-result.ts'
import type { Level } from '../../../scene/levels.ts'
import { type FrameReading, NO_FRAME_READING, NO_READING, type NodeReading } from '../../../scene/readings.ts'
import { EMPTY_SCENE, type Scene, type SceneNode } from '../../../scene/scene.ts'
import type { Theme } from '../../../scene/theme.ts'
import { type LossState, lossesOf } from '../../../session/losses.ts'
import type { Session } from '../../../session/session.ts'
import type { CanvasPen } from '../../../ui/canvas-pen.ts'
import { canvasOf } from '../canvas-store.ts'
import { historyFrames, utilisationHistory } from './history.ts'

type Context = Omit<ReadingContext, 'frame'> & { readonly frame: Frame | undefined }

/** Keeps what each node reads at the moment, made only for the nodes that are painted. */
export class NodePainter {
  readonly #session: Session
  /** Cards that lie over an earlier one, found once a scene. */
  #covering: { readonly scene: Scene; readonly ids: ReadonlySet<string> } = {
    scene: EMPTY_SCENE,
    ids: new Set(),
  }
  #context: Context | null = null
  #readings = new Map<string, NodeReading>()
  #history: readonly (Frame | undefined)[] | null = null
  /** Rings and labels, made anew when what is said about losses has changed, or the language. */
  #losses: {
    readonly state: LossState
    readonly language: Language
    readonly marks: ReadonlyMap<string, LossMark>
  } | null = null

  constructor(session: Session) {
    this.#session = session
  }

  read(context: Context): void {
    this.#context = context
    this.#readings.clear()
    this.#history = null
  }

  draw(pen: CanvasPen, theme: Theme, zoom: number, level: Level, node: SceneNode): void {
    const context = this.#context
    if (context === null) return
    this.#drawNode({ pen, theme, zoom }, level, node, context)
    const state = lossesOf(this.#session).state.getState()
    if (state.blast)
      drawBlast({ pen, theme, zoom, level }, node, state.blast.has(node.id) ? 'fails' : 'goesOn')
    const mark = this.#marks(state, context.language).get(node.id)
    // While somebody looks at one, the rings of the others would only hide what goes with it.
    // What its loss would mean is told by the loss itself.
    const down = this.#readings.get(node.id)?.down === true
    if (mark && !down && (state.blast === null || state.pointed === node.id))
      drawLoss({ pen, theme, zoom, level }, node, mark)
  }

  /** What a fault has cost: over all cards, because it stands below its own. */
  drawResult(pen: CanvasPen, theme: Theme, zoom: number, level: Level, node: SceneNode): void {
    const context = this.#context
    if (!context?.frame) return
    const reading = node.frame ? this.#frameReading(node, context, level) : this.#readings.get(node.id)
    if (!reading || reading.result.length === 0) return
    const state = lossesOf(this.#session).state.getState()
    const down = this.#readings.get(node.id)?.down === true
    const mark = down || state.blast !== null ? undefined : this.#marks(state, context.language).get(node.id)
    drawResult({ pen, theme, zoom }, node, reading.result, { level, labelled: isLabelled(mark, level) })
  }

  #frameReading(node: SceneNode, context: Context, level: Level): FrameReading {
    const { frame } = context
    return frame ? readFrame(node, { ...context, frame }, level) : NO_FRAME_READING
  }

  #marks(state: LossState, language: Language): ReadonlyMap<string, LossMark> {
    if (this.#losses?.state === state && this.#losses.language === language) return this.#losses.marks
    const marks = marksOf(state, language)
    this.#losses = { state, language, marks }
    return marks
  }

  #drawNode({ pen, theme, zoom }: LivePaint, level: Level, node: SceneNode, context: Context): void {
    const { frame } = context
    // A card lies over those before it, and so must its numbers.
    if (level === 'near' && this.#coversOthers(node)) {
      pen.clearRect(node.box.x, node.box.y, node.box.width, node.box.height)
    }
    if (node.frame) drawFrameReading(pen, theme, zoom, level, node, this.#frameReading(node, context, level))
    else if (frame) this.#drawLive({ pen, theme, zoom }, level, node, { ...context, frame })
    else if (level !== 'near') this.#drawIdle({ pen, theme, zoom }, level, node)
  }

  #coversOthers({ id }: SceneNode): boolean {
    const { scene } = canvasOf(this.#session)
    if (this.#covering.scene !== scene) this.#covering = { scene, ids: coveringIds(scene) }
    return this.#covering.ids.has(id)
  }

  #drawLive(paint: NodePaint, level: Level, node: SceneNode, context: ReadingContext): void {
    if (level === 'near' && !node.model) return
    const { frame } = context
    const reading = this.#reading(node, context, level)
    const history =
      level === 'near' && node.view?.sparkline && !reading.down ? this.#historyOf(node.id, frame) : null
    const selected = this.#session.selection.getState().nodes.has(node.id)
    drawNode(paint, level, node, reading, history, selected)
  }

  #reading(node: SceneNode, context: ReadingContext, level: Level): NodeReading {
    const known = this.#readings.get(node.id)
    if (known) return known
    const reading = readNode(node, context, level)
    this.#readings.set(node.id, reading)
    return reading
  }

  #historyOf(id: string, frame: Frame): Float32Array {
    this.#history ??= historyFrames(this.#session.run.frames, frame)
    return utilisationHistory(this.#history, id)
  }

  /** Before the first frame a tile shows its icon and a dot its place. */
  #drawIdle(paint: NodePaint, level: Level, node: SceneNode): void {
    drawNode(paint, level, node, NO_READING, null, this.#session.selection.getState().nodes.has(node.id))
  }
}

type LivePaint = Pick<NodePaint, 'theme' | 'zoom'> & { readonly pen: CanvasPen }

/** What is drawn of losses: nothing while they are not shown. */
export function marksOf(
  { shown, judged, requestClass }: LossState,
  language: Language,
): ReadonlyMap<string, LossMark> {
  if (!shown || judged === null) return NO_MARKS
  return lossMarks(judged, requestClass, translatorOf(language))
}

const NO_MARKS: ReadonlyMap<string, LossMark> = new Map()

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
