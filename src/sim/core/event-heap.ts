const FIRST_SIZE = 1024

/** Room for so many keys and the one behind them. */
const emptyKeys = (size: number): Float64Array =>
  new Float64Array(2 * (size + 1)).fill(Number.POSITIVE_INFINITY)

/**
 * Future events in a binary heap, ordered by time and then by sequence; each carries a whole number below 2^30. Taking
 * the top leaves a hole at the root; the next push usually fills it, which saves moving the last entry up.
 * Times go in and out through `cell`, because a double that crosses a function's border may be boxed on the heap.
 */
export class EventHeap {
  /** Time of the entry that is pushed next, then its sequence. */
  readonly cell = new Float64Array(2)
  /** Time and sequence of each entry; behind the last one every time is Infinity, so that it needs no look at the size. */
  private _keys = emptyKeys(FIRST_SIZE)
  private _payloads = new Int32Array(FIRST_SIZE)
  private _size = 0
  private _hole = false

  get size(): number {
    return this._hole ? this._size - 1 : this._size
  }

  /** The keys of all entries in heap order: the earliest time is at 0, its sequence at 1, or Infinity when empty. */
  settled(): Float64Array {
    if (this._hole) this._close()
    if (this._size === 0) this._keys[0] = Number.POSITIVE_INFINITY
    return this._keys
  }

  /** Removes the earliest event and gives its payload. Ask `settled` first. */
  take(): number {
    this._hole = true
    return this._payloads[0]!
  }

  /** Adds an event at the time and sequence in `cell`. */
  push(payload: number): void {
    if (this._hole) {
      this._hole = false
      this._siftDown(payload)
      return
    }
    if (this._size === this._payloads.length) this._grow()
    const keys = this._keys
    const time = this.cell[0]!
    const sequence = this.cell[1]!
    let at = this._size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      const parentTime = keys[2 * parent]!
      if (parentTime < time || (parentTime === time && keys[2 * parent + 1]! < sequence)) break
      keys[2 * at] = parentTime
      keys[2 * at + 1] = keys[2 * parent + 1]!
      this._payloads[at] = this._payloads[parent]!
      at = parent
    }
    keys[2 * at] = time
    keys[2 * at + 1] = sequence
    this._payloads[at] = payload
  }

  /** Removes all events whose payload does not pass. Rare, so a rebuild is good enough. */
  filter(keep: (payload: number, tick: number) => boolean): void {
    if (this._hole) this._close()
    const keys = this._keys.slice(0, 2 * this._size)
    const payloads = this._payloads.slice(0, this._size)
    this._keys.fill(Number.POSITIVE_INFINITY)
    this._size = 0
    payloads.forEach((payload, i) => {
      if (!keep(payload, keys[2 * i]!)) return
      this.cell[0] = keys[2 * i]!
      this.cell[1] = keys[2 * i + 1]!
      this.push(payload)
    })
  }

  private _close(): void {
    this._hole = false
    const last = --this._size
    if (last === 0) return
    this.cell[0] = this._keys[2 * last]!
    this.cell[1] = this._keys[2 * last + 1]!
    this._keys[2 * last] = Number.POSITIVE_INFINITY
    this._siftDown(this._payloads[last]!)
  }

  /** Puts the entry in `cell` at the root and moves it down to its place. */
  private _siftDown(payload: number): void {
    const keys = this._keys
    const payloads = this._payloads
    const time = this.cell[0]!
    const sequence = this.cell[1]!
    const end = this._size
    let at = 0
    let child = 1
    while (child < end) {
      const left = keys[2 * child]!
      const right = keys[2 * child + 2]!
      // Added and not branched on, because nobody can foretell which child is the earlier one.
      child += +(right < left)
      if (left === right) child += +(keys[2 * child + 3]! < keys[2 * child + 1]!)
      const childTime = keys[2 * child]!
      if (time < childTime || (time === childTime && sequence < keys[2 * child + 1]!)) break
      keys[2 * at] = childTime
      keys[2 * at + 1] = keys[2 * child + 1]!
      payloads[at] = payloads[child]!
      at = child
      child = 2 * at + 1
    }
    keys[2 * at] = time
    keys[2 * at + 1] = sequence
    payloads[at] = payload
  }

  private _grow(): void {
    const size = 2 * this._payloads.length
    const keys = emptyKeys(size)
    keys.set(this._keys)
    this._keys = keys
    const payloads = new Int32Array(size)
    payloads.set(this._payloads)
    this._payloads = payloads
  }
}
