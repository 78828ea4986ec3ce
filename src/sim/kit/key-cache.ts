import type { Streams } from '../core/random.ts'
import { isSampled, type SampledEviction, SampledOrder } from './sampled-order.ts'

export type Eviction = 'lru' | 'lfu' | 'fifo' | SampledEviction

/** Where victims that are drawn by chance get it from. */
export interface Chance {
  readonly streams: Streams
  readonly stream: number
}

/**
 * A real cache of keys 0 … n-1: bounded, entries valid for a time after they were filled. Slots form one doubly linked
 * list whose oldest end makes room: in order of use (LRU), of filling (FIFO), or of the number of uses and then of use
 * (LFU, in constant time: the last slot of each number of uses is known). Other orders choose by chance: see
 * `SampledOrder`. A direct index finds the slot of a key. Times are ticks.
 */
export class KeyCache {
  private readonly _capacity: number
  private readonly _eviction: Eviction
  private readonly _slotOf: Int32Array
  private readonly _keyOf: Int32Array
  private readonly _newer: Int32Array
  private readonly _older: Int32Array
  private readonly _uses: Int32Array
  private readonly _chance: Chance | null
  private readonly _sampled: SampledOrder | null
  private readonly _filledAt: Float64Array
  private readonly _versions: Uint32Array
  /** LFU: the newest slot of each number of uses. */
  private readonly _lastOfUses = new Map<number, number>()
  private _newest = -1
  private _oldest = -1
  private _free = -1
  private _size = 0
  private _used = 0
  /** Version of the entry that was looked up last. */
  version = 0

  /** Orders that choose by chance need one. */
  constructor(keys: number, capacity: number, eviction: Eviction = 'lru', chance: Chance | null = null) {
    this._chance = chance
    this._sampled =
      chance !== null && isSampled(eviction)
        ? new SampledOrder(capacity, eviction, chance.streams, chance.stream)
        : null
    this._capacity = capacity
    this._eviction = eviction
    this._slotOf = new Int32Array(keys).fill(-1)
    this._keyOf = new Int32Array(capacity)
    this._newer = new Int32Array(capacity)
    this._older = new Int32Array(capacity)
    this._uses = new Int32Array(eviction === 'lfu' ? capacity : 0)
    this._filledAt = new Float64Array(capacity)
    this._versions = new Uint32Array(capacity)
  }

  get size(): number {
    return this._size
  }

  get capacity(): number {
    return this._capacity
  }

  get keys(): number {
    return this._slotOf.length
  }

  get eviction(): Eviction {
    return this._eviction
  }

  /** Whether the key is there and still valid. A hit counts as a use; an expired entry is dropped, unless it may still be of use. */
  get(key: number, now: number, ttl: number, keepsExpired = false): boolean {
    const slot = this._slotOf[key] ?? -1
    if (slot < 0) return false
    if (now - this._filledAt[slot]! >= ttl) {
      if (!keepsExpired) this._remove(slot)
      return false
    }
    this.version = this._versions[slot]!
    if (this._sampled !== null) this._sampled.use(slot, now)
    else if (this._eviction === 'lfu') this._use(slot)
    else if (this._eviction === 'lru' && slot !== this._newest) {
      this._unlink(slot)
      this._linkAfter(slot, this._newest)
    }
    return true
  }

  /** Whether the key is there at all, valid or not. */
  has(key: number): boolean {
    const slot = this._slotOf[key] ?? -1
    if (slot >= 0) this.version = this._versions[slot]!
    return slot >= 0
  }

  /** Puts a key in, or renews it; the entry at the oldest end makes room. */
  set(key: number, now: number, version = 0): void {
    let slot = this._slotOf[key]
    // A call that was on its way when the key space shrank.
    if (slot === undefined) return
    if (slot < 0) {
      if (this._size >= this._capacity) this._remove(this._victim(now))
      slot = this._takeSlot()
      this._slotOf[key] = slot
      this._keyOf[slot] = key
      this._size++
      this._enter(slot)
      this._sampled?.enter(slot, now)
    } else if (this._sampled !== null) this._sampled.use(slot, now)
    else if (this._eviction === 'lru') {
      this._unlink(slot)
      this._linkAfter(slot, this._newest)
    }
    this._filledAt[slot] = now
    this._versions[slot] = version
  }

  delete(key: number): void {
    const slot = this._slotOf[key] ?? -1
    if (slot >= 0) this._remove(slot)
  }

  /** Cold again. */
  clear(): void {
    this._slotOf.fill(-1)
    this._sampled?.clear()
    this._lastOfUses.clear()
    this._newest = this._oldest = this._free = -1
    this._size = this._used = 0
  }

  /** A cache of another size or order with the same newest entries, as many as fit. */
  resized(keys: number, capacity: number, eviction: Eviction = this._eviction): KeyCache {
    const next = new KeyCache(keys, capacity, eviction, this._chance)
    const kept: number[] = []
    for (let slot = this._newest; slot >= 0 && kept.length < capacity; slot = this._older[slot]!) {
      if (this._keyOf[slot]! < keys) kept.push(slot)
    }
    for (const slot of kept.reverse())
      next.set(this._keyOf[slot]!, this._filledAt[slot]!, this._versions[slot]!)
    return next
  }

  private _victim(now: number): number {
    return this._sampled === null ? this._oldest : this._sampled.victim(now, this._keyOf, this._slotOf)
  }

  private _enter(slot: number): void {
    if (this._eviction !== 'lfu') {
      this._linkAfter(slot, this._newest)
      return
    }
    this._uses[slot] = 1
    this._linkAfter(slot, this._lastOfUses.get(1) ?? -1)
    this._lastOfUses.set(1, slot)
  }

  /** LFU: moves an entry behind all that were used as often as it is now. */
  private _use(slot: number): void {
    const uses = this._uses[slot]!
    const after = this._lastOfUses.get(uses + 1) ?? this._lastOfUses.get(uses)!
    this._leaveGroup(slot, uses)
    if (after !== slot) {
      this._unlink(slot)
      this._linkAfter(slot, after)
    }
    this._uses[slot] = uses + 1
    this._lastOfUses.set(uses + 1, slot)
  }

  private _leaveGroup(slot: number, uses: number): void {
    if (this._lastOfUses.get(uses) !== slot) return
    const before = this._older[slot]!
    if (before >= 0 && this._uses[before] === uses) this._lastOfUses.set(uses, before)
    else this._lastOfUses.delete(uses)
  }

  private _takeSlot(): number {
    if (this._free < 0) return this._used++
    const slot = this._free
    this._free = this._older[slot]!
    return slot
  }

  private _remove(slot: number): void {
    if (this._eviction === 'lfu') this._leaveGroup(slot, this._uses[slot]!)
    this._unlink(slot)
    this._slotOf[this._keyOf[slot]!] = -1
    this._older[slot] = this._free
    this._free = slot
    this._size--
  }

  private _unlink(slot: number): void {
    const newer = this._newer[slot]!
    const older = this._older[slot]!
    if (newer < 0) this._newest = older
    else this._older[newer] = older
    if (older < 0) this._oldest = newer
    else this._newer[older] = newer
  }

  /** Puts a slot on the newer side of another one; at the oldest end where that is -1. */
  private _linkAfter(slot: number, older: number): void {
    const newer = older < 0 ? this._oldest : this._newer[older]!
    this._older[slot] = older
    this._newer[slot] = newer
    if (older < 0) this._oldest = slot
    else this._newer[older] = slot
    if (newer < 0) this._newest = slot
    else this._older[newer] = slot
  }
}
