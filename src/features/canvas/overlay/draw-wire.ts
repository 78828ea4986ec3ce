import { drawCountdownRing } from './draw-badges.ts'
import { path2D } from './path-2d.ts'
import type { Theme } from './theme.ts'
import { pointAt, type WireLook } from './wire-look.ts'

const BASE_OPACITY = 0.42
const STRONG_OPACITY = 0.85

/** The still part of a wire. The context is transformed to canvas pixels. */
export function drawWire(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  look: WireLook,
  zoom: number,
  strong: boolean,
): void {
  const path = path2D(look.wire.route)
  if (look.until < 1) {
    drawCutWire(ctx, theme, look, zoom, strong)
    return
  }
  ctx.lineCap = 'butt'
  ctx.strokeStyle = theme.fills[look.level]!
  ctx.globalAlpha = strong ? STRONG_OPACITY : BASE_OPACITY
  ctx.lineWidth = look.width / thinning(zoom)
  if (look.dash === 'dots') {
    ctx.strokeStyle = theme.ghost
    ctx.globalAlpha = 0.9
    ctx.lineWidth = look.wire.meaning === 'watches' ? 1.6 : 2.4
    ctx.lineCap = 'round'
    ctx.setLineDash([0, look.wire.meaning === 'watches' ? 6 : 5])
  } else if (look.dash === 'long') {
    ctx.globalAlpha = 0.9
    ctx.lineWidth = 1.6
    ctx.setLineDash([6, 4])
  } else if (look.segmented) {
    ctx.globalAlpha = 0.8
    ctx.setLineDash([4, 2])
  } else if (look.level === 0) {
    ctx.globalAlpha = 0.6
  }
  ctx.stroke(path)
  ctx.setLineDash([])
  ctx.globalAlpha = 1
  ctx.lineCap = 'butt'
}

/** Half of the gap in a cut wire, in canvas pixels. */
const CUT_GAP = 9

/** In its own colour up to the gap, a thin grey line beyond it. */
function drawCutWire(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  look: WireLook,
  zoom: number,
  strong: boolean,
): void {
  const { length } = look.wire.route
  const path = path2D(look.wire.route)
  const near = Math.max(0, length * look.until - CUT_GAP)
  ctx.lineCap = 'butt'
  ctx.strokeStyle = theme.ghost
  ctx.globalAlpha = strong ? STRONG_OPACITY : 0.6
  ctx.lineWidth = 1.2
  ctx.setLineDash([0, near + 2 * CUT_GAP, length * 2, 0])
  ctx.stroke(path)
  ctx.strokeStyle = theme.fills[look.level]!
  ctx.lineWidth = look.width / thinning(zoom)
  ctx.setLineDash([near, length * 2])
  ctx.stroke(path)
  ctx.setLineDash([])
  ctx.globalAlpha = 1
}

/** Below half size wires keep a width on screen that can still be told apart. */
const thinning = (zoom: number): number => Math.min(1, Math.max(0.45, zoom * 1.6))

/** Rate of a wire at its middle, on a rim of the canvas colour. */
export function drawWireLabel(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  look: WireLook,
  label: string,
  zoom: number,
): void {
  const { samples } = look.wire.route
  const middle = Math.floor(samples.length / 4) * 2
  const size = Math.max(1, 1 / zoom)
  ctx.save()
  const lift = look.cut > 0 || look.open > 0 ? 30 : 9
  ctx.translate(samples[middle]!, samples[middle + 1]! - lift)
  ctx.scale(size, size)
  ctx.font = `400 11px ${theme.font}`
  ctx.textAlign = 'center'
  ctx.strokeStyle = theme.canvas
  ctx.lineWidth = 4
  ctx.lineJoin = 'round'
  ctx.strokeText(label, 0, 0)
  ctx.fillStyle = theme.ink
  ctx.fillText(label, 0, 0)
  ctx.restore()
}

/** Points of the moving picture, gathered by colour so that each colour is painted by one path. */
export class ParticleBatch {
  readonly #filled: number[][] = [[], [], [], [], []]
  readonly #rings: number[][] = [[], [], [], [], []]
  readonly #crosses: number[] = []

  clear(): void {
    for (const list of this.#filled) list.length = 0
    for (const list of this.#rings) list.length = 0
    this.#crosses.length = 0
  }

  /** Adds the particles of one wire; `view` is the visible part in canvas pixels. */
  add(look: WireLook, view: readonly [number, number, number, number], density: number): void {
    const { samples, length } = look.wire.route
    const count = Math.max(1, Math.round(look.particles * density))
    const last = samples.length / 2 - 1
    const way = length * look.until
    const gap = way / count
    const filled = this.#filled[look.level]!
    const rings = this.#rings[look.level]!
    const radius = look.rate > 1000 ? 2.3 : 1.9
    for (let i = 0; i < count; i++) {
      const at = (i * gap + jitter(i) * gap + look.offset) % way
      const place = (at / length) * last
      const index = Math.min(last - 1, Math.floor(place))
      const share = place - index
      const x = samples[index * 2]! + (samples[index * 2 + 2]! - samples[index * 2]!) * share
      const y = samples[index * 2 + 1]! + (samples[index * 2 + 3]! - samples[index * 2 + 1]!) * share
      if (x < view[0] || y < view[1] || x > view[2] || y > view[3]) continue
      const retry = Math.floor((i + 1) * look.retryShare) !== Math.floor(i * look.retryShare)
      if (retry) rings.push(x, y)
      else filled.push(x, y, radius)
    }
  }

  /** Hollow crosses that drop from the end of a wire. `clock` in seconds, or null to let them stand still. */
  addFalls(look: WireLook, clock: number | null): void {
    const { samples } = look.wire.route
    const count = Math.max(1, Math.min(4, Math.round(1 + Math.log10(Math.max(1, look.fallsPerSec)))))
    const back = look.until < 1 ? 2 : Math.min(samples.length / 2 - 1, 5)
    const end = Math.round((samples.length / 2 - 1) * look.until) * 2
    const at = Math.max(0, end - back * 2)
    const [x, y] = [samples[at]!, samples[at + 1]!]
    for (let i = 0; i < count; i++) {
      const phase = clock === null ? (i * 0.28) % 1 : (clock / 1.5 + i / count) % 1
      this.#crosses.push(x - 2 - ((i * 7) % 15), y + phase * phase * 30, 1 - phase * phase)
    }
  }

  paint(ctx: CanvasRenderingContext2D, theme: Theme, scale: number): void {
    for (const [level, points] of this.#filled.entries()) {
      if (points.length === 0) continue
      ctx.fillStyle = theme.fills[level]!
      ctx.beginPath()
      for (let i = 0; i < points.length; i += 3) dot(ctx, points[i]!, points[i + 1]!, points[i + 2]! * scale)
      ctx.fill()
    }
    ctx.lineWidth = 1.5 * scale
    for (const [level, points] of this.#rings.entries()) {
      if (points.length === 0) continue
      ctx.fillStyle = theme.canvas
      ctx.strokeStyle = theme.fills[level]!
      ctx.beginPath()
      for (let i = 0; i < points.length; i += 2) dot(ctx, points[i]!, points[i + 1]!, 2.8 * scale)
      ctx.fill()
      ctx.stroke()
    }
    this.#paintCrosses(ctx, theme, scale)
  }

  #paintCrosses(ctx: CanvasRenderingContext2D, theme: Theme, scale: number): void {
    const points = this.#crosses
    ctx.lineCap = 'square'
    for (let i = 0; i < points.length; i += 3) {
      ctx.globalAlpha = points[i + 2]!
      cross(ctx, points[i]!, points[i + 1]!, 2.6 * scale, theme.fail, 4 * scale)
      cross(ctx, points[i]!, points[i + 1]!, 2.6 * scale, theme.canvas, 1.5 * scale)
    }
    ctx.globalAlpha = 1
    ctx.lineCap = 'butt'
  }
}

function dot(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.moveTo(x + radius, y)
  ctx.arc(x, y, radius, 0, Math.PI * 2)
}

function cross(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  arm: number,
  colour: string,
  width: number,
): void {
  ctx.strokeStyle = colour
  ctx.lineWidth = width
  ctx.beginPath()
  ctx.moveTo(x - arm, y - arm)
  ctx.lineTo(x + arm, y + arm)
  ctx.moveTo(x + arm, y - arm)
  ctx.lineTo(x - arm, y + arm)
  ctx.stroke()
}

/** A fixed unevenness of up to 30 % of a gap, because requests do not arrive in step. */
const jitter = (i: number): number => 0.3 * ((((i * 2654435761) >>> 0) % 1000) / 1000)

/** A ring that empties until the target is left out, clear of the gap of a cut wire. */
export function drawCountdown(
  ctx: CanvasRenderingContext2D,
  theme: Theme,
  look: WireLook,
  label: string,
  zoom: number,
): void {
  const at = pointAt(look, look.cut > 0 || look.open > 0 ? 0.75 : 0.5)
  drawCountdownRing(ctx, theme, at, look.ejectsInSec / look.ejectsFromSec, label, zoom)
}
