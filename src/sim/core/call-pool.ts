import {
  C_GENERATION,
  C_NEXT,
  C_STATE,
  CALL_DOUBLES,
  CALL_INTS,
  EVENT_BITS,
  FREE,
  GENERATIONS,
  OUTBOUND,
} from './codes.ts'

/** Calls that can live at once, about 100 bytes each. Beyond it new requests are shed, counted and reported. */
export const LIVE_CALLS_MAX = 1 << 21
const FIRST_SIZE = 1 << 10
/** Nothing of the key has been read. */
export const UNREAD = -1

/** Records of all calls that live, in two typed arrays, with a free list. Columns: see `codes.ts`. */
export class CallPool {
  ints = new Int32Array(FIRST_SIZE * CALL_INTS)
  doubles = new Float64Array(FIRST_SIZE * CALL_DOUBLES)
  /** Of calls that have failed: the fault behind it, -1 where none is known. Of others it holds old values. */
  causes = new Int32Array(FIRST_SIZE)
  /** Of calls that have failed: how far they had come; see `ANSWERED`. */
  fates = new Uint8Array(FIRST_SIZE)
  /** Where copies may be stale: the oldest version of its key that went into the answer of a call so far; `UNREAD` before. */
  versions = new Int32Array(FIRST_SIZE)
  private _free = -1
  private _used = 0
  private _live = 0
  private _size = FIRST_SIZE

  get live(): number {
    return this._live
  }

  /** Whether the limit is reached, so that the next call finds no record. */
  get full(): boolean {
    return this._live >= LIVE_CALLS_MAX
  }

  /** A record with a generation of its own and state OUTBOUND, or -1 at the limit. The other columns hold old values. */
  allocate(): number {
    let call = this._free
    if (call >= 0) this._free = this.ints[call * CALL_INTS + C_NEXT]!
    else {
      if (this._used === this._size && !this._grow()) return -1
      call = this._used++
      this.ints[call * CALL_INTS + C_GENERATION] = 1
    }
    this.ints[call * CALL_INTS + C_STATE] = OUTBOUND
    this._live++
    return call
  }

  free(call: number): void {
    const at = call * CALL_INTS
    this.renew(call)
    this.ints[at + C_STATE] = FREE
    this.ints[at + C_NEXT] = this._free
    this._free = call
    this._live--
  }

  /** Gives a call a new generation: time limits that were set before no longer mean it. */
  renew(call: number): void {
    const at = call * CALL_INTS + C_GENERATION
    const generation = this.ints[at]!
    this.ints[at] = generation === GENERATIONS ? 1 : generation + 1
  }

  /** Whether the call of an event still has the generation for which the event was set. */
  isCurrent(payload: number, generation: number): boolean {
    return this.ints[(payload >> EVENT_BITS) * CALL_INTS + C_GENERATION] === generation
  }

  forEachLive(visit: (call: number) => void): void {
    for (let call = 0; call < this._used; call++) {
      if (this.ints[call * CALL_INTS + C_STATE] !== FREE) visit(call)
    }
  }

  private _grow(): boolean {
    if (this._size >= LIVE_CALLS_MAX) return false
    this._size *= 2
    const ints = new Int32Array(this._size * CALL_INTS)
    ints.set(this.ints)
    this.ints = ints
    const doubles = new Float64Array(this._size * CALL_DOUBLES)
    doubles.set(this.doubles)
    this.doubles = doubles
    const causes = new Int32Array(this._size)
    causes.set(this.causes)
    this.causes = causes
    const fates = new Uint8Array(this._size)
    fates.set(this.fates)
    this.fates = fates
    const versions = new Int32Array(this._size)
    versions.set(this.versions)
    this.versions = versions
    return true
  }
}
