import { t } from '../../i18n/i18n.ts'
import { chosenLanguage } from '../../i18n/language.ts'
import type { Language } from '../../model/text.ts'
import { type ReadingContext, readFrame, readNode } from '../../reading/card-readings.ts'
import { ghostWays } from '../../reading/ghost-ways.ts'
import { wireStates } from '../../reading/live-state.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import type { LossMark } from '../../scene/draw-loss.ts'
import type { PictureNumbers } from '../../scene/drawing.ts'
import type { Level } from '../../scene/levels.ts'
import type { Box } from '../../scene/route.ts'
import type { Scene } from '../../scene/scene.ts'
import type { WireLook } from '../../scene/wire-look.ts'
import { lanesShown } from '../../session/failover-lanes.ts'
import { lossesOf } from '../../session/losses.ts'
import type { Session } from '../../session/session.ts'
import { canvasOf } from './canvas-store.ts'
import { visible } from './minimap-geometry.ts'
import { historyFrames, utilisationHistory } from './overlay/history.ts'
import { marksOf as lossMarksOf } from './overlay/node-painter.ts'
import { lookAtWires, moveOn } from './overlay/wire-look.ts'

/** What the canvas shows of the run and how its view lies, for pictures of it. One is kept for a moving picture. */
export class LivePicture {
  readonly #session: Session
  readonly #kept = new Map<string, WireLook>()

  constructor(session: Session) {
    this.#session = session
  }

  get scene(): Scene {
    return canvasOf(this.#session).scene
  }

  /** What is seen: its detail, its zoom, and its part of the canvas in canvas pixels. */
  get seen(): { readonly level: Level; readonly zoom: number; readonly box: Box } {
    return {
      level: canvasOf(this.#session).state.getState().level,
      zoom: canvasOf(this.#session).viewport.zoom,
      box: visible(this.#session),
    }
  }

  /** Ids of nodes and wires that an issue names. */
  get problems(): ReadonlySet<string> {
    return new Set(this.#session.issues.getState().issues.map((issue) => issue.target))
  }

  /** What the loss of each part would mean, as the canvas shows it. */
  get losses(): ReadonlyMap<string, LossMark> {
    return lossMarksOf(lossesOf(this.#session).state.getState(), chosenLanguage())
  }

  /** Everything that the frame says, or null before the first one. */
  read(level: Level): PictureNumbers | null {
    const frame = this.frame()
    if (!frame) return null
    const { scene } = canvasOf(this.#session)
    const { overlay } = this.#session.view.getState()
    const language = chosenLanguage()
    const context = {
      frame,
      scene,
      overlay,
      language,
      marks: this.#session.run.state.marks,
      lanes: lanesShown(this.#session),
    }
    const wires = new Map(lookAtWires(scene, frame, overlay, this.#kept).map((look) => [look.wire.id, look]))
    return {
      ...readNodes(this.#session, context, level),
      wires,
      marks: marksOf(wires, language),
      ghosts: ghostWays(context.lanes, scene, frame.timeSec),
    }
  }

  /** Lets the particles of the wires move on by so many seconds of the person's time, while the run goes on. */
  advance(seconds: number): void {
    if (this.#session.run.state.status !== 'playing' || this.#session.run.frames.cursorSec !== null) return
    this.moveOn(seconds, this.#session.run.state.speed)
  }

  /** The same canvas at a moment that is past, with particles of its own. */
  playback(frame: Frame): PastPicture {
    return new PastPicture(this.#session, frame)
  }

  protected frame(): Frame | undefined {
    return this.#session.run.frames.shown
  }

  protected moveOn(seconds: number, speed: number): void {
    moveOn(this.#kept.values(), seconds, speed)
  }
}

/** What the canvas showed at a frame that is kept, for a moving picture of what has passed. */
class PastPicture extends LivePicture {
  #frame: Frame

  constructor(session: Session, frame: Frame) {
    super(session)
    this.#frame = frame
  }

  show(frame: Frame): void {
    this.#frame = frame
  }

  /** Particles go in the pace that the run had then, whatever it does now. */
  override advance(seconds: number): void {
    this.moveOn(seconds, this.#frame.system('speed'))
  }

  protected override frame(): Frame {
    return this.#frame
  }
}

function readNodes(
  session: Session,
  context: ReadingContext,
  level: Level,
): Pick<PictureNumbers, 'nodes' | 'frames' | 'histories'> {
  const { frame, scene } = context
  const cards = scene.nodes.filter((node) => !node.frame)
  const past: readonly (Frame | undefined)[] = historyFrames(session.run.frames, frame)
  const lined = level === 'near' ? cards.filter((node) => node.view?.sparkline) : []
  return {
    nodes: new Map(cards.map((node) => [node.id, readNode(node, context, level)])),
    frames: new Map(
      scene.nodes.filter((node) => node.frame).map((node) => [node.id, readFrame(node, context, level)]),
    ),
    histories: new Map(lined.map(({ id }) => [id, utilisationHistory(past, id)])),
  }
}

function marksOf(wires: ReadonlyMap<string, WireLook>, language: Language): PictureNumbers['marks'] {
  const marks = new Map<string, { cut: string; open: string; ejectsIn: string }>()
  for (const [id, { cut, open, ejectsInSec }] of wires) {
    const states = wireStates(cut, open, language)
    const word = (state: string): string => states.find((one) => one.id === state)?.brief ?? ''
    const inSec = Math.max(0, Math.ceil(ejectsInSec))
    const ejectsIn = Number.isFinite(inSec) ? t('read.seconds', { value: inSec }) : ''
    if (states.length > 0 || ejectsIn !== '')
      marks.set(id, { cut: word('cut'), open: word('open'), ejectsIn })
  }
  return marks
}
