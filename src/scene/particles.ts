import type { Pen } from './pen.ts'
import type { Theme } from './theme.ts'
import type { WireLook } from './wire-look.ts'

/** Radius of a particle where more than a thousand calls a second go. */
const RADIUS_MAX = 2.3

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
    const radius = look.rate > 1000 ? RADIUS_MAX : 1.9
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

  /** `pixels` says how many of the screen a unit of the drawing takes; a drawing without a screen leaves it out. */
  paint(pen: Pen, theme: Theme, scale: number, pixels = Infinity): void {
    for (const [level, points] of this.#filled.entries()) {
      if (points.length === 0) continue
      pen.fillStyle = theme.fills[level]!
      paintDots(pen, points, scale, pixels)
    }
    pen.lineWidth = 1.5 * scale
    for (const [level, points] of this.#rings.entries()) {
      if (points.length === 0) continue
      pen.fillStyle = theme.canvas
      pen.strokeStyle = theme.fills[level]!
      pen.beginPath()
      for (let i = 0; i < points.length; i += 2) dot(pen, points[i]!, points[i + 1]!, 2.8 * scale)
      pen.fill()
      pen.stroke()
    }
    this.#paintCrosses(pen, theme, scale)
  }

  #paintCrosses(pen: Pen, theme: Theme, scale: number): void {
    const points = this.#crosses
    pen.lineCap = 'square'
    for (let i = 0; i < points.length; i += 3) {
      pen.globalAlpha = points[i + 2]!
      cross(pen, points[i]!, points[i + 1]!, 2.6 * scale, theme.fail, 4 * scale)
      cross(pen, points[i]!, points[i + 1]!, 2.6 * scale, theme.canvas, 1.5 * scale)
    }
    pen.globalAlpha = 1
    pen.lineCap = 'butt'
  }
}

/** Up to this radius in pixels of the screen, a disc and a square of its area look the same. */
const ROUND_FROM = 1.6

function paintDots(pen: Pen, points: readonly number[], scale: number, pixels: number): void {
  if (RADIUS_MAX * scale * pixels < ROUND_FROM) {
    paintSquares(pen, points, scale * Math.sqrt(Math.PI))
    return
  }
  pen.beginPath()
  for (let i = 0; i < points.length; i += 3) dot(pen, points[i]!, points[i + 1]!, points[i + 2]! * scale)
  pen.fill()
}

/** A path of thousands of discs costs twice as much. */
function paintSquares(pen: Pen, points: readonly number[], sideOfRadius: number): void {
  for (let i = 0; i < points.length; i += 3) {
    const side = points[i + 2]! * sideOfRadius
    pen.fillRect(points[i]! - side / 2, points[i + 1]! - side / 2, side, side)
  }
}

function dot(pen: Pen, x: number, y: number, radius: number): void {
  pen.moveTo(x + radius, y)
  pen.arc(x, y, radius, 0, Math.PI * 2)
}

function cross(pen: Pen, x: number, y: number, arm: number, colour: string, width: number): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.beginPath()
  pen.moveTo(x - arm, y - arm)
  pen.lineTo(x + arm, y + arm)
  pen.moveTo(x + arm, y - arm)
  pen.lineTo(x - arm, y + arm)
  pen.stroke()
}

/** A fixed unevenness of up to 30 % of a gap, because requests do not arrive in step. */
const jitter = (i: number): number => 0.3 * ((((i * 2654435761) >>> 0) % 1000) / 1000)
