/**
 * How the records of calls, nodes and edges lie in their arrays, and what stands in them: for the engine and what is built right
 * upon it. Kinds have names for all of it (`core/contract.ts`, `core/vocabulary.ts`), and may not import this file.
 */

/** Kinds of events; an event's payload is `index x 16 + code`. */
export const EVENT_BITS = 4
export const EV_ARRIVAL = 0
export const EV_SERVED = 1
export const EV_DELIVER = 2
export const EV_RETURN = 3
export const EV_TIMEOUT = 4
export const EV_TIMER = 5
/** The caller's time limit for one call is over. */
export const EV_CALL_LIMIT = 6
/** A caller notices that a call got no answer at all. */
export const EV_LOST = 7
/** Approximate mode: a call has waited as long as its station made it, or as long as anybody waits for it. */
export const EV_START = 8
export const EV_EXPIRED = 9
/** Generations of a call record, 1 to this, before they begin anew. */
export const GENERATIONS = 1_073_741_823

/** States of a call record. */
export const FREE = 0
export const OUTBOUND = 1
export const QUEUED = 2
export const SERVING = 3
export const WAITING = 4
export const RETURNING = 5
/** Swallowed on its way; the caller will notice. */
export const LOST = 6
/** Arrived at a process that hangs, which has not looked at it. */
export const HELD = 7

/** Records have as many columns as a power of two, so that a shift finds them. Integer columns of a call record. */
export const CALL_INTS_SHIFT = 4
export const CALL_INTS = 1 << CALL_INTS_SHIFT
export const C_NEXT = 0
export const C_PARENT = 1
/** Instead of a parent: its caller has cut the call off, and counted it as a time-out. Negative like every lack of a parent. */
export const CUT_OFF = -2
export const C_CHILD = 2
export const C_NODE = 3
export const C_EDGE = 4
/** Instead of an edge: a request itself has less than 0, by where it comes from, and more than a message in a queue. */
export const MESSAGE_EDGE = -4
export const C_CLASS = 5
export const C_KEY = 6
export const C_STATE = 7
export const C_STEP = 8
export const C_GENERATION = 9
export const C_OUTCOME = 10
export const C_ATTEMPT = 11
/** Which user of which client sent the request: `client slot x USERS + user`. */
export const C_USER = 12
/** Candidates of the present step that were tried, and the first of them; at a balancer how many, and which ones. */
export const C_TRIED = 13
export const C_FIRST = 14
export const C_OP = 15

/** Double columns of a call record, in ticks. */
export const CALL_DOUBLES_SHIFT = 2
export const CALL_DOUBLES = 1 << CALL_DOUBLES_SHIFT
export const F_ARRIVED = 0
export const F_SENT = 1
/** 1 while the call keeps its slot although it waits for others. */
export const F_KEEPS_SLOT = 2
/** When the client that asked for it gives up. */
export const F_DEADLINE = 3

/** Double columns of a node. */
export const NODE_DOUBLES_SHIFT = 6
export const NODE_DOUBLES = 1 << NODE_DOUBLES_SHIFT
export const N_BUSY = 0
export const N_SLOTS = 1
export const N_QUEUE = 2
export const N_QUEUE_MAX = 3
export const N_CHANGED = 4
export const N_BUSY_INTEGRAL = 5
export const N_QUEUE_INTEGRAL = 6
export const N_ARRIVED = 7
export const N_DONE = 8
export const N_FAILED = 9
export const N_DROPPED = 10
export const N_HITS = 11
export const N_LOOKUPS = 12
export const N_STALE = 13
export const N_READS = 14
export const N_QUEUE_PEAK = 15
export const N_LATENCY_SUM = 16
export const N_WAIT_SUM = 17
export const N_WAIT_COUNT = 18
export const N_DOWN_SINCE = 19
/** Mean service times in ticks: a column for each class, then reads without an index, then applying a log entry. */
export const N_SERVICE = 20
export const SCAN = 5
export const APPLYING = 6
export const N_CV = 27
/** Integral of slots over time, because edits may change their number. */
export const N_SLOT_INTEGRAL = 28
/** Tokens left of a rate quota, and when they were counted. */
export const N_TOKENS = 29
export const N_TOKENS_AT = 30
export const N_QUOTA = 31
/** Faults that go on: factor of the service times (1 is none), share of the arriving calls that fail. */
export const N_SLOW = 32
export const N_ERRORS = 33
/** As a caller: ticks until it gives up a silent target, and its time limit for one call (0 is none). */
export const N_CONNECT = 34
export const N_CALL_LIMIT = 35
/** When a draining node is cut off, in ticks. */
export const N_DRAIN_UNTIL = 36

/** Integer columns of a node. */
export const NODE_INTS_SHIFT = 4
export const NODE_INTS = 1 << NODE_INTS_SHIFT
export const M_ALIVE = 0
export const M_HEAD = 1
export const M_TAIL = 2
export const M_SERVICE_STREAM = 3
/** 0 constant, 1 exponential, 2 gamma service times. */
export const M_SPREAD = 4
/** Slots promised to calls that are still on their way (workers pulling from a queue). */
export const M_RESERVED = 5
/** 1 while every call that arrives comes in; 0 where the engine has to look closer (dead, draining, failing some). */
export const M_GATE = 6
export const GATE_SHUT = 0
export const GATE_OPEN = 1
/** Open, and what arrives asks for a slot at once. */
export const GATE_STATION = 2
/** Bits: see LIFO and DROP_EXPIRED. */
export const M_DISCIPLINE = 7
/** 1: a dead node says nothing, instead of refusing. */
export const M_SILENT = 8
export const M_DRAINING = 9
/** 1 while replication to or from it stands still. */
export const M_PAUSED = 10
/** Index into `PLACES`, or -1. */
export const M_PLACE = 11
/** 1 while it is down because it was drained: whoever counted on it has been told. */
export const M_LEFT = 12
/** Equal machines behind the node that work at the moment; 1 where a kind knows no instances. */
export const M_INSTANCES = 13
/** The fault behind the last call that it failed; -1 where none is known. */
export const M_FAILED_BY = 14
/** 1 while its process hangs, or will as soon as its machine is back. */
export const M_FROZEN = 15

export const LIFO = 1
export const DROP_EXPIRED = 2

/** Double columns of an edge. `E_DELAY` is one way, and negative where the engine has to look closer (far, cut). */
export const EDGE_DOUBLES_SHIFT = 3
export const EDGE_DOUBLES = 1 << EDGE_DOUBLES_SHIFT
export const E_DELAY = 0
export const E_SENT = 1
export const E_DONE = 2
export const E_FAILED = 3
export const E_RETRIED = 4
export const E_LATENCY_SUM = 5
export const E_OPEN = 6
/** One way without the distance between places. */
export const E_WAY = 7

/** Instead of a ring: the way depends on the user's place; or the wire is cut. */
export const FAR = -2
export const CUT = -3
