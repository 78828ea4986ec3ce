import type { Behaviour, Machine } from '../../sim/core/contract.ts'
import { BUCKETS, quantile } from '../../sim/core/histogram.ts'
import { NodeState } from '../../sim/core/node-state.ts'
import { ownTimer } from '../../sim/core/timers.ts'
import { CLASS_COUNT, OK, OUTCOMES, TICKS_PER_SEC } from '../../sim/core/vocabulary.ts'
import { isCut, lastFailureOf, latenciesOf, repliesOf } from '../../sim/kit/nodes.ts'
import { numberParam } from '../../sim/kit/station.ts'

/** Rules look at the last ten seconds, once a second. */
const WINDOW_SEC = 10
const EVALUATE = ownTimer(0)
export const RULE_ERRORS = 1
export const RULE_LATENCY = 2
export const RULE_DOWN = 4

/** Cumulated counts at one second; the difference of two is a window. */
interface Snapshot {
  readonly done: number
  readonly failed: number
  readonly latencyCounts: Float64Array
  /** Failed requests of clients by the fault behind them. */
  readonly failedBy: ReadonlyMap<number, number>
}

interface MonitorState {
  errorShareMax: number
  latencyMsP95Max: number
  componentDown: boolean
  firing: number
  /** By rule: the fault by which it fired last. */
  readonly causes: Map<number, number>
  readonly snapshots: Snapshot[]
  /** Wires that the snapshots were taken over. */
  seenOver: string
  started: boolean
}

const STATE = new NodeState<MonitorState>()

/** Collects what it watches (everything, where it has no wires) and fires alerts by its rules. */
export const monitor: Behaviour = {
  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, newState)
    state.errorShareMax = numberParam(params, 'errorPercentMax') / 100
    state.latencyMsP95Max = numberParam(params, 'latencyMsP95Max')
    state.componentDown = params.componentDown === true
    if (state.started) return
    state.started = true
    engine.after(TICKS_PER_SEC, node, EVALUATE, 0)
  },

  arrive() {},
  served() {},
  replied() {},

  timer(engine, node, code) {
    if (code !== EVALUATE) return
    engine.after(TICKS_PER_SEC, node, EVALUATE, 0)
    const state = STATE.of(engine, node)
    if (engine.isAlive(node)) evaluate(engine, node, state)
  },

  /** A dead monitor sees nothing and says nothing. */
  killed(engine, node) {
    const state = STATE.of(engine, node)
    state.firing = 0
    state.snapshots.length = 0
  },

  read: (engine, node) => ({ alerts: STATE.of(engine, node).firing }),
}

const newState = (): MonitorState => ({
  errorShareMax: 1,
  latencyMsP95Max: Number.POSITIVE_INFINITY,
  componentDown: false,
  firing: 0,
  causes: new Map(),
  snapshots: [],
  seenOver: '',
  started: false,
})

function evaluate(engine: Machine, node: number, state: MonitorState): void {
  const wires = engine.watchedBy.get(node) ?? null
  const seen = wires?.filter((wire) => !isCut(engine, wire)) ?? null
  const watched = seen?.map((wire) => engine.edgeTargets[wire]!) ?? null
  // What cannot be reached counts as down, like a failed scrape.
  const down = isAnyDown(engine, watched) || seen?.length !== wires?.length
  let firing = down && state.componentDown ? RULE_DOWN : 0
  const now = snapshot(engine, watched)
  const before = windowStart(state, now, seen?.join() ?? '')
  if (before) {
    const done = now.done - before.done
    const failed = now.failed - before.failed
    if (failed > state.errorShareMax * (done + failed)) firing |= RULE_ERRORS
    const counts = now.latencyCounts.map((count, bucket) => count - before.latencyCounts[bucket]!)
    if (quantile(counts, 0, 0.95) / 1e6 > state.latencyMsP95Max) firing |= RULE_LATENCY
  }
  announce(engine, node, state, firing, (rule) => causeOf(engine, node, rule, watched, before, now))
  state.firing = firing
}

/** Keeps a snapshot and gives the one that the window begins with; none where the two cannot be compared. */
function windowStart(state: MonitorState, now: Snapshot, seenOver: string): Snapshot | undefined {
  const { snapshots } = state
  const last = snapshots.at(-1)
  // A report begins the counts anew.
  const anew = last !== undefined && (now.done < last.done || now.failed < last.failed)
  if (anew || seenOver !== state.seenOver) snapshots.length = 0
  state.seenOver = seenOver
  const before = snapshots[0]
  snapshots.push(now)
  if (snapshots.length > WINDOW_SEC) snapshots.shift()
  return before
}

function announce(
  engine: Machine,
  node: number,
  state: MonitorState,
  after: number,
  causeOfRule: (rule: number) => number,
): void {
  const before = state.firing
  const rules: readonly (readonly [number, string])[] = [
    [RULE_ERRORS, 'errors'],
    [RULE_LATENCY, 'latency'],
    [RULE_DOWN, 'down'],
  ]
  for (const [bit, name] of rules) {
    if ((before & bit) === (after & bit)) continue
    const fires = (after & bit) !== 0
    if (fires) state.causes.set(bit, causeOfRule(bit))
    engine.mark(fires ? 'alert' : 'alertEnd', node, name, 0, state.causes.get(bit))
  }
}

/** The fault behind what a rule has found: by which a part is down; by which most requests failed; by which somebody has too much to do. */
function causeOf(
  engine: Machine,
  node: number,
  rule: number,
  watched: readonly number[] | null,
  before: Snapshot | undefined,
  now: Snapshot,
): number {
  const nodes = watched ?? engine.placed
  const of = (fault: (other: number) => number): number => {
    for (const other of nodes) if (fault(other) >= 0) return fault(other)
    return -1
  }
  if (rule === RULE_DOWN) {
    for (const wire of engine.watchedBy.get(node) ?? [])
      if (engine.blame.ofCut(wire) >= 0) return engine.blame.ofCut(wire)
    return of((other) => engine.blame.ofDeath(other))
  }
  if (rule === RULE_LATENCY) return of((other) => engine.blame.of(other, 'slow', 'cold', 'spike'))
  const most = mostFailures(before, now)
  // What was tried again elsewhere has failed no client.
  return most >= 0 || watched === null ? most : of((other) => lastFailureOf(engine, other))
}

/** The fault behind most of the requests that failed in a window, where it is known of one. */
function mostFailures(before: Snapshot | undefined, now: Snapshot): number {
  let most = -1
  let count = 0
  for (const [fault, failed] of now.failedBy) {
    const since = failed - (before?.failedBy.get(fault) ?? 0)
    if (since > count) {
      most = fault
      count = since
    }
  }
  return most
}

/** So far, over all classes. */
const failedBy = ({ tally }: Machine): ReadonlyMap<number, number> =>
  new Map(
    [...tally.failedBy].map(([fault, counts]) => [fault, counts.reduce((sum, count) => sum + count, 0)]),
  )

function snapshot(engine: Machine, watched: readonly number[] | null): Snapshot {
  return watched === null ? systemSnapshot(engine) : nodesSnapshot(engine, watched)
}

function systemSnapshot(engine: Machine): Snapshot {
  const { tally } = engine
  const latencyCounts = new Float64Array(BUCKETS)
  let done = 0
  let failed = 0
  for (let c = 0; c < CLASS_COUNT; c++) {
    for (let outcome = 0; outcome < OUTCOMES.length; outcome++) {
      const count = tally.outcomes[c * OUTCOMES.length + outcome]!
      if (outcome === OK) done += count
      else failed += count
    }
    add(latencyCounts, tally.latencyCounts, c * BUCKETS)
  }
  return { done, failed, latencyCounts, failedBy: failedBy(engine) }
}

function nodesSnapshot(engine: Machine, watched: readonly number[]): Snapshot {
  const latencyCounts = new Float64Array(BUCKETS)
  let done = 0
  let failed = 0
  for (const node of watched) {
    const replies = repliesOf(engine, node)
    done += replies.done
    failed += replies.failed
    add(latencyCounts, latenciesOf(engine, node), 0)
  }
  return { done, failed, latencyCounts, failedBy: failedBy(engine) }
}

function add(into: Float64Array, counts: Uint32Array, offset: number): void {
  for (let bucket = 0; bucket < BUCKETS; bucket++) into[bucket] = into[bucket]! + counts[offset + bucket]!
}

const isAnyDown = (engine: Machine, watched: readonly number[] | null): boolean =>
  (watched ?? engine.placed).some((node) => !engine.isAlive(node))
