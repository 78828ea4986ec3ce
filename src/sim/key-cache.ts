/**
 * A real cache of keys 0 … n-1: bounded, least recently used out first, entries valid for a time after they were filled.
 * Slots form a doubly linked list in order of use; a direct index finds the slot of a key. Times are ticks.
 */
export class KeyCache {
  #capacity: number
  readonly #slotOf: Int32Array
  #keyOf: Int32Array
  #newer: Int32Array
  #older: Int32Array
  #filledAt: Float64Array
  #newest = -1
  #oldest = -1
  #free = -1
  #size = 0
  #used = 0

  constructor(keys: number, capacity: number) {
    this.#capacity = capacity
    this.#slotOf = new Int32Array(keys).fill(-1)
    this.#keyOf = new Int32Array(capacity)
    this.#newer = new Int32Array(capacity)
    this.#older = new Int32Array(capacity)
    this.#filledAt = new Float64Array(capacity)
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

  /** Whether the key is there and still valid; a hit makes it the most recently used, an expired entry is dropped. */
  get(key: number, now: number, ttl: number): boolean {
    const slot = this.#slotOf[key]!
    if (slot < 0) return false
    if (now - this.#filledAt[slot]! >= ttl) {
      this.#remove(slot)
      return false
    }
    if (slot !== this.#newest) {
      this.#unlink(slot)
      this.#linkNewest(slot)
    }
    return true
  }

  /** Puts a key in, or renews it; the least recently used entry makes room. */
  set(key: number, now: number): void {
    let slot = this.#slotOf[key]!
    if (slot >= 0) this.#unlink(slot)
    else {
      if (this.#size >= this.#capacity) this.#remove(this.#oldest)
      slot = this.#takeSlot()
      this.#slotOf[key] = slot
      this.#keyOf[slot] = key
      this.#size++
    }
    this.#filledAt[slot] = now
    this.#linkNewest(slot)
  }

  delete(key: number): void {
    const slot = this.#slotOf[key]!
    if (slot >= 0) this.#remove(slot)
  }

  /** Cold again. */
  clear(): void {
    this.#slotOf.fill(-1)
    this.#newest = this.#oldest = this.#free = -1
    this.#size = this.#used = 0
  }

  /** A cache of another size with the same most recently used entries, as many as fit. */
  resized(keys: number, capacity: number): KeyCache {
    const next = new KeyCache(keys, capacity)
    const kept: number[] = []
    for (let slot = this.#newest; slot >= 0 && kept.length < capacity; slot = this.#older[slot]!) {
      if (this.#keyOf[slot]! < keys) kept.push(slot)
    }
    for (const slot of kept.reverse()) next.set(this.#keyOf[slot]!, this.#filledAt[slot]!)
    return next
  }

  #takeSlot(): number {
    if (this.#free < 0) return this.#used++
    const slot = this.#free
    this.#free = this.#older[slot]!
    return slot
  }

  #remove(slot: number): void {
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

  #linkNewest(slot: number): void {
    this.#newer[slot] = -1
    this.#older[slot] = this.#newest
    if (this.#newest >= 0) this.#newer[this.#newest] = slot
    else this.#oldest = slot
    this.#newest = slot
  }
}
