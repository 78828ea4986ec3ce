import {
  C_GENERATION,
  C_NEXT,
  C_STATE,
  CALL_DOUBLES,
  CALL_INTS,
  FREE,
  GENERATIONS,
  OUTBOUND,
} from './codes.ts'

/** Calls that can live at once, about 100 bytes each. Beyond it new requests are shed, counted and reported. */
export const LIVE_CALLS_MAX = 1 << 21
const FIRST_SIZE = 1 << 10

/** Records of all calls that live, in two typed arrays, with a free list. Columns: see `codes.ts`. */
export class CallPool {
  ints = new Int32Array(FIRST_SIZE * CALL_INTS)
  doubles = new Float64Array(FIRST_SIZE * CALL_DOUBLES)
  /** Of calls that have failed: the fault behind it, -1 where none is known. Of others it holds old values. */
  causes = new Int32Array(FIRST_SIZE)
  #free = -1
  #used = 0
  #live = 0
  #size = FIRST_SIZE

  get live(): number {
    return this.#live
  }

  /** Whether the limit is reached, so that the next call finds no record. */
  get full(): boolean {
    return this.#live >= LIVE_CALLS_MAX
  }

  /** A record with a generation of its own and state OUTBOUND, or -1 at the limit. The other columns hold old values. */
  allocate(): number {
    let call = this.#free
    if (call >= 0) this.#free = this.ints[call * CALL_INTS + C_NEXT]!
    else {
      if (this.#used === this.#size && !this.#grow()) return -1
      call = this.#used++
      this.ints[call * CALL_INTS + C_GENERATION] = 1
    }
    this.ints[call * CALL_INTS + C_STATE] = OUTBOUND
    this.#live++
    return call
  }

  free(call: number): void {
    const at = call * CALL_INTS
    this.renew(call)
    this.ints[at + C_STATE] = FREE
    this.ints[at + C_NEXT] = this.#free
    this.#free = call
    this.#live--
  }

  /** Gives a call a new generation: time limits that were set before no longer mean it. */
  renew(call: number): void {
    const at = call * CALL_INTS + C_GENERATION
    const generation = this.ints[at]!
    this.ints[at] = generation === GENERATIONS ? 1 : generation + 1
  }

  forEachLive(visit: (call: number) => void): void {
    for (let call = 0; call < this.#used; call++) {
      if (this.ints[call * CALL_INTS + C_STATE] !== FREE) visit(call)
    }
  }

  #grow(): boolean {
    if (this.#size >= LIVE_CALLS_MAX) return false
    this.#size *= 2
    const ints = new Int32Array(this.#size * CALL_INTS)
    ints.set(this.ints)
    this.ints = ints
    const doubles = new Float64Array(this.#size * CALL_DOUBLES)
    doubles.set(this.doubles)
    this.doubles = doubles
    const causes = new Int32Array(this.#size)
    causes.set(this.causes)
    this.causes = causes
    return true
  }
}
