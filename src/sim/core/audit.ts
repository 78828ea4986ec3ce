import {
  C_CHILD,
  C_EDGE,
  C_NEXT,
  C_NODE,
  C_PARENT,
  C_STATE,
  CALL_INTS,
  CUT_OFF,
  E_OPEN,
  EDGE_DOUBLES,
  EV_SERVED,
  EV_TIMER,
  EVENT_BITS,
  FREE,
  M_TAIL,
  MESSAGE_EDGE,
  N_BUSY,
  N_QUEUE,
  N_SLOTS,
  NODE_DOUBLES,
  NODE_INTS,
  QUEUED,
  SERVING,
  WAITING,
} from './codes.ts'
import type { Engine } from './engine.ts'

/** Broken laws that are told of; where one is, many are. */
const TOLD_MAX = 20

/**
 * The laws that hold in an engine between any two events, each as a sentence where it is broken; none where all is sound. It goes
 * through all calls and events, so it is for tests and for `faultline run --audit`. In the approximate mode most calls are no
 * records, and stations have no books that could be compared.
 */
export function auditOf(engine: Engine): string[] {
  const broken: string[] = []
  const tell = (sentence: string): void => {
    if (broken.length < TOLD_MAX) broken.push(sentence)
  }
  auditTally(engine, tell)
  auditRecords(engine, tell)
  auditKin(engine, tell)
  auditEvents(engine, tell)
  auditWires(engine, tell)
  if (engine.crowds === null) auditStations(engine, tell)
  for (const node of engine.placed)
    for (const sentence of engine.behaviours[node]!.audit(engine, node))
      tell(`${engine.nodeIds[node]}: ${sentence}`)
  return broken
}

type Tell = (sentence: string) => void

function auditTally({ tally, calls }: Engine, tell: Tell): void {
  const { generated, completed, failed, shed, inFlight } = tally
  if (generated !== completed + failed + shed + inFlight || inFlight < 0)
    tell(
      `${generated} requests were generated: ${completed} completed, ${failed} failed, ${shed} shed, ${inFlight} in flight`,
    )
  let open = 0
  calls.forEachLive((call) => {
    const edge = calls.ints[call * CALL_INTS + C_EDGE]!
    if (edge < 0 && edge > MESSAGE_EDGE) open++
  })
  if (open !== inFlight) tell(`${inFlight} requests are in flight, and ${open} have a call`)
}

/** Records of calls and of timers are either in use or free, and free ones stand in their list once. */
function auditRecords(engine: Engine, tell: Tell): void {
  const { used, live, freeRecords } = engine.calls
  const free = new Set(freeRecords)
  if (free.size !== freeRecords.length) tell('the list of free calls goes in a circle')
  if (used - live !== free.size) tell(`${live} of ${used} calls live, and ${free.size} are free`)
  engine.calls.forEachLive((call) => {
    if (free.has(call)) tell(`call ${call} lives and is free`)
  })
  const { timers, freeTimers } = engine.timerBooks
  const freed = new Set(freeTimers)
  if (freed.size !== freeTimers.length) tell('a timer is free twice')
  timers.forEach((timer, index) => {
    if ((timer === undefined) !== freed.has(index)) tell(`timer ${index} is used and free, or neither`)
  })
}

/** Callers and callees know of one another, and no call waits on a freed record. */
function auditKin({ calls }: Engine, tell: Tell): void {
  const { ints } = calls
  const isFree = (call: number): boolean => ints[call * CALL_INTS + C_STATE] === FREE
  calls.forEachLive((call) => {
    const parent = ints[call * CALL_INTS + C_PARENT]!
    const child = ints[call * CALL_INTS + C_CHILD]!
    if (parent >= 0 && (isFree(parent) || ints[parent * CALL_INTS + C_CHILD] !== call))
      tell(`call ${call} was made by call ${parent}, which does not wait for it`)
    if (child >= 0 && (isFree(child) || ints[child * CALL_INTS + C_PARENT] !== call))
      tell(`call ${call} waits for call ${child}, which is free or another's`)
  })
}

/** Every call that is served will be so once, and every timer goes off once. */
function auditEvents(engine: Engine, tell: Tell): void {
  const { ints } = engine.calls
  const ends = new Map<number, number>()
  const due = new Map<number, number>()
  engine.schedule.filter((payload) => {
    const index = payload >> EVENT_BITS
    const code = payload & 15
    if (code === EV_SERVED) ends.set(index, (ends.get(index) ?? 0) + 1)
    if (code === EV_TIMER) due.set(index, (due.get(index) ?? 0) + 1)
    return true
  })
  for (const call of ends.keys())
    if (ints[call * CALL_INTS + C_STATE] !== SERVING) tell(`the service of call ${call} ends, which has none`)
  engine.calls.forEachLive((call) => {
    const isServed = ints[call * CALL_INTS + C_STATE] === SERVING
    if (!isServed || engine.isFrozen(ints[call * CALL_INTS + C_NODE]!)) return
    if (ends.get(call) !== 1) tell(`the service of call ${call} ends ${ends.get(call) ?? 0} times`)
  })
  engine.timerBooks.timers.forEach((timer, index) => {
    if ((timer === undefined ? 0 : 1) !== (due.get(index) ?? 0))
      tell(`timer ${index} goes off ${due.get(index) ?? 0} times`)
  })
}

/** What is open over a wire are the calls that were sent over it and have not come back. */
function auditWires(engine: Engine, tell: Tell): void {
  const { ints } = engine.calls
  const open = new Map<number, number>()
  engine.calls.forEachLive((call) => {
    const edge = ints[call * CALL_INTS + C_EDGE]!
    if (edge < 0 || ints[call * CALL_INTS + C_PARENT] === CUT_OFF) return
    open.set(edge, (open.get(edge) ?? 0) + 1)
  })
  for (let edge = 0; edge < Math.floor(engine.edgeDoubles.length / EDGE_DOUBLES); edge++) {
    const counted = engine.edgeDoubles[edge * EDGE_DOUBLES + E_OPEN]!
    if (counted !== (open.get(edge) ?? 0))
      tell(`${counted} calls are open over wire ${edge}, and ${open.get(edge) ?? 0} were sent over it`)
  }
}

/** By node: calls that have a slot, and calls that wait for one. */
interface Residents {
  readonly holding: Float64Array
  readonly queued: Float64Array
}

function residentsOf(engine: Engine): Residents {
  const { ints } = engine.calls
  const holding = new Float64Array(engine.nodeIds.length)
  const queued = new Float64Array(engine.nodeIds.length)
  engine.calls.forEachLive((call) => {
    const node = ints[call * CALL_INTS + C_NODE]!
    const state = ints[call * CALL_INTS + C_STATE]!
    if (state === QUEUED) queued[node] = queued[node]! + 1
    else if (state === SERVING || state === WAITING) {
      const holds = engine.behaviours[node]!.hasSlot(engine, call, state === WAITING)
      if (holds) holding[node] = holding[node]! + 1
    }
  })
  return { holding, queued }
}

/** Slots and queues hold the calls that they count, each in one place; nobody waits while a slot is free. */
function auditStations(engine: Engine, tell: Tell): void {
  const { holding, queued } = residentsOf(engine)
  const inLine = new Set<number>()
  for (const node of engine.placed) {
    const n = node * NODE_DOUBLES
    const [busy, slots, queue] = [N_BUSY, N_SLOTS, N_QUEUE].map(
      (column) => engine.nodeDoubles[n + column]!,
    ) as [number, number, number]
    const id = engine.nodeIds[node]!
    if (busy !== holding[node]) tell(`${id}: ${busy} slots are busy, and ${holding[node]} calls have one`)
    if (queue !== queued[node]) tell(`${id}: ${queue} calls are queued, and ${queued[node]} wait`)
    if (queue > 0 && busy < slots && !engine.isFrozen(node))
      tell(`${id}: ${queue} calls wait while ${slots - busy} slots are free`)
    auditLine(engine, node, inLine, (sentence) => tell(`${id}: ${sentence}`))
  }
}

/** The queue of a node is one line of calls that wait there and nowhere else. */
function auditLine(engine: Engine, node: number, inLine: Set<number>, tell: Tell): void {
  const { ints } = engine.calls
  let [last, length] = [-1, 0]
  for (let call = engine.headOf(node); call >= 0; call = ints[call * CALL_INTS + C_NEXT]!) {
    if (inLine.has(call)) {
      tell(`call ${call} is queued twice`)
      return
    }
    inLine.add(call)
    if (ints[call * CALL_INTS + C_STATE] !== QUEUED || ints[call * CALL_INTS + C_NODE] !== node)
      tell(`call ${call} is queued, and does not wait here`)
    last = call
    length++
  }
  if (last !== engine.nodeInts[node * NODE_INTS + M_TAIL]) tell('the queue does not end with its last call')
  const counted = engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE]!
  // A kind may have lines of its own instead, and says itself whether they are sound.
  if (length > 0 && length !== counted) tell(`${counted} calls are queued, and ${length} stand in line`)
}
