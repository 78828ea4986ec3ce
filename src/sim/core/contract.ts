import type { Params } from '../../model/field.ts'
import type { MarkType } from '../../model/mark.ts'
import type { KindColumn } from '../../model/readings.ts'
import type { Blame } from './blame.ts'
import type { CallObserver } from './call-observer.ts'
import type { CallPool } from './call-pool.ts'
import type { TargetGroup } from './choice.ts'
import type { Chronicle } from './chronicle.ts'
import type { CopyTimes, LagCount } from './node-measures.ts'
import type { States } from './node-state.ts'
import type { Streams } from './random.ts'
import type { Tally } from './tally.ts'
import type { Tasks } from './tasks.ts'
import type { Users } from './users.ts'

/** What a kind measures besides the counters that every node has. Times in milliseconds; absent means "does not apply". */
export type Readings = { -readonly [Name in KindColumn]?: number } & {
  /** Until the promotion of a replica, while the primary is dead. */
  promoteInMs?: number
}
/**
 * A component kind in the engine: a handful of handlers over the vocabulary of `Machine` (`enter`, `callOn`, `reply`, `after`, …)
 * and of the kit. Nodes, calls and edges are indices. What a kind has to keep to:
 *
 * - **A call** that has arrived is answered once, by `reply` or `refuse`; then its index is another's. Meanwhile it has a slot
 *   (`enter`, then `served`, then `release`), waits in the queue (`waitInLine` of the kit), waits for an answer (`ask` of the kit, then
 *   `replied`), or is kept busy for a time (`keepBusy`, then `served`). It asks one at a time. While it waits its caller may give up:
 *   nothing is heard of that, and the answer goes nowhere.
 * - **State** lies in a `NodeState` and nowhere else: a copy of a run copies that alone. Handlers are shared by all nodes of the
 *   kind. Lists of calls in it are cleared in `killed`, before `failResidents` answers for them all.
 * - **Timers** (`after`, codes by `ownTimer`) cannot be taken back: keep when one is due, and pass over one that comes at another time.
 * - **`configure`** comes again with every edit, also of other nodes, and changes numbers; what runs goes on.
 * - **Chance** comes from `streams`, of the node's id and a purpose. Time passes between events only; what is to happen later is a
 *   timer, a `keepBusy` or an answer.
 * - **Why** something fails is in `cause`, which `replied` finds set; whoever fails a call for a reason of its own sets it before.
 */
export interface Behaviour {
  /** Sets or, after an edit, changes the node's numbers. What is running stays. */
  configure(engine: Machine, node: number, params: Params): void
  /** A call has arrived at the node, which is up (or `arrivesDown`). Without this it asks for a slot at once. */
  arrive?(engine: Machine, call: number, node: number): void
  /** Until the next edit, `arrive` would do no more than that. */
  isStation?(engine: Machine, node: number): boolean
  /** The time that `enter` or `after` asked for is over. */
  served(engine: Machine, call: number, node: number): void
  /** A call that `call` had made over `edge` came back; its record is already free. */
  replied(engine: Machine, call: number, edge: number, op: number, outcome: number): void
  /** The node receives calls even while it is down. */
  readonly arrivesDown?: true
  /** Timers of controllers beside the process, which go on while it hangs. */
  readonly controllers?: readonly number[]
  /** It says itself what fails while a share of its work does (`drawFailure`), instead of whatever arrives. */
  readonly failsItself?: true
  /** Requests need their keys and users drawn when such a node is there. */
  readonly keyed?: true | ((params: Params) => boolean)
  /** It keeps copies that a write can make stale. */
  readonly copies?: true
  /** The time limit of a call that waits at this node is over. */
  timedOut?(engine: Machine, call: number, node: number): void
  timer?(engine: Machine, node: number, code: number, data: number): void
  /** Instead of failing every call that is in the node. */
  killed?(engine: Machine, node: number): void
  restored?(engine: Machine, node: number): void
  /** Its process hangs from now on: no other handler but `configure`, `killed` and questions is called until it has `thawed`. */
  froze?(engine: Machine, node: number): void
  /** Its process runs again, and is about to go on with what it had. */
  thawed?(engine: Machine, node: number): void
  /** An edit removed the node. Without this, every call that is in it fails. */
  retired?(engine: Machine, node: number): void
  /** Who may be chosen has changed (a node drains, a replica was promoted or has caught up). */
  refreshed?(engine: Machine, node: number): void
  /** Its cache is emptied. */
  flushed?(engine: Machine, node: number): void
  /** A client's rate is multiplied. */
  spiked?(engine: Machine, node: number, factor: number): void
  /** A key was written somewhere; asked of those that `watchesWrites`. */
  written?(engine: Machine, node: number, key: number): void
  /** A probe of this node, which is up, succeeds. */
  isReady?(engine: Machine, node: number): boolean
  /** Whether a look-up at this node can be left out because the caller still holds the answer. */
  isFresh?(engine: Machine, node: number, call: number): boolean
  /** The edge's target is taken out of service by this node's health checks. */
  isEjected?(engine: Machine, node: number, edge: number): boolean
  /** Ticks until a failing target is ejected if its probes go on failing; NaN where none is failing. */
  ejectsIn?(engine: Machine, node: number, edge: number): number
  read?(engine: Machine, node: number): Readings
  /** Whether a call that is served here, or `waits` for others, has a slot of its node. Without this the former have one. */
  hasSlot?(engine: Machine, call: number, waits: boolean): boolean
  /** Laws of its own that are broken at the node, as sentences: the auditor of the engine asks (`auditOf`). */
  audit?(engine: Machine, node: number): readonly string[]
  /** Approximate mode: a key that another request of this client asks for, from a random stream. */
  drawKey?(engine: Machine, node: number, stream: number): number
  /** Approximate mode: it takes its targets in turn, so what comes to each of them is more regular than chance. */
  takesTurns?(engine: Machine, node: number): boolean
  /** Approximate mode: a request that is not followed does this to the node's cache. */
  shared?(engine: Machine, node: number, op: number, key: number): void
}

/** A behaviour with every handler filled in. */
export interface FullBehaviour
  extends Required<Omit<Behaviour, 'keyed' | 'arrivesDown' | 'failsItself' | 'copies' | 'controllers'>> {
  readonly arrivesDown: boolean
  readonly failsItself: boolean
  readonly copies: boolean
}

/** A caller's paths to a primary and its replicas: who is read from, and who takes writes now. */
export interface MemberChoice {
  readonly edges: Int32Array
  /** Index of the member that the next read goes to: a replica in turn, the primary where there is none. */
  reader(engine: Machine): number
  /** Index of the member that takes writes now. */
  leader(engine: Machine): number
  /**
   * After `tried` refusals of which the first came from `first`: whom to read from instead; the primary at last, -1 when
   * nobody is left. Each refused call begins with another one, so that those who are left share evenly what a dead one had.
   */
  instead(engine: Machine, first: number, tried: number, turn: number): number
  /** A number that goes round: with whom of the others somebody begins who was refused by one. */
  takeTurn(): number
}

/** One step of a plan, ready to run; see `SimStep`. */
export interface PlanStep {
  readonly op: number
  readonly group: TargetGroup
  /** For each target of the group, the database that it belongs to; null where it stands alone. */
  readonly members: readonly (MemberChoice | null)[]
  readonly skipOnHit: number
  /** See `SimStep.fillWaits`. */
  readonly fillWaits: boolean
  readonly optional: boolean
  readonly times: number
  /** See `SimStep.ownWritesMs`; negative where all reads go to the primary. */
  readonly ownWritesTicks: number
}

/** Something that happened to a process that hangs. */
export interface Held {
  readonly what: number
  /** The call that it happened to; -1 where it was a timer. */
  readonly call: number
  /** Of a reply: over which edge, to what, and how it ended. Of a timer: its code and data, in the last two. */
  readonly edge: number
  readonly op: number
  readonly outcome: number
  /** Of a reply: the fault behind it, how far its call had come, and the version that it has read. */
  readonly cause: number
  readonly fate: number
  readonly version: number
}

/** What a kind may ask of a call, and note on it. */
export type Calls = Pick<
  CallPool,
  | 'classOf'
  | 'keyOf'
  | 'userOf'
  | 'nodeOf'
  | 'opOf'
  | 'attemptOf'
  | 'setAttempt'
  | 'arrivedAt'
  | 'triesOf'
  | 'setTries'
  | 'noteOf'
  | 'setNote'
  | 'keepsSlot'
  | 'setKeepsSlot'
  | 'causeOf'
  | 'setCause'
  | 'readVersion'
  | 'setReadVersion'
  | 'servedAt'
  | 'renew'
  | 'full'
>

/** What a station is at the moment. Times in ticks. */
export interface Capacity {
  readonly slots: number
  /** Places for those who wait. */
  readonly queueMax: number
  /** First guess of the mean time in a slot: the node's own work. */
  readonly stayTicks: number
  /** Coefficient of variation of that time. */
  readonly cv: number
  /** Whoever came last gets the next slot. */
  readonly newestFirst: boolean
}

/** In the approximate mode: the messages of all requests in a queue, while only some of them lie there as calls. */
export interface MessageBacklog {
  /** All messages that have come so far: the order of the latest one. */
  readonly accepted: number
  /** A message comes; false where there is no room for it. */
  arrive(engine: Machine, consumers: Capacity): boolean
  /** A message was handed to a consumer. */
  start(engine: Machine): void
  /** A consumer has its slot back. */
  leave(engine: Machine): void
  /** The time of a look has come. */
  looked(): void
  /** Whether a message is next, by its order among all,, because as many were handed out as came before it; else it is looked again. */
  isDue(engine: Machine, node: number, order: number, consumers: Capacity): boolean
}

/** The approximate mode, as the engine and the kinds see it: one of `weight` requests is followed. */
export interface Crowding {
  readonly weight: number
  /** Requests that one count in a column of a node stands for. */
  weightOf(node: number, column: number): number
  /** A call asks for a slot. False where the node handles its calls one by one. */
  enter(call: number, node: number): boolean
  started(call: number, node: number): void
  /** A slot is free again. False where the node handles its calls one by one. */
  release(node: number): boolean
  clear(node: number): void
  /** A process runs again that has done nothing for a while. */
  thawed(node: number): void
  /** Ticks for applying one log entry, of which `own` were drawn for the followed one. */
  applyTicks(node: number, own: number, isBehind: boolean): number
  /** What the requests that are not followed do to the caches of a plan's step while one is. */
  share(call: number, step: PlanStep): void
  /** Goes through the keys of the requests that a followed one stands for: the same keys wherever it comes. */
  forOthers(call: number, visit: (key: number) => void): void
  /** Version of a key that a fetch finds which is not followed: an old one while replicas lack the last write. */
  versionRead(key: number): number
  /** Whether a fetch that is not followed fills a cache, at the chance of those that are. */
  fills(chance: { readonly value: number }): boolean
  /** For a queue, whose timer with the code `due` calls `looked`. */
  newBacklog(node: number, due: number): MessageBacklog
  /** Who reads from whom has changed. */
  refresh(): void
}

/**
 * What a kind, and what kinds are built from, may ask of the engine and tell it. Nodes, edges, calls and timers are
 * indices; times are ticks of a nanosecond; `now` moves only between events.
 */
export interface Machine {
  /** Now, in ticks. */
  readonly now: number
  /** While the parts of a run that goes on are placed: how long it has gone on already. What has begun with it is so old. */
  readonly ageTicks: number
  /** Requests that each simulated one stands for: 1 while a run is exact. */
  readonly weight: number
  /** The approximate mode; null while every request is simulated. */
  readonly crowds: Crowding | null
  readonly calls: Calls
  readonly streams: Streams
  readonly tally: Tally
  readonly users: Users
  readonly tasks: Tasks
  readonly chronicle: Chronicle
  readonly blame: Blame
  readonly observer: CallObserver | null

  /** Node that an edge leads to. */
  readonly edgeTargets: Int32Array
  readonly nodeIds: readonly string[]
  readonly behaviours: readonly FullBehaviour[]
  /** State of each node that only its kind understands; see `NodeState`. */
  readonly local: States
  /** What the floors above keep for each node; see `NodePart`. */
  readonly parts: unknown[][]
  /** By node, then by class. */
  readonly plans: readonly (readonly (readonly PlanStep[] | undefined)[])[]
  /** Slots of the nodes of the present model. */
  readonly placed: readonly number[]
  /** Queues that a consumer pulls from, by its slot. */
  readonly feedersOf: ReadonlyMap<number, readonly number[]>
  /** Edges over which a monitor watches, by its slot; absent where it watches everything. */
  readonly watchedBy: ReadonlyMap<number, readonly number[]>
  /** By node: times of hits and misses of one that caches, and how far behind a replica or a queue is; else null. */
  readonly copyTimes: (CopyTimes | null)[]
  readonly lags: (LagCount | null)[]
  /** Size of the key space that caches and shards see, and whether any component looks at keys at all. */
  readonly keys: number
  readonly keyed: boolean
  /** Version of what the call that came back last has read. */
  readonly answerVersion: number
  /** Of the call that came back last: whether its callee has answered, or how far it had come; see `ANSWERED`. */
  readonly answerFate: number
  /** Edge caches that want to know of every write, by their slots. */
  purgers: readonly number[]
  /** The fault behind the failure that is on its way up in the present event; -1 where none is known. */
  cause: number

  // Calls.
  /** Sends a call over an edge on behalf of `parent`, with its class, key and user. Gives the new call, or -1 at the limit. */
  callOn(parent: number, edge: number, op: number): number
  /** Sends a call whose answer nobody waits for; `version` is what a fill puts in. */
  tell(edge: number, op: number, requestClass: number, key: number, version: number): void
  /** Ends a call at its node, counts it, and sends the answer back to the caller. */
  reply(call: number, outcome: number): void
  /** Sends an answer back that is no work of this node: a queue's acknowledgement, for example. */
  replyUncounted(call: number, outcome: number): void
  /** Turns an arriving call away: the node is down, full, or over its quota. `cause` is the fault behind it. */
  refuse(call: number, node: number, outcome: number, cause?: number): void
  /** A dead node refuses at once, or says nothing. */
  turnAway(call: number, node: number): void
  /** Cuts a call off from what it waits for; the abandoned work goes on burning capacity. */
  abandon(call: number): void
  /** Whether nobody waits for the answer any more. */
  isExpired(call: number): boolean
  /** Fails every call that is in a node, and empties its slots and queue. */
  failResidents(node: number): void

  // Slots, queue and time.
  /** Gives an arriving call a slot (`served` follows), or lets it wait in the queue; sheds it when the queue is full. */
  enter(call: number, node: number): void
  /** Gives the slot of a finished call to the next one in the queue, or frees it. */
  release(node: number): void
  /** Keeps a call busy for a service time of its node and class; `served` follows. */
  serve(call: number, node: number): void
  /** Keeps a call busy for a time that is the same for all calls of its node; `served` follows. */
  keepBusy(call: number, ticks: number): void
  /** Starts waiting calls on slots that an edit has added. */
  fillSlots(node: number): void
  /** Takes the `served` events of a node's calls out of the schedule. */
  cancelServing(node: number): void
  /** A time of a node's own work, stretched while the node is slow. */
  slowed(node: number, ticks: number): number
  /** Takes one token of the node's rate quota (a bucket of one second); false when it is used up. */
  takeToken(node: number): boolean
  /** Ends the waiting of a call after a time (`timedOut` follows), unless its generation changes first. */
  setTimeLimit(call: number, ticks: number): void
  /** Calls `timer(node, code, data)` of the node's behaviour after a time. */
  after(ticks: number, node: number, code: number, data: number): void
  /** Whether a request may have a timer that outlives it; says so where the limit is reached. */
  hasTimerRoom(): boolean

  // Who is up.
  isAlive(node: number): boolean
  isDraining(node: number): boolean
  /** Its process hangs: it is up, and says nothing. */
  isFrozen(node: number): boolean
  /** It drains, or has drained and is down: whoever chooses among several was told to leave it out. */
  isLeaving(node: number): boolean
  /** Nothing comes back over an edge: its target is down, or the wire is cut. */
  isUnheard(edge: number): boolean
  /** Whether what arrives just now is of the share that fails. */
  drawFailure(node: number): boolean
  /** Who may be chosen has changed: whoever keeps a list of it makes it anew. */
  refreshCallers(): void

  // Copies.
  /** A key was written: copies of it are old now, and edge caches that want to know are told. */
  wrote(call: number, key: number): void
  versionOf(key: number): number
  /** A caching node answers a call that has found what it wanted, or had to wait for it. */
  noteCopy(call: number, node: number, isHit: boolean): void
  /** Something old was read at a node. */
  noteStale(node: number): void

  // What is told.
  /** Notes that something happened; `cause` is the id of the fault that led to it, -1 where none is known. */
  mark(type: MarkType, node: number, target: string, value?: number, cause?: number): void
  /** Something went wrong at a target, and a node has noticed: it is marked where it is the first to do so. */
  detected(node: number, target: string, cause: number): void
  /** The fault by which a node has too much to do, or by which a call waits for as long as it does; -1 where none is known. */
  causeOfLoad(node: number): number
  causeOfWait(call: number): number
  /** Counts a call or timer that found no room; the first one is marked, because from there on the figures are the limit's. */
  noteNoRoom(): void
}
