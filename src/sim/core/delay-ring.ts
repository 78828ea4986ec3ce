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
  private _keys = new Float64Array(2 * 64)
  private _loads = new Int32Array(2 * 64)
  private _mask = 63
  private _first = 0
  private _size = 0

  /** `head` may be a view into an array where the heads of many rings lie side by side. */
  constructor(delay: number, head = new Float64Array(2)) {
    this.delay = delay
    this.head = head
    head.fill(Number.POSITIVE_INFINITY)
  }

  get size(): number {
    return this._size
  }

  /** The next `push` needs more memory. */
  get full(): boolean {
    return this._size > this._mask
  }

  /** Adds an event after all others; time and sequence come in `cell`. */
  push(cell: Float64Array, payload: number, generation: number): void {
    if (this.full) this._grow()
    const at = 2 * ((this._first + this._size++) & this._mask)
    this._keys[at] = cell[0]!
    this._keys[at + 1] = cell[1]!
    this._loads[at] = payload
    this._loads[at + 1] = generation
    if (this._size === 1) this._showHead()
  }

  /** Payload of the head. */
  payload(): number {
    return this._loads[2 * this._first]!
  }

  generation(): number {
    return this._loads[2 * this._first + 1]!
  }

  /** Removes the head. */
  drop(): void {
    this._first = (this._first + 1) & this._mask
    this._size--
    this._showHead()
  }

  /** Forgets time limits that are over, and grows where that leaves little room: it never holds many more than those that are not. */
  makeRoom(isCurrent: IsCurrent): void {
    this.filter((payload, generation) => generation === 0 || isCurrent(payload, generation))
    if (2 * this._size > this._mask) this._grow()
  }

  filter(keep: (payload: number, generation: number, tick: number) => boolean): void {
    const keys = this._keys
    const loads = this._loads
    let kept = 0
    for (let i = 0; i < this._size; i++) {
      const from = 2 * ((this._first + i) & this._mask)
      if (!keep(loads[from]!, loads[from + 1]!, keys[from]!)) continue
      const to = 2 * ((this._first + kept++) & this._mask)
      keys[to] = keys[from]!
      keys[to + 1] = keys[from + 1]!
      loads[to] = loads[from]!
      loads[to + 1] = loads[from + 1]!
    }
    this._size = kept
    this._showHead()
  }

  private _showHead(): void {
    const empty = this._size === 0
    this.head[0] = empty ? Number.POSITIVE_INFINITY : this._keys[2 * this._first]!
    this.head[1] = empty ? Number.POSITIVE_INFINITY : this._keys[2 * this._first + 1]!
  }

  private _grow(): void {
    const size = this._mask + 1
    const keys = new Float64Array(4 * size)
    const loads = new Int32Array(4 * size)
    for (let i = 0; i < size; i++) {
      const from = 2 * ((this._first + i) & this._mask)
      keys.set(this._keys.subarray(from, from + 2), 2 * i)
      loads.set(this._loads.subarray(from, from + 2), 2 * i)
    }
    this._keys = keys
    this._loads = loads
    this._first = 0
    this._mask = 2 * size - 1
  }
}
