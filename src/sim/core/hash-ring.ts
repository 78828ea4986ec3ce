import { hashText } from './random.ts'

/** Points of each target. The shares of many targets then spread by 1 / sqrt(150) = 8.2 % (Karger et al. 1997). */
const POINTS_EACH = 150
const HASHES = 4_294_967_296
/** A point is one number, hash x this + target, so that sorting numbers sorts the ring. */
const TARGETS_MAX = 65_536
/** Rings that are kept because every class of a caller asks for the same one. */
const KEPT = 16

/** A consistent hash ring: each target stands at many points of the circle of hashes, and owns what lies before each of them. */
export class HashRing {
  /** Hashes of the points in their order, and whose they are. */
  private readonly _at: Uint32Array
  private readonly _owners: Uint16Array
  /** By the upper bits of a hash: the first point that does not lie before all hashes which begin so. */
  private readonly _begins: Uint32Array
  private readonly _shift: number

  constructor(names: readonly string[]) {
    const points = sortedPoints(names)
    this._at = Uint32Array.from(points, (point) => Math.floor(point / TARGETS_MAX))
    this._owners = Uint16Array.from(points, (point) => point % TARGETS_MAX)
    const bits = 32 - Math.clz32(points.length - 1)
    this._shift = 32 - bits
    this._begins = new Uint32Array(1 << bits)
    let point = 0
    for (let begin = 0; begin < this._begins.length; begin++) {
      while (point < points.length && this._at[point]! < begin * (HASHES / this._begins.length)) point++
      this._begins[begin] = point
    }
    Object.freeze(this)
  }

  /** Index of the target that owns a hash: the one at the first point from it on. */
  ownerOf(hash: number): number {
    return this._owners[this._from(hash)]!
  }

  /** The same among those that are usable: the next one on the ring where the owner is not; -1 when none is. */
  usableFrom(hash: number, usable: Uint8Array): number {
    const begin = this._from(hash)
    for (let step = 0; step < this._owners.length; step++) {
      const owner = this._owners[(begin + step) % this._owners.length]!
      if (usable[owner] === 1) return owner
    }
    return -1
  }

  private _from(hash: number): number {
    const count = this._at.length
    let point = this._begins[hash >>> this._shift]!
    while (point < count && this._at[point]! < hash) point++
    return point === count ? 0 : point
  }
}

const kept = new Map<string, HashRing>()

/** The ring of some targets, by their stable identities. */
export function hashRing(names: readonly string[]): HashRing {
  const key = JSON.stringify(names)
  const ring = kept.get(key) ?? new HashRing(names)
  // The last one that was asked for is the last to be forgotten.
  kept.delete(key)
  kept.set(key, ring)
  if (kept.size > KEPT) kept.delete(kept.keys().next().value!)
  return ring
}

function sortedPoints(names: readonly string[]): Float64Array {
  const points = new Float64Array(names.length * POINTS_EACH)
  names.forEach((name, target) => {
    for (let i = 0; i < POINTS_EACH; i++) {
      const hash = hashText(`${name}#${i}`) % HASHES
      points[target * POINTS_EACH + i] = hash * TARGETS_MAX + target
    }
  })
  return points.sort()
}
