import { REQUEST_CLASSES } from '../../model/request-class.ts'
import type { CallObserver } from '../core/call-observer.ts'
import { C_CLASS, C_KEY, C_NODE, C_PARENT, CALL_INTS } from '../core/codes.ts'
import type { PlacedRun } from '../core/placed-run.ts'
import type { SimModel } from '../core/sim-model.ts'
import { OP, OUTCOMES, TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import type { Span, SpanOp, Trace, TraceFilter, TraceOptions } from './trace.ts'

/** Requests that are followed at once; beyond it the oldest one that is over for its client is let go. */
const TRACED_MAX = 32
/** Calls of one request that are noted. */
const SPANS_MAX = 400
/** Finished requests and failed ones that are kept. */
const KEPT_MAX = 200
const FAILED_MAX = 50
/** The slowest are those of the last minute. */
const SLOWEST_MAX = 20
const SLOWEST_SEC = 60
const RECENT_MAX = 2000
/** Simulated time for which abandoned calls and messages are followed after the client has its answer. */
const AFTERMATH_SEC = 60
const NOT_A_SPAN = -1

const OP_NAMES: readonly SpanOp[] = Object.entries(OP).reduce<SpanOp[]>((names, [name, op]) => {
  names[op] = name as SpanOp
  return names
}, [])

type Writable<T> = { -readonly [K in keyof T]: T[K] }
type OpenSpan = Writable<Span>
type OpenTrace = Omit<Writable<Trace>, 'spans'> & { readonly spans: OpenSpan[] }

/** A request that is being followed. */
interface Following {
  readonly trace: OpenTrace
  readonly beganTicks: number
  endedTicks: number
  /** Record of each span, -1 once it is freed; and how many there still are. */
  readonly records: number[]
  open: number
}

interface Place {
  readonly following: Following
  /** Index of its span; `NOT_A_SPAN` for the request itself. */
  readonly span: number
}

/**
 * Follows a sample of requests that hangs on simulated time alone: the first one that begins in each span of `everySec`.
 * Calls of other requests cost a look into an array of bytes.
 */
export class Tracer implements CallObserver {
  readonly #run: PlacedRun
  #everyTicks = 1
  #class = -1
  #dueTicks = 0
  #followed = new Uint8Array(1024)
  readonly #places = new Map<number, Place>()
  #following: Following[] = []
  #kept: Trace[] = []
  #failed: Trace[] = []
  #recent: Trace[] = []
  #ids = 0
  #model: SimModel | null = null
  /** Wire of each edge by its slot. Slots are never given to others, so that old ones stay true after an edit. */
  readonly #wires: string[] = []

  constructor(run: PlacedRun, options: TraceOptions) {
    this.#run = run
    this.sample(options)
  }

  follows(run: PlacedRun): boolean {
    return run === this.#run
  }

  /** Takes another sample from now on; what was followed so far is kept. */
  sample({ everySec, class: only }: TraceOptions): void {
    this.#everyTicks = Math.max(1, Math.floor(everySec * TICKS_PER_SEC))
    this.#class = only === null ? -1 : REQUEST_CLASSES.indexOf(only)
    this.#dueTicks = Math.ceil(this.#run.engine.clock[0]! / this.#everyTicks) * this.#everyTicks
  }

  /** Requests that are over for their clients, the newest or the slowest first. */
  traces({ show, class: only, max }: TraceFilter): Trace[] {
    const of = (list: readonly Trace[]): Trace[] =>
      list.filter((trace) => only === null || trace.class === only)
    if (show === 'slowest') {
      this.#forgetOld()
      const byLatency = (a: Trace, b: Trace): number => latencySec(b) - latencySec(a) || a.id - b.id
      return of(this.#recent).sort(byLatency).slice(0, Math.min(max, SLOWEST_MAX))
    }
    return of(show === 'failed' ? this.#failed : this.#kept)
      .reverse()
      .slice(0, max)
  }

  begun(call: number, node: number): void {
    if (this.#isFollowed(call)) this.#forget(call)
    const { engine } = this.#run
    const now = engine.clock[0]!
    if (now < this.#dueTicks) return
    const at = call * CALL_INTS
    const requestClass = engine.calls.ints[at + C_CLASS]!
    if (this.#class >= 0 && requestClass !== this.#class) return
    this.#dueTicks = (Math.floor(now / this.#everyTicks) + 1) * this.#everyTicks
    if (!this.#makeRoom(now)) return
    const trace: OpenTrace = {
      id: ++this.#ids,
      client: engine.nodeIds[node]!,
      class: REQUEST_CLASSES[requestClass]!,
      key: engine.calls.ints[at + C_KEY]!,
      beganSec: now / TICKS_PER_SEC,
      endedSec: null,
      outcome: null,
      attempts: 1,
      spans: [],
      followedMs: 0,
    }
    const following: Following = { trace, beganTicks: now, endedTicks: -1, records: [], open: 1 }
    this.#following.push(following)
    this.#place(call, { following, span: NOT_A_SPAN })
  }

  retried(call: number): void {
    const place = this.#find(call)
    if (!place) return
    const nowMs = this.#touch(place.following)
    abandonOpen(place.following, NOT_A_SPAN, nowMs)
    place.following.trace.attempts++
  }

  sent(call: number, parent: number, edge: number, op: number): void {
    if (this.#isFollowed(call)) this.#forget(call)
    if (parent < 0) return
    const place = this.#find(parent)
    if (!place) return
    const nowMs = this.#touch(place.following)
    const parentSpan = place.following.trace.spans[place.span]
    if (parentSpan?.op === 'message') parentSpan.startedMs ??= nowMs
    this.#add(call, place, nowMs, this.#wireOf(edge), OP_NAMES[op] ?? 'call')
  }

  queued(call: number, from: number): void {
    if (this.#isFollowed(call)) this.#forget(call)
    const place = this.#find(from)
    if (!place) return
    const nowMs = this.#touch(place.following)
    const span = this.#add(call, place, nowMs, null, 'message')
    if (span) span.arrivedMs = nowMs
  }

  arrived(call: number): void {
    const place = this.#find(call)
    if (!place) return
    const span = place.following.trace.spans[place.span]
    if (span) span.arrivedMs = this.#touch(place.following)
  }

  started(call: number): void {
    const place = this.#find(call)
    if (!place) return
    const span = place.following.trace.spans[place.span]
    if (span) span.startedMs = this.#touch(place.following)
  }

  served(call: number): void {
    const place = this.#find(call)
    if (!place) return
    const span = place.following.trace.spans[place.span]
    if (span) span.servedMs = this.#touch(place.following)
  }

  replied(call: number, outcome: number): void {
    const place = this.#find(call)
    if (!place) return
    const { following } = place
    const nowMs = this.#touch(following)
    const span = following.trace.spans[place.span]
    if (!span) return
    span.repliedMs = nowMs
    span.outcome = OUTCOMES[outcome] ?? 'miss'
    abandonOpen(following, place.span, nowMs)
  }

  returned(call: number): void {
    const place = this.#find(call)
    if (!place) return
    const { following } = place
    const nowMs = this.#touch(following)
    const span = following.trace.spans[place.span]
    if (span) {
      if (span.op === 'message') closeMessage(following, place.span, nowMs)
      span.returnedMs = nowMs
    }
    this.#forget(call)
  }

  ended(call: number, outcome: number): void {
    const place = this.#find(call)
    if (!place) return
    const { following } = place
    const { trace } = following
    const nowMs = this.#touch(following)
    following.endedTicks = this.#run.engine.clock[0]!
    trace.endedSec = following.endedTicks / TICKS_PER_SEC
    trace.outcome = OUTCOMES[outcome] ?? 'ok'
    abandonOpen(following, NOT_A_SPAN, nowMs)
    keep(this.#kept, trace, KEPT_MAX)
    keep(this.#recent, trace, RECENT_MAX)
    if (trace.outcome !== 'ok') keep(this.#failed, trace, FAILED_MAX)
    this.#forgetOld()
    this.#forget(call)
  }

  #isFollowed(call: number): boolean {
    return call < this.#followed.length && this.#followed[call] === 1
  }

  #find(call: number): Place | undefined {
    return this.#isFollowed(call) ? this.#places.get(call) : undefined
  }

  #place(call: number, place: Place): void {
    if (call >= this.#followed.length) {
      const larger = new Uint8Array(Math.max(call + 1, this.#followed.length * 2))
      larger.set(this.#followed)
      this.#followed = larger
    }
    this.#followed[call] = 1
    this.#places.set(call, place)
  }

  /** The record is free: whatever gets it next is another call. */
  #forget(call: number): void {
    const place = this.#places.get(call)
    this.#followed[call] = 0
    this.#places.delete(call)
    if (!place) return
    const { following, span } = place
    if (span !== NOT_A_SPAN) following.records[span] = -1
    if (--following.open === 0) this.#following = this.#following.filter((other) => other !== following)
  }

  #add(call: number, place: Place, nowMs: number, wire: string | null, op: SpanOp): OpenSpan | undefined {
    const { following } = place
    const { spans } = following.trace
    if (spans.length >= SPANS_MAX) return undefined
    const { engine } = this.#run
    const at = call * CALL_INTS
    const parent = spans[place.span]
    const span: OpenSpan = {
      parent: place.span,
      node: engine.nodeIds[engine.calls.ints[at + C_NODE]!] ?? '',
      wire,
      op,
      attempt: parent ? parent.attempt : following.trace.attempts - 1,
      sentMs: nowMs,
      arrivedMs: null,
      startedMs: null,
      servedMs: null,
      repliedMs: null,
      returnedMs: null,
      outcome: null,
      abandonedMs: null,
    }
    spans.push(span)
    following.records.push(call)
    following.open++
    this.#place(call, { following, span: spans.length - 1 })
    return span
  }

  /** Notes calls that their callers have cut off since; gives the time since the request began. */
  #touch(following: Following): number {
    const { engine } = this.#run
    const { trace, records } = following
    const nowMs = (engine.clock[0]! - following.beganTicks) / TICKS_PER_MS
    trace.followedMs = nowMs
    for (let i = 0; i < records.length; i++) {
      const record = records[i]!
      const span = trace.spans[i]!
      if (record < 0 || span.abandonedMs !== null || span.op === 'message') continue
      if (engine.calls.ints[record * CALL_INTS + C_PARENT]! < 0) span.abandonedMs = nowMs
    }
    return nowMs
  }

  #makeRoom(now: number): boolean {
    const old = now - AFTERMATH_SEC * TICKS_PER_SEC
    for (const following of [...this.#following])
      if (following.endedTicks >= 0 && following.endedTicks < old) this.#letGo(following)
    if (this.#following.length < TRACED_MAX) return true
    const over = this.#following.find((following) => following.endedTicks >= 0)
    if (!over) return false
    this.#letGo(over)
    return true
  }

  #letGo(following: Following): void {
    for (const record of following.records) if (record >= 0) this.#forget(record)
  }

  #forgetOld(): void {
    const since = this.#run.engine.clock[0]! / TICKS_PER_SEC - SLOWEST_SEC
    let old = 0
    while (old < this.#recent.length && this.#recent[old]!.endedSec! < since) old++
    if (old > 0) this.#recent.splice(0, old)
  }

  #wireOf(edge: number): string {
    const { model, edgeSlots } = this.#run
    if (model !== this.#model) {
      this.#model = model
      model.edges.forEach((one, index) => {
        this.#wires[edgeSlots[index]!] = model.wires[one.wire]!
      })
    }
    return this.#wires[edge] ?? ''
  }
}

const latencySec = (trace: Trace): number => (trace.endedSec ?? trace.beganSec) - trace.beganSec

function keep(list: Trace[], trace: Trace, max: number): void {
  list.push(trace)
  if (list.length > max) list.shift()
}

/** Whoever made these calls no longer waits for them. A message is nobody's to wait for. */
function abandonOpen({ trace, records }: Following, parent: number, nowMs: number): void {
  trace.spans.forEach((span, index) => {
    if (span.parent === parent && records[index]! >= 0 && span.op !== 'message') span.abandonedMs ??= nowMs
  })
}

/** A message goes when a worker has acknowledged it, or when the queue gives it up: then it has no outcome. */
function closeMessage({ trace }: Following, index: number, nowMs: number): void {
  const message = trace.spans[index]!
  message.repliedMs ??= nowMs
  const done = trace.spans.some(
    (span) => span.parent === index && span.outcome === 'ok' && span.abandonedMs === null,
  )
  message.outcome ??= done ? 'ok' : null
}
