import {
  C_ATTEMPT,
  C_CLASS,
  C_FIRST,
  C_GENERATION,
  C_KEY,
  C_NEXT,
  C_NODE,
  C_OP,
  C_STATE,
  C_TRIED,
  C_USER,
  CALL_DOUBLES_SHIFT,
  CALL_INTS,
  CALL_INTS_SHIFT,
  EVENT_BITS,
  F_ARRIVED,
  F_KEEPS_SLOT,
  FREE,
  GENERATIONS,
  OUTBOUND,
  SERVING,
} from './codes.ts'

/** Calls that can live at once, about 100 bytes each. Beyond it new requests are shed, counted and reported. */
export const LIVE_CALLS_MAX = 1 << 21
const FIRST_SIZE = 1 << 10
/** Nothing of the key has been read. */
export const UNREAD = -1

/** Records of all calls that live, in two typed arrays, with a free list. Columns: see `codes.ts`. */
export class CallPool {
  ints = new Int32Array(FIRST_SIZE << CALL_INTS_SHIFT)
  doubles = new Float64Array(FIRST_SIZE << CALL_DOUBLES_SHIFT)
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

  /** Records that there are, live ones and free ones. */
  get used(): number {
    return this._used
  }

  /** All free records in the order in which they are used again; for the auditor. */
  get freeRecords(): number[] {
    const free: number[] = []
    for (let call = this._free; call >= 0 && free.length <= this._used; ) {
      free.push(call)
      call = this.ints[(call << CALL_INTS_SHIFT) + C_NEXT]!
    }
    return free
  }

  /** Whether the limit is reached, so that the next call finds no record. */
  get full(): boolean {
    return this._live >= LIVE_CALLS_MAX
  }

  /** A record with a generation of its own and state OUTBOUND, or -1 at the limit. The other columns hold old values. */
  allocate(): number {
    let call = this._free
    if (call >= 0) this._free = this.ints[(call << CALL_INTS_SHIFT) + C_NEXT]!
    else {
      if (this._used === this._size && !this._grow()) return -1
      call = this._used++
      this.ints[(call << CALL_INTS_SHIFT) + C_GENERATION] = 1
    }
    this.ints[(call << CALL_INTS_SHIFT) + C_STATE] = OUTBOUND
    this._live++
    return call
  }

  free(call: number): void {
    const at = call << CALL_INTS_SHIFT
    this.renew(call)
    this.ints[at + C_STATE] = FREE
    this.ints[at + C_NEXT] = this._free
    this._free = call
    this._live--
  }

  /** The class of a call: `READ`, `WRITE`, … */
  classOf(call: number): number {
    return this.ints[(call << CALL_INTS_SHIFT) + C_CLASS]!
  }

  /** The key that it is about; 0 in a run where nobody looks at keys. */
  keyOf(call: number): number {
    return this.ints[(call << CALL_INTS_SHIFT) + C_KEY]!
  }

  /** The user who asked for it: `slot of the client x USERS + user`; see `clientOf`. */
  userOf(call: number): number {
    return this.ints[(call << CALL_INTS_SHIFT) + C_USER]!
  }

  /** The node that it is at, or on its way to. */
  nodeOf(call: number): number {
    return this.ints[(call << CALL_INTS_SHIFT) + C_NODE]!
  }

  /** What is asked for: `OP.call`, `OP.cacheGet`, … */
  opOf(call: number): number {
    return this.ints[(call << CALL_INTS_SHIFT) + C_OP]!
  }

  /** Retries of the request before this try of it. */
  attemptOf(call: number): number {
    return this.ints[(call << CALL_INTS_SHIFT) + C_ATTEMPT]!
  }

  setAttempt(call: number, attempt: number): void {
    this.ints[(call << CALL_INTS_SHIFT) + C_ATTEMPT] = attempt
  }

  /** When it came to its node, in ticks. */
  arrivedAt(call: number): number {
    return this.doubles[(call << CALL_DOUBLES_SHIFT) + F_ARRIVED]!
  }

  /**
   * Two whole numbers that the kind at whose node a call is may keep with it, until it replies: how often something was tried,
   * and anything else. They hold old values when the call arrives, and are the plan's while it runs one (`begin`, `settle`).
   */
  triesOf(call: number): number {
    return this.ints[(call << CALL_INTS_SHIFT) + C_TRIED]!
  }

  noteOf(call: number): number {
    return this.ints[(call << CALL_INTS_SHIFT) + C_FIRST]!
  }

  setTries(call: number, tries: number): void {
    this.ints[(call << CALL_INTS_SHIFT) + C_TRIED] = tries
  }

  setNote(call: number, note: number): void {
    this.ints[(call << CALL_INTS_SHIFT) + C_FIRST] = note
  }

  /** Whether it has its slot for as long as it waits for others; true or false since its last `setKeepsSlot`. */
  keepsSlot(call: number): boolean {
    return this.doubles[(call << CALL_DOUBLES_SHIFT) + F_KEEPS_SLOT] === 1
  }

  setKeepsSlot(call: number, keeps: boolean): void {
    this.doubles[(call << CALL_DOUBLES_SHIFT) + F_KEEPS_SLOT] = keeps ? 1 : 0
  }

  /** The fault behind what went wrong with it, where that is known and it goes on; see `Machine.cause`. */
  causeOf(call: number): number {
    return this.causes[call]!
  }

  setCause(call: number, cause: number): void {
    this.causes[call] = cause
  }

  /** The version of its key that went into its answer; see `Machine.versionOf`. */
  readVersion(call: number): number {
    return this.versions[call]!
  }

  setReadVersion(call: number, version: number): void {
    this.versions[call] = version
  }

  /** Calls that are served at a node at the moment. */
  servedAt(node: number): number[] {
    const served: number[] = []
    this.forEachLive((call) => {
      const at = call << CALL_INTS_SHIFT
      if (this.ints[at + C_NODE] === node && this.ints[at + C_STATE] === SERVING) served.push(call)
    })
    return served
  }

  /** Gives a call a new generation: time limits that were set before no longer mean it. */
  renew(call: number): void {
    const at = (call << CALL_INTS_SHIFT) + C_GENERATION
    const generation = this.ints[at]!
    this.ints[at] = generation === GENERATIONS ? 1 : generation + 1
  }

  /** Whether the call of an event still has the generation for which the event was set. */
  isCurrent(payload: number, generation: number): boolean {
    return this.ints[(payload >> EVENT_BITS) * CALL_INTS + C_GENERATION] === generation
  }

  forEachLive(visit: (call: number) => void): void {
    for (let call = 0; call < this._used; call++) {
      if (this.ints[(call << CALL_INTS_SHIFT) + C_STATE] !== FREE) visit(call)
    }
  }

  private _grow(): boolean {
    if (this._size >= LIVE_CALLS_MAX) return false
    this._size *= 2
    const ints = new Int32Array(this._size << CALL_INTS_SHIFT)
    ints.set(this.ints)
    this.ints = ints
    const doubles = new Float64Array(this._size << CALL_DOUBLES_SHIFT)
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
