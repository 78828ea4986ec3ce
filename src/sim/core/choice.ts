import { type HashRing, hashRing } from './hash-ring.ts'
import { mix32 } from './random.ts'
import type { StepChoice } from './sim-model.ts'

/** A move of keys to new owners, as far as it has come. */
export interface Moving {
  /** Index of the target that still has a key, or -1 when the key is where it belongs. */
  ownerBefore(key: number): number
}

/** Several targets of which one is chosen: in turn by weight (smooth weighted round robin), or by the key. */
export class TargetGroup {
  readonly edges: Int32Array
  readonly weights: Float64Array
  private readonly _choice: StepChoice
  /** Whether a key says which target it is. */
  readonly isKeyed: boolean
  private readonly _credit: Float64Array
  private readonly _equal: boolean
  private readonly _ring: HashRing | null
  private readonly _names: readonly string[]
  private readonly _keys: number
  private readonly _directory: Uint16Array | null
  private _moving: Moving | null = null
  private _lazyRing: HashRing | null = null
  private _cursor = -1
  /** Turns of further tries: in a common turn every further try would lead the next request to the dead target again. */
  private _instead = -1

  /** `names` are stable identities of the targets: the ring's positions come from them. `keys` is the size of the key space. */
  constructor(
    edges: readonly number[],
    weights: readonly number[],
    choice: StepChoice,
    names: readonly string[],
    keys: number,
  ) {
    this.edges = Int32Array.from(edges)
    this.weights = Float64Array.from(weights)
    this._choice = choice
    this.isKeyed = choice !== 'turn'
    this._credit = new Float64Array(edges.length)
    this._equal = weights.every((weight) => weight === weights[0])
    this._names = names
    this._keys = keys
    this._ring = choice === 'ring' && edges.length > 1 ? hashRing(names) : null
    this._directory = choice === 'directory' && edges.length > 1 ? buildDirectory(keys, edges.length) : null
  }

  get size(): number {
    return this.edges.length
  }

  get choice(): StepChoice {
    return this._choice
  }

  /** Its targets are taken in turn, each as often as the others. */
  get isEven(): boolean {
    return !this.isKeyed && this._equal
  }

  /** Stable identities of the targets. */
  get names(): readonly string[] {
    return this._names
  }

  /** Index of the target for a request with this key. */
  pick(key: number): number {
    if (!this.isKeyed) return this.edges.length === 1 ? 0 : this.next(null)
    if (this._moving !== null) {
      const before = this._moving.ownerBefore(key)
      if (before >= 0) return before
    }
    return this.ownerOf(key)
  }

  /** Index of the target that owns a key. */
  ownerOf(key: number): number {
    const n = this.edges.length
    if (n === 1) return 0
    if (this._ring !== null) return this._ring.ownerOf(mix32(key))
    if (this._directory !== null) return this._directory[key] ?? key % n
    if (this._choice === 'range') return Math.min(n - 1, Math.floor((key * n) / this._keys))
    return key % n
  }

  /** Index of the target for a hash that is usable; the next one on the ring where its own is not. -1 when none is. */
  onRing(hash: number, usable: Uint8Array | null): number {
    this._lazyRing ??= this._ring ?? hashRing(this._names)
    return usable === null ? this._lazyRing.ownerOf(hash) : this._lazyRing.usableFrom(hash, usable)
  }

  /** Keys that are still on their way to a new owner; null when all have arrived. */
  set moving(moving: Moving | null) {
    this._moving = moving
  }

  /** Index of the next target in turn among those that are usable (all where null); -1 when none is. */
  next(usable: Uint8Array | null): number {
    const n = this.edges.length
    if (this._equal) {
      for (let tries = 0; tries < n; tries++) {
        this._cursor = this._cursor + 1 === n ? 0 : this._cursor + 1
        if (usable === null || usable[this._cursor] === 1) return this._cursor
      }
      return -1
    }
    return this._nextWeighted(usable)
  }

  /** Index of the next usable target for a further try, by weight; -1 when none is. */
  instead(usable: Uint8Array): number {
    const n = this.edges.length
    if (!this._equal) return this._nextWeighted(usable)
    for (let tries = 0; tries < n; tries++) {
      this._instead = this._instead + 1 >= n ? 0 : this._instead + 1
      if (usable[this._instead] === 1) return this._instead
    }
    return -1
  }

  /** Index of the next usable target in turn, whatever the weights; -1 when none is. */
  nextEven(usable: Uint8Array): number {
    for (let tries = 0; tries < this.edges.length; tries++) {
      this._cursor = this._cursor + 1 >= this.edges.length ? 0 : this._cursor + 1
      if (usable[this._cursor] === 1) return this._cursor
    }
    return -1
  }

  /** Everyone gains its weight, the richest is chosen and pays for all. */
  private _nextWeighted(usable: Uint8Array | null): number {
    let best = -1
    let sum = 0
    for (let i = 0; i < this.edges.length; i++) {
      if (usable !== null && usable[i] !== 1) continue
      const weight = this.weights[i]!
      sum += weight
      this._credit[i] = this._credit[i]! + weight
      if (best < 0 || this._credit[i]! > this._credit[best]!) best = i
    }
    if (best >= 0) this._credit[best] = this._credit[best]! - sum
    return best
  }
}

/** Above this many steps the table is filled in snaking order instead, which spreads popular keys nearly as well. */
const DIRECTORY_STEPS_MAX = 20_000_000

/** A table of owners: keys in the order of their popularity (1 / rank), each to the target with the least so far. */
function buildDirectory(keys: number, targets: number): Uint16Array {
  const owners = new Uint16Array(keys)
  const load = new Float64Array(targets)
  const greedy = keys * targets <= DIRECTORY_STEPS_MAX
  for (let key = 0; key < keys; key++) {
    let owner = key % targets
    if (greedy) {
      owner = 0
      for (let t = 1; t < targets; t++) if (load[t]! < load[owner]!) owner = t
      load[owner] = load[owner]! + 1 / (key + 1)
    } else if (Math.floor(key / targets) % 2 === 1) owner = targets - 1 - owner
    owners[key] = owner
  }
  return owners
}
