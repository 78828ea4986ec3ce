/** Log entries that a replica may be behind; beyond it the oldest are skipped, as in a full copy. */
export const LOG_MAX = 1 << 20

/** What of the primary's log has not been applied yet at one replica: commit times in ticks, oldest first. */
export class MemberLog {
  /** Milliseconds from commit to application, of the last applied write. */
  lagMsLast = 0
  /** Tick at which the oldest entry will have been applied; NaN while nothing is being applied. */
  appliedAt = Number.NaN
  #times = new Float64Array(64)
  #head = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  get oldest(): number {
    return this.#times[this.#head]!
  }

  /** Adds an entry; false where the oldest one had to go for it. */
  push(commitTicks: number): boolean {
    const isFull = this.#size === LOG_MAX
    if (isFull) this.shift()
    if (this.#size === this.#times.length) this.#grow()
    this.#times[(this.#head + this.#size++) & (this.#times.length - 1)] = commitTicks
    return !isFull
  }

  /** Takes the oldest entry. */
  shift(): number {
    const time = this.#times[this.#head]!
    this.#head = (this.#head + 1) & (this.#times.length - 1)
    this.#size--
    return time
  }

  /** Entries that were committed after a time: the ones at the end. */
  countAfter(ticks: number): number {
    let count = 0
    while (
      count < this.#size &&
      this.#times[(this.#head + this.#size - 1 - count) & (this.#times.length - 1)]! > ticks
    )
      count++
    return count
  }

  clear(): void {
    this.#head = 0
    this.#size = 0
    this.appliedAt = Number.NaN
  }

  /** Forgets the newest entries. */
  dropNewest(count: number): void {
    this.#size -= Math.min(count, this.#size)
    if (this.#size === 0) this.appliedAt = Number.NaN
  }

  #grow(): void {
    const larger = new Float64Array(this.#times.length * 2)
    for (let i = 0; i < this.#size; i++) larger[i] = this.#times[(this.#head + i) & (this.#times.length - 1)]!
    this.#times = larger
    this.#head = 0
  }
}
