import type { Viewport } from '@xyflow/react'
import { formatRate } from '../../../i18n/format.ts'
import { t } from '../../../i18n/i18n.ts'
import { chosenLanguage, languageStore } from '../../../i18n/language.ts'
import { ghostWays } from '../../../reading/ghost-ways.ts'
import { wireStates } from '../../../reading/live-state.ts'
import type { Frame } from '../../../runtime/frame-ring.ts'
import type { NodePaint } from '../../../scene/draw-parts.ts'
import { drawGhostWay } from '../../../scene/draw-result.ts'
import { drawCountdown, drawWire, drawWireLabel } from '../../../scene/draw-wire.ts'
import { drawWireMarks } from '../../../scene/draw-wire-mark.ts'
import type { Level } from '../../../scene/levels.ts'
import { ParticleBatch } from '../../../scene/particles.ts'
import type { Box } from '../../../scene/route.ts'
import { EMPTY_SCENE, type Scene, type SceneNode } from '../../../scene/scene.ts'
import type { Theme } from '../../../scene/theme.ts'
import type { WireLook } from '../../../scene/wire-look.ts'
import { lanesShown } from '../../../session/failover-lanes.ts'
import { lossesOf } from '../../../session/losses.ts'
import type { Session } from '../../../session/session.ts'
import { type CanvasPen, penOn } from '../../../ui/canvas-pen.ts'
import { type CanvasDesk, canvasOf } from '../canvas-store.ts'
import { Layer, sameView, toView } from './layer.ts'
import { NodePainter } from './node-painter.ts'
import { readTheme } from './theme.ts'
import { drawTracePath } from './trace-path.ts'
import { hasteOf, lookAtWires, moveOn, SPEED_MAX } from './wire-look.ts'

/** Text and wires change four times a second; particles move with every frame. */
const READING_MS = 250
/** Main-thread time that painting the still layers may take in one animation frame. */
const SLICE_MS = 5
/** While the view moves, the still layers are moved along and painted anew at most this often. */
const MOVING_REPAINT_MS = 120
/** Particles on the screen at once; with more, every wire gets fewer. */
const PARTICLES_MAX = 2500
const PIXEL_RATIO_MAX = 2
/** Pixels of the screen that the quickest particle goes between two pictures: what moves by less looks as if it stood. */
const SEEN_STEP = 0.25
const LABELS_MAX = 6

const NOTHING: ReadonlySet<string> = new Set()

interface Job {
  readonly view: Viewport
  readonly scene: Scene
  wire: number
  node: number
}

/** Paints everything that lives, on one canvas over React Flow, straight from the frame that is shown. */
export class Painter {
  readonly #session: Session
  readonly #desk: CanvasDesk
  readonly #canvas: HTMLCanvasElement
  readonly #ctx: CanvasPen
  readonly #batch = new ParticleBatch()
  readonly #nodes: NodePainter
  #front = { wires: new Layer(), nodes: new Layer() }
  #back = { wires: new Layer(), nodes: new Layer() }
  #theme: Theme = readTheme()
  #looks: WireLook[] = []
  #kept = new Map<string, WireLook>()
  #liveNodes: SceneNode[] = []
  #liveIds: ReadonlySet<string> = NOTHING
  #scene: Scene = EMPTY_SCENE
  #frame: Frame | undefined
  #cursorSec: number | null = null
  #readAt = -READING_MS
  #job: Job | null = null
  #stale = true
  #dirty = true
  #paintedAt = 0
  #view: Viewport
  #width = 0
  #height = 0
  #ratio = 1
  #request = 0
  #lastMs = 0
  /** Seconds by which the particles on the canvas are behind. */
  #behindSec = 0
  /** Seconds that the moving picture has run. */
  #clock = 0
  #hovered: string | null = null
  #reduced = matchMedia('(prefers-reduced-motion: reduce)')
  #stops: (() => void)[] = []

  constructor(canvas: HTMLCanvasElement, session: Session) {
    this.#session = session
    this.#desk = canvasOf(session)
    this.#nodes = new NodePainter(session)
    this.#view = this.#desk.viewport
    this.#canvas = canvas
    this.#ctx = penOn(canvas)
  }

  start(): () => void {
    const refresh = () => this.refresh()
    const themes = new MutationObserver(() => this.#retheme())
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    const sizes = new ResizeObserver(([entry]) => entry && this.#resize(entry.contentRect))
    sizes.observe(this.#canvas)
    document.fonts.addEventListener('loadingdone', refresh)
    this.#stops = [
      () => themes.disconnect(),
      () => sizes.disconnect(),
      () => document.fonts.removeEventListener('loadingdone', refresh),
      this.#session.selection.subscribe(refresh),
      this.#session.view.subscribe(refresh),
      lossesOf(this.#session).state.subscribe(refresh),
      languageStore.subscribe(refresh),
      this.#session.trace.subscribe(() => {
        this.#dirty = true
      }),
      this.#desk.state.subscribe(({ level }, { level: before }) => level !== before && refresh()),
      this.#session.run.subscribe(() => {
        this.#dirty = true
      }),
    ]
    this.#request = requestAnimationFrame(this.#tick)
    return () => {
      cancelAnimationFrame(this.#request)
      for (const stop of this.#stops) stop()
    }
  }

  /** Reads and paints anew with the next animation frame. */
  refresh(): void {
    this.#readAt = -READING_MS
    this.#frame = undefined
    this.#stale = true
  }

  #retheme(): void {
    this.#theme = readTheme()
    this.refresh()
  }

  #resize(size: { readonly width: number; readonly height: number }): void {
    this.#width = size.width
    this.#height = size.height
    this.#ratio = Math.min(PIXEL_RATIO_MAX, devicePixelRatio || 1)
    this.#canvas.width = Math.round(size.width * this.#ratio)
    this.#canvas.height = Math.round(size.height * this.#ratio)
    this.#stale = true
    this.#dirty = true
  }

  /** The browser stops calling this while the page is hidden; a still picture returns at once. */
  #tick = (now: number): void => {
    this.#request = requestAnimationFrame(this.#tick)
    const dtSec = Math.min(0.1, (now - this.#lastMs) / 1000)
    this.#lastMs = now
    this.#takeScene()
    this.#read(now)
    if (this.#desk.hoveredWire !== this.#hovered) {
      this.#hovered = this.#desk.hoveredWire
      this.#dirty = true
    }
    const view = this.#desk.viewport
    const viewMoved = !sameView(view, this.#view)
    this.#view = view
    if (!sameView(view, this.#front.nodes.view) && now - this.#paintedAt > MOVING_REPAINT_MS)
      this.#stale = true
    this.#paintLayers(now)
    const moves = this.#advance(dtSec)
    if (moves || viewMoved || this.#dirty) this.#paint()
    this.#dirty = false
  }

  #takeScene(): void {
    if (this.#desk.scene === this.#scene) return
    const { moving } = this.#desk.scene
    // While a drag goes on, only what moves is painted anew; the layers below hold the rest.
    const goesOn = moving.size > 0 && moving.size === this.#scene.moving.size
    this.#scene = this.#desk.scene
    this.#looks = lookAtWires(this.#scene, undefined, this.#session.view.getState().overlay, this.#kept)
    this.#liveIds = moving.size === 0 ? NOTHING : movedIds(this.#scene)
    this.#liveNodes = moving.size === 0 ? [] : this.#scene.nodes.filter((node) => this.#liveIds.has(node.id))
    this.#dirty = true
    if (goesOn) return
    this.#readAt = -READING_MS
    this.#stale = true
  }

  #read(now: number): void {
    const { shown, cursorSec } = this.#session.run.frames
    const scrubbed = cursorSec !== null || cursorSec !== this.#cursorSec
    if (shown === this.#frame && this.#readAt > 0) return
    if (!scrubbed && now - this.#readAt < READING_MS) return
    this.#frame = shown
    this.#cursorSec = cursorSec
    this.#readAt = now
    const { overlay } = this.#session.view.getState()
    const language = chosenLanguage()
    this.#looks = lookAtWires(this.#scene, shown, overlay, this.#kept)
    if (this.#kept.size > this.#scene.wires.length * 2) this.#forgetWires()
    this.#nodes.read({
      frame: shown,
      scene: this.#scene,
      overlay,
      language,
      marks: this.#session.run.state.marks,
      lanes: lanesShown(this.#session),
    })
    this.#stale = true
  }

  #forgetWires(): void {
    for (const id of this.#kept.keys()) if (!this.#scene.wireById.has(id)) this.#kept.delete(id)
  }

  /** Paints wires and readings into the back layers, a slice a frame, and swaps them in when they are whole. */
  #paintLayers(now: number): void {
    if (
      this.#stale &&
      (this.#job === null || !sameView(this.#job.view, this.#view) || this.#job.scene !== this.#scene)
    ) {
      this.#stale = false
      this.#job = { view: this.#view, scene: this.#scene, wire: 0, node: 0 }
      this.#back.wires.begin(this.#view, this.#width, this.#height, this.#ratio)
      this.#back.nodes.begin(this.#view, this.#width, this.#height, this.#ratio)
    }
    const job = this.#job
    if (job === null || this.#width === 0) return
    const until = performance.now() + SLICE_MS
    const rect = this.#rect(job.view)
    const level = this.#desk.state.getState().level
    while (job.wire < this.#looks.length && performance.now() < until) this.#layerWire(job, rect)
    // The results of faults come after all cards, because they lie over them.
    const nodes = 2 * job.scene.nodes.length
    while (job.node < nodes && performance.now() < until) this.#layerNode(job, rect, level)
    if (job.wire < this.#looks.length || job.node < nodes) return
    this.#job = null
    const front = this.#front
    this.#front = this.#back
    this.#back = front
    this.#paintedAt = now
    this.#dirty = true
  }

  #layerWire(job: Job, rect: Box): void {
    const look = this.#looks[job.wire++]!
    if (this.#isLiveWire(look) || !touches(look.wire.route.bounds, rect)) return
    drawWire(this.#back.wires.ctx, this.#theme, look, job.view.zoom, false)
  }

  #layerNode(job: Job, rect: Box, level: Level): void {
    const { length } = job.scene.nodes
    const node = job.scene.nodes[job.node % length]!
    const whole = job.node++ < length
    if (this.#liveIds.has(node.id) || !touches(node.box, rect)) return
    if (!whole) this.#nodes.drawResult(this.#back.nodes.ctx, this.#theme, job.view.zoom, level, node)
    else this.#nodes.draw(this.#back.nodes.ctx, this.#theme, job.view.zoom, level, node)
  }

  #isLiveWire(look: WireLook): boolean {
    if (this.#liveIds.size === 0) return false
    return this.#liveIds.has(look.wire.edge.source) || this.#liveIds.has(look.wire.edge.target)
  }

  /** Moves the particles on; says whether anything moved so far that it can be seen. */
  #advance(dtSec: number): boolean {
    const { status, speed } = this.#session.run.state
    const runs =
      status === 'playing' && this.#session.run.frames.cursorSec === null && this.#frame !== undefined
    if (!runs || this.#reduced.matches) return false
    this.#behindSec += dtSec
    const step = SPEED_MAX * hasteOf(speed) * this.#behindSec * this.#view.zoom * this.#ratio
    if (step < SEEN_STEP && !this.#dirty) return false
    const moves = moveOn(this.#looks, this.#behindSec, speed)
    if (moves) this.#clock += this.#behindSec * hasteOf(speed)
    this.#behindSec = 0
    return moves
  }

  #paint(): void {
    const ctx = this.#ctx
    const view = this.#view
    const level = this.#desk.state.getState().level
    const rect = this.#rect(view)
    ctx.setTransform(1, 0, 0, 1, 0, 0)
    ctx.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    this.#front.wires.blit(ctx, view, this.#ratio)
    toView(ctx, view, this.#ratio)
    for (const look of this.#looks)
      if (this.#isLiveWire(look)) drawWire(ctx, this.#theme, look, view.zoom, false)
    const marked = this.#markedWires()
    for (const look of marked) drawWire(ctx, this.#theme, look, view.zoom, true)
    this.#paintParticles(rect, view.zoom)
    if (level === 'near') this.#cutCards(rect)
    this.#front.nodes.blit(ctx, view, this.#ratio)
    toView(ctx, view, this.#ratio)
    this.#paintGhosts({ pen: ctx, theme: this.#theme, zoom: view.zoom })
    for (const node of this.#liveNodes) this.#nodes.draw(ctx, this.#theme, view.zoom, level, node)
    const { path } = this.#session.trace.getState()
    if (path)
      drawTracePath(
        { pen: ctx, theme: this.#theme, zoom: view.zoom },
        level,
        this.#looks,
        this.#scene,
        path,
        rect,
      )
    this.#paintLabels(marked, rect, view.zoom)
  }

  /** While somebody was chosen to take over, the way that calls will go is there to be seen. */
  #paintGhosts(paint: NodePaint): void {
    if (this.#frame === undefined) return
    for (const ghost of ghostWays(lanesShown(this.#session), this.#scene, this.#frame.timeSec))
      drawGhostWay(paint, ghost)
  }

  #markedWires(): WireLook[] {
    const { wires } = this.#session.selection.getState()
    const hovered = this.#hovered
    if (hovered === null && wires.size === 0) return []
    return this.#looks.filter((look) => look.wire.id === hovered || wires.has(look.wire.id))
  }

  #paintParticles(rect: Box, zoom: number): void {
    const batch = this.#batch
    batch.clear()
    let total = 0
    for (const look of this.#looks) total += look.particles
    const density = Math.min(1, zoom * 1.4, PARTICLES_MAX / Math.max(1, total))
    const still = this.#reduced.matches
    const bounds = [rect.x, rect.y, rect.x + rect.width, rect.y + rect.height] as const
    for (const look of this.#looks) {
      if (look.particles === 0 || !touches(look.wire.route.bounds, rect)) continue
      batch.add(look, bounds, density)
      if (look.fallsPerSec > 0) batch.addFalls(look, still ? null : this.#clock)
    }
    batch.paint(this.#ctx, this.#theme, zoom >= 0.7 ? 1 : 0.65 / zoom, zoom * this.#ratio)
  }

  /** Wires pass behind cards: where a card lies, the canvas is cut open to it. */
  #cutCards(rect: Box): void {
    const ctx = this.#ctx
    ctx.beginPath()
    for (const { frame, box } of this.#scene.nodes)
      if (!frame && touches(box, rect)) ctx.roundRect(box.x, box.y, box.width, box.height, 7)
    ctx.globalCompositeOperation = 'destination-out'
    ctx.fillStyle = '#000'
    ctx.fill()
    ctx.globalCompositeOperation = 'source-over'
  }

  #paintLabels(marked: readonly WireLook[], rect: Box, zoom: number): void {
    const language = chosenLanguage()
    for (const look of this.#looks) {
      if ((look.cut > 0 || look.open > 0) && touches(look.wire.route.bounds, rect)) {
        const states = wireStates(look.cut, look.open, language)
        const word = (id: string): string => states.find((state) => state.id === id)?.brief ?? ''
        drawWireMarks(this.#ctx, this.#theme, look, { cut: word('cut'), open: word('open') }, zoom)
      }
      if (!Number.isFinite(look.ejectsInSec) || !touches(look.wire.route.bounds, rect)) continue
      const value = Math.max(0, Math.ceil(look.ejectsInSec))
      drawCountdown(this.#ctx, this.#theme, look, t('read.seconds', { value }), zoom)
    }
    // Many labels at once would only cover one another.
    for (const look of marked.length > LABELS_MAX
      ? marked.filter((one) => one.wire.id === this.#hovered)
      : marked) {
      if (!Number.isFinite(look.rate)) continue
      const rate = formatRate(look.rate, language)
      const label = look.wire.meaning === 'replicates' ? t('read.replicates', { rate }) : `${rate}/s`
      drawWireLabel(this.#ctx, this.#theme, look, label, zoom)
    }
  }

  /** The visible part in canvas pixels, with room for what stands out over a card. */
  #rect(view: Viewport): Box {
    const margin = 32 / view.zoom
    return {
      x: -view.x / view.zoom - margin,
      y: -view.y / view.zoom - margin,
      width: this.#width / view.zoom + 2 * margin,
      height: this.#height / view.zoom + 2 * margin,
    }
  }
}

const touches = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y

/** What moves right now: dragged nodes and everything in dragged frames. */
function movedIds(scene: Scene): Set<string> {
  const ids = new Set(scene.moving)
  for (const { id, node } of scene.nodes) if (node.parent !== undefined && ids.has(node.parent)) ids.add(id)
  return ids
}
