import { exp, log, pow } from './arithmetic.ts'

/**
 * Random streams: xoshiro128** (Blackman and Vigna 2018), one for each component and purpose, so that adding a box does
 * not reshuffle the others. All states lie in one Int32Array; a stream is the offset of its four words.
 */

const LAYERS = 256
/** Ziggurat of the exponential density with 256 layers (Marsaglia and Tsang 2000): right-most x, and layer area. */
const ZIGGURAT_R = 7.69711747013105
const ZIGGURAT_V = 0.003949659822581557
const U24 = 16_777_216
/** From this mean on a Poisson number is drawn as a rounded normal one. */
const POISSON_NORMAL = 30
const INVERSE_U32 = 1 / 4_294_967_296

const zigguratK = new Float64Array(LAYERS)
const zigguratW = new Float64Array(LAYERS)
const zigguratF = new Float64Array(LAYERS)
buildZiggurat()

export class Streams {
  private _state = new Int32Array(1024)
  private _used = 0
  private readonly _offsets = new Map<string, number>()
  private readonly _seed: number
  /** The word that was drawn last: as a returned number it may be boxed, because not every word is a small integer. */
  private readonly _word = new Uint32Array(1)
  /** Where `drawExponential` leaves its value: a returned double may be boxed on the heap. */
  readonly out = new Float64Array(1)

  constructor(seed: number) {
    this._seed = seed
  }

  /** The stream of a component and purpose; the same one whenever it is asked for. */
  stream(id: string, purpose: string): number {
    const name = `${this._seed}|${purpose}|${id}`
    const known = this._offsets.get(name)
    if (known !== undefined) return known
    if (this._used + 4 > this._state.length) this._grow()
    const offset = this._used
    this._used += 4
    seedWords(name, this._state, offset)
    this._offsets.set(name, offset)
    return offset
  }

  /** Begins a stream anew at a place that a number stands for. */
  reseed(stream: number, value: number): void {
    for (let i = 0; i < 4; i++) this._state[stream + i] = mix32(value + Math.imul(i + 1, 0x9e3779b9))
    if (this._state[stream] === 0) this._state[stream] = 1
  }

  /** A whole number from 0 to 2^32 - 1. */
  word(stream: number): number {
    this._step(stream)
    return this._word[0]!
  }

  /** Draws the next word of a stream. */
  private _step(stream: number): void {
    const s = this._state
    const s0 = s[stream]!
    const s1 = s[stream + 1]!
    const s2 = s[stream + 2]! ^ s0
    const s3 = s[stream + 3]! ^ s1
    const product = Math.imul(s1, 5)
    s[stream] = s0 ^ s3
    s[stream + 1] = s1 ^ s2
    s[stream + 2] = s2 ^ (s1 << 9)
    s[stream + 3] = (s3 << 11) | (s3 >>> 21)
    this._word[0] = Math.imul((product << 7) | (product >>> 25), 9)
  }

  /** Uniform in the open interval from 0 to 1. */
  uniform(stream: number): number {
    this._step(stream)
    return (this._word[0]! + 0.5) * INVERSE_U32
  }

  /** A whole number from 0 to n - 1. */
  below(stream: number, n: number): number {
    return Math.floor(this.uniform(stream) * n)
  }

  /** Exponential with mean 1. */
  exponential(stream: number): number {
    this.drawExponential(stream)
    return this.out[0]!
  }

  /** Draws an exponential with mean 1 into `out`. */
  drawExponential(stream: number): void {
    this._step(stream)
    const word = this._word[0]!
    const layer = word & (LAYERS - 1)
    const j = (word >>> 8) + 0.5
    this.out[0] = j * zigguratW[layer]!
    if (j >= zigguratK[layer]!) this._drawEdge(stream, layer)
  }

  /** The few values that do not lie well inside their layer. */
  private _drawEdge(stream: number, first: number): void {
    let layer = first
    for (;;) {
      const x = this.out[0]!
      if (layer === 0) {
        this.out[0] = ZIGGURAT_R - log(this.uniform(stream))
        return
      }
      const f = zigguratF[layer]!
      if (f + this.uniform(stream) * (zigguratF[layer - 1]! - f) < exp(-x)) return
      const word = this.word(stream)
      layer = word & (LAYERS - 1)
      const j = (word >>> 8) + 0.5
      this.out[0] = j * zigguratW[layer]!
      if (j < zigguratK[layer]!) return
    }
  }

  /** Gamma with mean 1 and coefficient of variation `cv` above 0 (Marsaglia and Tsang 2000). */
  gamma(stream: number, cv: number): number {
    const shape = 1 / (cv * cv)
    if (shape >= 1) return this._gammaShape(stream, shape) / shape
    const boosted = this._gammaShape(stream, shape + 1)
    return (boosted * pow(this.uniform(stream), 1 / shape)) / shape
  }

  private _gammaShape(stream: number, shape: number): number {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal(stream)
      const root = 1 + c * x
      if (root <= 0) continue
      const v = root * root * root
      const u = this.uniform(stream)
      const square = x * x
      if (u < 1 - 0.0331 * square * square) return d * v
      if (log(u) < 0.5 * square + d * (1 - v + log(v))) return d * v
    }
  }

  /** A Poisson number: by multiplying uniforms where the mean is small, else by the normal approximation. */
  poisson(stream: number, mean: number): number {
    if (mean >= POISSON_NORMAL) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal(stream)))
    const limit = exp(-mean)
    let count = 0
    for (let product = this.uniform(stream); product > limit; product *= this.uniform(stream)) count++
    return count
  }

  /** Standard normal by the polar method; the second value is thrown away to keep the stream free of state. */
  normal(stream: number): number {
    for (;;) {
      const u = 2 * this.uniform(stream) - 1
      const v = 2 * this.uniform(stream) - 1
      const s = u * u + v * v
      if (s < 1 && s > 0) return u * Math.sqrt((-2 * log(s)) / s)
    }
  }

  private _grow(): void {
    const larger = new Int32Array(this._state.length * 2)
    larger.set(this._state)
    this._state = larger
  }
}

/** A 32-bit mix of a whole number (the finaliser of MurmurHash3), for hashing keys. */
export function mix32(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A 32-bit hash of a text (FNV-1a, then mixed). */
export function hashText(text: string, basis = 0x811c9dc5): number {
  let h = basis
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mix32(h)
}

function seedWords(name: string, state: Int32Array, offset: number): void {
  const a = hashText(name)
  const b = hashText(name, 0x2f0b4c47)
  for (let i = 0; i < 4; i++) state[offset + i] = mix32((i % 2 === 0 ? a : b) + Math.imul(i + 1, 0x9e3779b9))
  // All four words zero is the one state that xoshiro cannot leave.
  if (!(state[offset]! | state[offset + 1]! | state[offset + 2]! | state[offset + 3]!)) state[offset] = 1
}

function buildZiggurat(): void {
  let x = ZIGGURAT_R
  let outer = x
  const q = ZIGGURAT_V / exp(-x)
  zigguratK[0] = (x / q) * U24
  zigguratK[1] = 0
  zigguratW[0] = q / U24
  zigguratW[LAYERS - 1] = x / U24
  zigguratF[0] = 1
  zigguratF[LAYERS - 1] = exp(-x)
  for (let layer = LAYERS - 2; layer >= 1; layer--) {
    x = -log(ZIGGURAT_V / x + exp(-x))
    zigguratK[layer + 1] = (x / outer) * U24
    outer = x
    zigguratF[layer] = exp(-x)
    zigguratW[layer] = x / U24
  }
}
