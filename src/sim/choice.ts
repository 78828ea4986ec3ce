import { hashText, mix32 } from './random.ts'
import type { StepChoice } from './sim-model.ts'

/** Positions on the consistent hash ring for each target (Karger et al. 1997; 150 keep the spread within 8 %). */
const VIRTUAL_NODES = 150
const RING_SLOTS = 16_384

/** Several targets of which one is chosen: in turn by weight (smooth weighted round robin), by modulo, or by a hash ring. */
export class TargetGroup {
  readonly edges: Int32Array
  readonly weights: Float64Array
  readonly #choice: StepChoice
  readonly #credit: Float64Array
  readonly #equal: boolean
  readonly #ring: Uint16Array | null
  #cursor = -1
  #turn = -1

  /** `names` are stable identities of the targets: the ring's positions come from them. */
  constructor(
    edges: readonly number[],
    weights: readonly number[],
    choice: StepChoice,
    names: readonly string[],
  ) {
    this.edges = Int32Array.from(edges)
    this.weights = Float64Array.from(weights)
    this.#choice = choice
    this.#credit = new Float64Array(edges.length)
    this.#equal = weights.every((weight) => weight === weights[0])
    this.#ring = choice === 'ring' && edges.length > 1 ? buildRing(names) : null
  }

  get size(): number {
    return this.edges.length
  }

  /** Index of the target for a request with this key. */
  pick(key: number): number {
    const n = this.edges.length
    if (n === 1) return 0
    if (this.#choice === 'turn') return this.next(null)
    if (this.#ring !== null) return this.#ring[mix32(key) & (RING_SLOTS - 1)]!
    return key % n
  }

  /** Index of the next target in turn among those that are usable (all where null); -1 when none is. */
  next(usable: Uint8Array | null): number {
    const n = this.edges.length
    if (this.#equal) {
      for (let tries = 0; tries < n; tries++) {
        this.#cursor = this.#cursor + 1 === n ? 0 : this.#cursor + 1
        if (usable === null || usable[this.#cursor] === 1) return this.#cursor
      }
      return -1
    }
    return this.#nextWeighted(usable)
  }

  /** A number below the size less one that goes round: with whom of the others somebody begins who was refused by one. */
  takeTurn(): number {
    this.#turn = this.#turn + 1 < this.edges.length - 1 ? this.#turn + 1 : 0
    return this.#turn
  }

  /** Everyone gains its weight, the richest is chosen and pays for all. */
  #nextWeighted(usable: Uint8Array | null): number {
    let best = -1
    let sum = 0
    for (let i = 0; i < this.edges.length; i++) {
      if (usable !== null && usable[i] !== 1) continue
      const weight = this.weights[i]!
      sum += weight
      this.#credit[i] = this.#credit[i]! + weight
      if (best < 0 || this.#credit[i]! > this.#credit[best]!) best = i
    }
    if (best >= 0) this.#credit[best] = this.#credit[best]! - sum
    return best
  }
}

function buildRing(names: readonly string[]): Uint16Array {
  const points: { at: number; target: number }[] = []
  names.forEach((name, target) => {
    for (let v = 0; v < VIRTUAL_NODES; v++) points.push({ at: hashText(`${name}#${v}`), target })
  })
  points.sort((a, b) => a.at - b.at || a.target - b.target)
  const ring = new Uint16Array(RING_SLOTS)
  let p = 0
  for (let slot = 0; slot < RING_SLOTS; slot++) {
    const at = (slot / RING_SLOTS) * 4_294_967_296
    while (p < points.length && points[p]!.at < at) p++
    ring[slot] = points[p % points.length]!.target
  }
  return ring
}
