import { t } from '../../i18n/i18n.ts'
import type { Language } from '../../model/text.ts'
import { type ReadingContext, readFrame, readNode } from '../../reading/card-readings.ts'
import { wireStates } from '../../reading/live-state.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { simClient } from '../../runtime/session.ts'
import type { PictureNumbers } from '../../scene/drawing.ts'
import type { Level } from '../../scene/levels.ts'
import type { Box } from '../../scene/route.ts'
import type { Scene } from '../../scene/scene.ts'
import type { WireLook } from '../../scene/wire-look.ts'
import { issueStore, uiStore } from '../../store/stores.ts'
import { canvasStore, live } from './canvas-store.ts'
import { visible } from './minimap-geometry.ts'
import { historyFrames, utilisationHistory } from './overlay/history.ts'
import { lookAtWires, moveOn } from './overlay/wire-look.ts'

/** What the canvas shows of the run and how its view lies, for pictures of it. One is kept for a moving picture. */
export class LivePicture {
  readonly #kept = new Map<string, WireLook>()

  get scene(): Scene {
    return live.scene
  }

  /** What is seen: its detail, its zoom, and its part of the canvas in canvas pixels. */
  get seen(): { readonly level: Level; readonly zoom: number; readonly box: Box } {
    return { level: canvasStore.getState().level, zoom: live.viewport.zoom, box: visible() }
  }

  /** Ids of nodes and wires that an issue names. */
  get problems(): ReadonlySet<string> {
    return new Set(issueStore.getState().issues.map((issue) => issue.target))
  }

  /** Everything that the frame says, or null before the first one. */
  read(level: Level): PictureNumbers | null {
    const frame = this.frame()
    if (!frame) return null
    const { scene } = live
    const { overlay, language } = uiStore.getState()
    const context = { frame, scene, overlay, language, marks: simClient.state.marks }
    const wires = new Map(lookAtWires(scene, frame, overlay, this.#kept).map((look) => [look.wire.id, look]))
    return { ...readNodes(context, level), wires, marks: marksOf(wires, language) }
  }

  /** Lets the particles of the wires move on by so many seconds of the person's time, while the run goes on. */
  advance(seconds: number): void {
    if (simClient.state.status !== 'playing' || simClient.frames.cursorSec !== null) return
    this.moveOn(seconds, simClient.state.speed)
  }

  /** The same canvas at a moment that is past, with particles of its own. */
  playback(frame: Frame): PastPicture {
    return new PastPicture(frame)
  }

  protected frame(): Frame | undefined {
    return simClient.frames.shown
  }

  protected moveOn(seconds: number, speed: number): void {
    moveOn(this.#kept.values(), seconds, speed)
  }
}

/** What the canvas showed at a frame that is kept, for a moving picture of what has passed. */
class PastPicture extends LivePicture {
  #frame: Frame

  constructor(frame: Frame) {
    super()
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
  context: ReadingContext,
  level: Level,
): Pick<PictureNumbers, 'nodes' | 'frames' | 'histories'> {
  const { frame, scene } = context
  const cards = scene.nodes.filter((node) => !node.frame)
  const past: readonly (Frame | undefined)[] = historyFrames(simClient.frames, frame)
  const lined = level === 'near' ? cards.filter((node) => node.view?.sparkline) : []
  return {
    nodes: new Map(cards.map((node) => [node.id, readNode(node, context, level)])),
    frames: new Map(
      scene.nodes.filter((node) => node.frame).map((node) => [node.id, readFrame(node, frame)]),
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
