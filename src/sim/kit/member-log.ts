/** Log entries that a replica may be behind; beyond it the oldest are skipped, as in a full copy. */
export const LOG_MAX = 1 << 20

/** What of the primary's log has not been applied yet at one replica: commit times in ticks, oldest first. */
export class MemberLog {
  /** Milliseconds from commit to application, of the last applied write. */
  lagMsLast = 0
  /** Tick at which the oldest entry will have been applied; NaN while nothing is being applied. */
  appliedAt = Number.NaN
  private _times = new Float64Array(64)
  private _head = 0
  private _size = 0

  get size(): number {
    return this._size
  }

  get oldest(): number {
    return this._times[this._head]!
  }

  /** Adds an entry; false where the oldest one had to go for it. */
  push(commitTicks: number): boolean {
    const isFull = this._size === LOG_MAX
    if (isFull) this.shift()
    if (this._size === this._times.length) this._grow()
    this._times[(this._head + this._size++) & (this._times.length - 1)] = commitTicks
    return !isFull
  }

  /** Takes the oldest entry. */
  shift(): number {
    const time = this._times[this._head]!
    this._head = (this._head + 1) & (this._times.length - 1)
    this._size--
    return time
  }

  /** Entries that were committed after a time: the ones at the end. */
  countAfter(ticks: number): number {
    let count = 0
    while (
      count < this._size &&
      this._times[(this._head + this._size - 1 - count) & (this._times.length - 1)]! > ticks
    )
      count++
    return count
  }

  clear(): void {
    this._head = 0
    this._size = 0
    this.appliedAt = Number.NaN
  }

  /** Forgets the newest entries. */
  dropNewest(count: number): void {
    this._size -= Math.min(count, this._size)
    if (this._size === 0) this.appliedAt = Number.NaN
  }

  private _grow(): void {
    const larger = new Float64Array(this._times.length * 2)
    for (let i = 0; i < this._size; i++) larger[i] = this._times[(this._head + i) & (this._times.length - 1)]!
    this._times = larger
    this._head = 0
  }
}

/** Which of the committed writes was the last one of each key. */
export class LastWrites {
  private _sequence = 0
  private _byKey = new Float64Array(0)

  /** Another write, of a key below `keys`. */
  note(key: number, keys: number): void {
    this._sequence++
    if (this._byKey.length < keys) {
      const wider = new Float64Array(keys)
      wider.set(this._byKey)
      this._byKey = wider
    }
    this._byKey[key] = this._sequence
  }

  /** Another key was written about the same time as the last one. */
  noteAlso(key: number): void {
    this._byKey[key] = this._sequence
  }

  /** Whether the last write of a key is one of the last so many of all. */
  isAmongLast(key: number, writes: number): boolean {
    return (this._byKey[key] ?? 0) > this._sequence - writes
  }
}
