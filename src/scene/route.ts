/** Geometry of wires: one path, drawn by React Flow as the hit area and by the overlay as the living wire. */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The box round some boxes; an empty one where there are none. */
export function hullOf(boxes: Iterable<Box>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top }
}

export type Cubic = readonly [number, number, number, number, number, number, number, number]

/** A drawn wire. `samples` holds x, y pairs at equal distances along it. */
export class Route {
  readonly cubics: readonly Cubic[]
  readonly d: string
  /** Bounds of the control points, which hold the curve. */
  readonly bounds: Box
  #samples: Float32Array | null = null
  #length = 0

  constructor(cubics: readonly Cubic[]) {
    this.cubics = cubics
    const [x, y] = cubics[0]!
    this.d = `M${x} ${y}${cubics.map((c) => `C${c.slice(2).map(rounded).join(' ')}`).join('')}`
    this.bounds = boundsOf(cubics)
  }

  get length(): number {
    void this.samples
    return this.#length
  }

  get samples(): Float32Array {
    if (this.#samples === null) {
      const dense = this.cubics.flatMap(denseCubic)
      this.#length = polylineLength(dense)
      this.#samples = resample(dense, this.#length)
    }
    return this.#samples
  }
}

function boundsOf(cubics: readonly Cubic[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const cubic of cubics)
    for (let i = 0; i < cubic.length; i += 2) {
      const [x, y] = [cubic[i]!, cubic[i + 1]!]
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      if (y > bottom) bottom = y
    }
  return { x: left, y: top, width: right - left, height: bottom - top }
}

const rounded = (value: number): number => Math.round(value * 100) / 100

/** Distance between two samples in canvas pixels; long wires get wider steps so that no wire has more than 256. */
const SAMPLE_STEP = 4
const SAMPLES_MAX = 256
const DENSE_STEPS = 24

/** Points along a curve, as x and y in turn. */
export function denseCubic([x0, y0, x1, y1, x2, y2, x3, y3]: Cubic): number[] {
  const points: number[] = []
  for (let step = 0; step <= DENSE_STEPS; step++) {
    const t = step / DENSE_STEPS
    const u = 1 - t
    const a = u * u * u
    const b = 3 * u * u * t
    const c = 3 * u * t * t
    const e = t * t * t
    points.push(a * x0 + b * x1 + c * x2 + e * x3, a * y0 + b * y1 + c * y2 + e * y3)
  }
  return points
}

function polylineLength(points: readonly number[]): number {
  let length = 0
  for (let i = 2; i < points.length; i += 2)
    length += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!)
  return length
}

function resample(points: readonly number[], length: number): Float32Array {
  const count = Math.max(2, Math.min(SAMPLES_MAX, Math.ceil(length / SAMPLE_STEP) + 1))
  const samples = new Float32Array(count * 2)
  const step = length / (count - 1)
  let from = 0
  let passed = 0
  for (let i = 0; i < count; i++) {
    const at = i * step
    let span = spanAt(points, from)
    while (from + 4 < points.length && passed + span < at) {
      passed += span
      from += 2
      span = spanAt(points, from)
    }
    const share = span === 0 ? 0 : Math.min(1, (at - passed) / span)
    samples[i * 2] = points[from]! + (points[from + 2]! - points[from]!) * share
    samples[i * 2 + 1] = points[from + 1]! + (points[from + 3]! - points[from + 1]!) * share
  }
  return samples
}

const spanAt = (points: readonly number[], at: number): number =>
  Math.hypot(points[at + 2]! - points[at]!, points[at + 3]! - points[at + 1]!)
