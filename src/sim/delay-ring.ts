/** Decides whether an event still means what it was set for: a time limit is over once its call has another generation. */
export type IsCurrent = (payload: number, generation: number) => boolean

/**
 * Events that all happen the same delay after they were scheduled (network latency, timeouts): first in, first out, so
 * scheduling and taking cost no search. Keys are (time, sequence), the load is a whole number and, for time limits, the
 * generation of the call that it limits (0: the event holds whatever happens).
 */
export class DelayRing {
  readonly delay: number
  /** Time and sequence of the head; Infinity when empty. */
  readonly head: Float64Array
  #keys = new Float64Array(2 * 64)
  #loads = new Int32Array(2 * 64)
  #mask = 63
  #first = 0
  #size = 0

  /** `head` may be a view into an array where the heads of many rings lie side by side. */
  constructor(delay: number, head = new Float64Array(2)) {
    this.delay = delay
    this.head = head
    head.fill(Number.POSITIVE_INFINITY)
  }

  get size(): number {
    return this.#size
  }

  /** The next `push` needs more memory. */
  get full(): boolean {
    return this.#size > this.#mask
  }

  /** Adds an event after all others; time and sequence come in `cell`. */
  push(cell: Float64Array, payload: number, generation: number): void {
    if (this.full) this.#grow()
    const at = 2 * ((this.#first + this.#size++) & this.#mask)
    this.#keys[at] = cell[0]!
    this.#keys[at + 1] = cell[1]!
    this.#loads[at] = payload
    this.#loads[at + 1] = generation
    if (this.#size === 1) this.#showHead()
  }

  /** Payload of the head. */
  payload(): number {
    return this.#loads[2 * this.#first]!
  }

  generation(): number {
    return this.#loads[2 * this.#first + 1]!
  }

  /** Removes the head. */
  drop(): void {
    this.#first = (this.#first + 1) & this.#mask
    this.#size--
    this.#showHead()
  }

  /** Forgets time limits that are over, and grows where that leaves little room: it never holds many more than those that are not. */
  makeRoom(isCurrent: IsCurrent): void {
    this.filter((payload, generation) => generation === 0 || isCurrent(payload, generation))
    if (2 * this.#size > this.#mask) this.#grow()
  }

  filter(keep: IsCurrent): void {
    const keys = this.#keys
    const loads = this.#loads
    let kept = 0
    for (let i = 0; i < this.#size; i++) {
      const from = 2 * ((this.#first + i) & this.#mask)
      if (!keep(loads[from]!, loads[from + 1]!)) continue
      const to = 2 * ((this.#first + kept++) & this.#mask)
      keys[to] = keys[from]!
      keys[to + 1] = keys[from + 1]!
      loads[to] = loads[from]!
      loads[to + 1] = loads[from + 1]!
    }
    this.#size = kept
    this.#showHead()
  }

  #showHead(): void {
    const empty = this.#size === 0
    this.head[0] = empty ? Number.POSITIVE_INFINITY : this.#keys[2 * this.#first]!
    this.head[1] = empty ? Number.POSITIVE_INFINITY : this.#keys[2 * this.#first + 1]!
  }

  #grow(): void {
    const size = this.#mask + 1
    const keys = new Float64Array(4 * size)
    const loads = new Int32Array(4 * size)
    for (let i = 0; i < size; i++) {
      const from = 2 * ((this.#first + i) & this.#mask)
      keys.set(this.#keys.subarray(from, from + 2), 2 * i)
      loads.set(this.#loads.subarray(from, from + 2), 2 * i)
    }
    this.#keys = keys
    this.#loads = loads
    this.#first = 0
    this.#mask = 2 * size - 1
  }
}
