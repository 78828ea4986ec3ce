import type { Language } from '../model/text.ts'
import { drawCardGround, drawProblem } from './draw-card.ts'
import { drawFrameGround, drawFrameReading } from './draw-frame.ts'
import { drawLoss, isLabelled, type LossMark } from './draw-loss.ts'
import { drawNode } from './draw-node.ts'
import { drawGhostWay, drawResult, type GhostWay } from './draw-result.ts'
import { drawCountdown, drawWire, drawWireHead } from './draw-wire.ts'
import { drawWireMarks, type WireWords } from './draw-wire-mark.ts'
import type { Level } from './levels.ts'
import { ParticleBatch } from './particles.ts'
import type { Pen } from './pen.ts'
import { type FrameReading, NO_FRAME_READING, NO_READING, type NodeReading } from './readings.ts'
import { type Box, hullOf } from './route.ts'
import type { Scene, SceneNode } from './scene.ts'
import type { Theme } from './theme.ts'
import { newLook, pointAt, type WireLook } from './wire-look.ts'

/** What a run says about a design at one moment, in words and shares; made by whoever knows the run. */
export interface PictureNumbers {
  readonly nodes: ReadonlyMap<string, NodeReading>
  /** Utilisation over the last seconds, for cards that show it. */
  readonly histories: ReadonlyMap<string, Float32Array>
  readonly frames: ReadonlyMap<string, FrameReading>
  readonly wires: ReadonlyMap<string, WireLook>
  /** What stands on a wire that is cut, held open, or about to be left out. */
  readonly marks: ReadonlyMap<string, WireWords & { readonly ejectsIn: string }>
  readonly ghosts: readonly GhostWay[]
}

export interface Picture {
  readonly scene: Scene
  readonly theme: Theme
  readonly language: Language
  readonly numbers: PictureNumbers | null
  /** What the loss of each part would mean; empty where that is not shown. */
  readonly losses: ReadonlyMap<string, LossMark>
  readonly level: Level
  /** Pixels of the picture for a pixel of the canvas. */
  readonly zoom: number
  /** The part of the canvas that is shown, in canvas pixels. */
  readonly box: Box
  /** Ids of nodes and wires that an issue names. */
  readonly problems: ReadonlySet<string>
  /** Seconds that a moving picture has run, or null where it stands still. */
  readonly clock: number | null
}

/** What a picture of all of a design keeps free at its rims, in canvas pixels: badges and falling crosses. */
const MARGIN = 32
/** What is drawn of a design without a single node. */
const NOTHING: Box = { x: 0, y: 0, width: 320, height: 180 }

/** The part of the canvas that holds everything. */
export function boundsOf(scene: Scene): Box {
  if (scene.nodes.length === 0) return NOTHING
  const { x, y, width, height } = hullOf([
    ...scene.nodes.map(({ box }) => box),
    ...scene.wires.map(({ route }) => route.bounds),
  ])
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN }
}

/**
 * Draws a design with everything that the canvas shows of it. The pen comes transformed to canvas pixels. Wires lie over
 * frames and under cards; a card lies over those before it, and so do its numbers.
 */
export function drawPicture(pen: Pen, picture: Picture): void {
  const { scene, theme, box, level, numbers, zoom } = picture
  pen.fillStyle = theme.canvas
  pen.fillRect(box.x, box.y, box.width, box.height)
  const frames = scene.nodes.filter((node) => node.frame).sort((a, b) => a.depth - b.depth)
  for (const frame of frames) drawFrameGround(pen, theme, frame, level)
  for (const wire of scene.wires)
    drawWire(pen, theme, numbers?.wires.get(wire.id) ?? newLook(wire), zoom, false)
  // Particles tell which way a wire goes; where nothing flows, a head does.
  if (numbers) drawParticles(pen, picture, numbers)
  else for (const wire of scene.wires) drawWireHead(pen, theme, wire.route)
  for (const node of scene.nodes) drawOne(pen, picture, node)
  for (const node of scene.nodes) {
    const mark = picture.losses.get(node.id)
    // What its loss would mean is told by the loss itself.
    if (mark && numbers?.nodes.get(node.id)?.down !== true) drawLoss({ pen, theme, zoom, level }, node, mark)
  }
  if (numbers) drawResults(pen, picture, numbers)
  if (numbers) drawMarks(pen, picture, numbers)
  drawSigns(pen, picture)
}

function drawParticles(pen: Pen, { theme, zoom, box, clock }: Picture, { wires }: PictureNumbers): void {
  const batch = new ParticleBatch()
  const bounds = [box.x, box.y, box.x + box.width, box.y + box.height] as const
  for (const look of wires.values()) {
    if (look.particles === 0) continue
    batch.add(look, bounds, Math.min(1, zoom * 1.4))
    if (look.fallsPerSec > 0) batch.addFalls(look, clock)
  }
  batch.paint(pen, theme, zoom >= 0.7 ? 1 : 0.65 / zoom)
}

function drawOne(pen: Pen, { theme, level, zoom, language, numbers }: Picture, node: SceneNode): void {
  if (node.frame) {
    const reading = numbers?.frames.get(node.id) ?? NO_FRAME_READING
    drawFrameReading(pen, theme, zoom, level, node, reading)
    return
  }
  const near = level === 'near'
  if (near) drawCardGround(pen, theme, node, language)
  const reading = numbers?.nodes.get(node.id)
  if (near && (!reading || !node.model)) return
  drawNode(
    { pen, theme, zoom },
    level,
    node,
    reading ?? NO_READING,
    numbers?.histories.get(node.id) ?? null,
    false,
  )
}

function drawResults(
  pen: Pen,
  { scene, theme, level, zoom, losses }: Picture,
  { nodes, frames }: PictureNumbers,
): void {
  for (const node of scene.nodes) {
    const { result, down } = { down: false, ...(frames.get(node.id) ?? nodes.get(node.id) ?? NO_READING) }
    const labelled = !down && isLabelled(losses.get(node.id), level)
    drawResult({ pen, theme, zoom }, node, result, { level, labelled })
  }
}

function drawMarks(pen: Pen, { theme, zoom }: Picture, { wires, marks, ghosts }: PictureNumbers): void {
  for (const ghost of ghosts) drawGhostWay({ pen, theme, zoom }, ghost)
  for (const [id, words] of marks) {
    const look = wires.get(id)
    if (!look) continue
    drawWireMarks(pen, theme, look, words, zoom)
    if (words.ejectsIn !== '') drawCountdown(pen, theme, look, words.ejectsIn, zoom)
  }
}

function drawSigns(pen: Pen, { scene, theme, level, problems }: Picture): void {
  for (const node of scene.nodes) {
    if (problems.has(node.id) && level === 'near') drawProblem(pen, theme, node.box)
  }
  for (const wire of scene.wires) {
    if (!problems.has(wire.id)) continue
    const { x, y } = pointAt(wire.route, 0.5)
    drawProblem(pen, theme, { x: x - 3, y: y - 2 })
  }
}
