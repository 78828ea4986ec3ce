export type Eviction = 'lru' | 'lfu' | 'fifo'

/**
 * A real cache of keys 0 … n-1: bounded, entries valid for a time after they were filled. Slots form one doubly linked
 * list whose oldest end makes room: in order of use (LRU), of filling (FIFO), or of the number of uses and then of use
 * (LFU, in constant time: the last slot of each number of uses is known). A direct index finds the slot of a key. Times
 * are ticks.
 */
export class KeyCache {
  readonly #capacity: number
  readonly #eviction: Eviction
  readonly #slotOf: Int32Array
  readonly #keyOf: Int32Array
  readonly #newer: Int32Array
  readonly #older: Int32Array
  readonly #uses: Int32Array
  readonly #filledAt: Float64Array
  readonly #versions: Uint32Array
  /** LFU: the newest slot of each number of uses. */
  readonly #lastOfUses = new Map<number, number>()
  #newest = -1
  #oldest = -1
  #free = -1
  #size = 0
  #used = 0
  /** Version of the entry that was looked up last. */
  version = 0

  constructor(keys: number, capacity: number, eviction: Eviction = 'lru') {
    this.#capacity = capacity
    this.#eviction = eviction
    this.#slotOf = new Int32Array(keys).fill(-1)
    this.#keyOf = new Int32Array(capacity)
    this.#newer = new Int32Array(capacity)
    this.#older = new Int32Array(capacity)
    this.#uses = new Int32Array(eviction === 'lfu' ? capacity : 0)
    this.#filledAt = new Float64Array(capacity)
    this.#versions = new Uint32Array(capacity)
  }

  get size(): number {
    return this.#size
  }

  get capacity(): number {
    return this.#capacity
  }

  get keys(): number {
    return this.#slotOf.length
  }

  get eviction(): Eviction {
    return this.#eviction
  }

  /** Whether the key is there and still valid. A hit counts as a use; an expired entry is dropped, unless it may still be of use. */
  get(key: number, now: number, ttl: number, keepsExpired = false): boolean {
    const slot = this.#slotOf[key]!
    if (slot < 0) return false
    if (now - this.#filledAt[slot]! >= ttl) {
      if (!keepsExpired) this.#remove(slot)
      return false
    }
    this.version = this.#versions[slot]!
    if (this.#eviction === 'lfu') this.#use(slot)
    else if (this.#eviction === 'lru' && slot !== this.#newest) {
      this.#unlink(slot)
      this.#linkAfter(slot, this.#newest)
    }
    return true
  }

  /** Whether the key is there at all, valid or not. */
  has(key: number): boolean {
    const slot = this.#slotOf[key]!
    if (slot >= 0) this.version = this.#versions[slot]!
    return slot >= 0
  }

  /** Puts a key in, or renews it; the entry at the oldest end makes room. */
  set(key: number, now: number, version = 0): void {
    let slot = this.#slotOf[key]!
    if (slot < 0) {
      if (this.#size >= this.#capacity) this.#remove(this.#oldest)
      slot = this.#takeSlot()
      this.#slotOf[key] = slot
      this.#keyOf[slot] = key
      this.#size++
      this.#enter(slot)
    } else if (this.#eviction === 'lru') {
      this.#unlink(slot)
      this.#linkAfter(slot, this.#newest)
    }
    this.#filledAt[slot] = now
    this.#versions[slot] = version
  }

  delete(key: number): void {
    const slot = this.#slotOf[key]!
    if (slot >= 0) this.#remove(slot)
  }

  /** Cold again. */
  clear(): void {
    this.#slotOf.fill(-1)
    this.#lastOfUses.clear()
    this.#newest = this.#oldest = this.#free = -1
    this.#size = this.#used = 0
  }

  /** A cache of another size or order with the same newest entries, as many as fit. */
  resized(keys: number, capacity: number, eviction: Eviction = this.#eviction): KeyCache {
    const next = new KeyCache(keys, capacity, eviction)
    const kept: number[] = []
    for (let slot = this.#newest; slot >= 0 && kept.length < capacity; slot = this.#older[slot]!) {
      if (this.#keyOf[slot]! < keys) kept.push(slot)
    }
    for (const slot of kept.reverse())
      next.set(this.#keyOf[slot]!, this.#filledAt[slot]!, this.#versions[slot]!)
    return next
  }

  #enter(slot: number): void {
    if (this.#eviction !== 'lfu') {
      this.#linkAfter(slot, this.#newest)
      return
    }
    this.#uses[slot] = 1
    this.#linkAfter(slot, this.#lastOfUses.get(1) ?? -1)
    this.#lastOfUses.set(1, slot)
  }

  /** LFU: moves an entry behind all that were used as often as it is now. */
  #use(slot: number): void {
    const uses = this.#uses[slot]!
    const after = this.#lastOfUses.get(uses + 1) ?? this.#lastOfUses.get(uses)!
    this.#leaveGroup(slot, uses)
    if (after !== slot) {
      this.#unlink(slot)
      this.#linkAfter(slot, after)
    }
    this.#uses[slot] = uses + 1
    this.#lastOfUses.set(uses + 1, slot)
  }

  #leaveGroup(slot: number, uses: number): void {
    if (this.#lastOfUses.get(uses) !== slot) return
    const before = this.#older[slot]!
    if (before >= 0 && this.#uses[before] === uses) this.#lastOfUses.set(uses, before)
    else this.#lastOfUses.delete(uses)
  }

  #takeSlot(): number {
    if (this.#free < 0) return this.#used++
    const slot = this.#free
    this.#free = this.#older[slot]!
    return slot
  }

  #remove(slot: number): void {
    if (this.#eviction === 'lfu') this.#leaveGroup(slot, this.#uses[slot]!)
    this.#unlink(slot)
    this.#slotOf[this.#keyOf[slot]!] = -1
    this.#older[slot] = this.#free
    this.#free = slot
    this.#size--
  }

  #unlink(slot: number): void {
    const newer = this.#newer[slot]!
    const older = this.#older[slot]!
    if (newer < 0) this.#newest = older
    else this.#older[newer] = older
    if (older < 0) this.#oldest = newer
    else this.#newer[older] = newer
  }

  /** Puts a slot on the newer side of another one; at the oldest end where that is -1. */
  #linkAfter(slot: number, older: number): void {
    const newer = older < 0 ? this.#oldest : this.#newer[older]!
    this.#older[slot] = older
    this.#newer[slot] = newer
    if (older < 0) this.#oldest = slot
    else this.#newer[older] = slot
    if (newer < 0) this.#newest = slot
    else this.#older[newer] = slot
  }
}
