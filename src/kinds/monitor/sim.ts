import type { Behaviour } from '../../sim/behaviour.ts'
import {
  CLASS_COUNT,
  CUT,
  N_DONE,
  N_FAILED,
  NODE_DOUBLES,
  OK,
  OUTCOMES,
  TICKS_PER_SEC,
} from '../../sim/codes.ts'
import type { Engine } from '../../sim/engine.ts'
import { BUCKETS, quantile } from '../../sim/histogram.ts'
import { numberParam } from '../../sim/station.ts'

/** Rules look at the last ten seconds, once a second. */
const WINDOW_SEC = 10
const EVALUATE = 5
export const RULE_ERRORS = 1
export const RULE_LATENCY = 2
export const RULE_DOWN = 4

/** Cumulated counts at one second; the difference of two is a window. */
interface Snapshot {
  readonly done: number
  readonly failed: number
  readonly latencyCounts: Float64Array
}

interface MonitorState {
  errorShareMax: number
  latencyMsP95Max: number
  componentDown: boolean
  firing: number
  readonly snapshots: Snapshot[]
  /** Wires that the snapshots were taken over. */
  seenOver: string
  started: boolean
}

/** Collects what it watches (everything, where it has no wires) and fires alerts by its rules. */
export const monitor: Behaviour = {
  configure(engine, node, params) {
    engine.local[node] ??= newState()
    const state = engine.local[node] as MonitorState
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
    const state = engine.local[node] as MonitorState
    if (engine.isAlive(node)) evaluate(engine, node, state)
  },

  /** A dead monitor sees nothing and says nothing. */
  killed(engine, node) {
    const state = engine.local[node] as MonitorState
    state.firing = 0
    state.snapshots.length = 0
  },

  read: (engine, node) => ({ alerts: (engine.local[node] as MonitorState).firing }),
}

const newState = (): MonitorState => ({
  errorShareMax: 1,
  latencyMsP95Max: Number.POSITIVE_INFINITY,
  componentDown: false,
  firing: 0,
  snapshots: [],
  seenOver: '',
  started: false,
})

function evaluate(engine: Engine, node: number, state: MonitorState): void {
  const wires = engine.watchedBy.get(node) ?? null
  const seen = wires?.filter((wire) => engine.edgeRings[wire] !== CUT) ?? null
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
  announce(engine, node, state.firing, firing)
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

function announce(engine: Engine, node: number, before: number, after: number): void {
  const rules: readonly (readonly [number, string])[] = [
    [RULE_ERRORS, 'errors'],
    [RULE_LATENCY, 'latency'],
    [RULE_DOWN, 'down'],
  ]
  for (const [bit, name] of rules) {
    if ((before & bit) === (after & bit)) continue
    engine.mark((after & bit) !== 0 ? 'alert' : 'alertEnd', node, name)
  }
}

function snapshot(engine: Engine, watched: readonly number[] | null): Snapshot {
  return watched === null ? systemSnapshot(engine) : nodesSnapshot(engine, watched)
}

function systemSnapshot(engine: Engine): Snapshot {
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
  return { done, failed, latencyCounts }
}

function nodesSnapshot(engine: Engine, watched: readonly number[]): Snapshot {
  const latencyCounts = new Float64Array(BUCKETS)
  let done = 0
  let failed = 0
  for (const node of watched) {
    done += engine.nodeDoubles[node * NODE_DOUBLES + N_DONE]!
    failed += engine.nodeDoubles[node * NODE_DOUBLES + N_FAILED]!
    add(latencyCounts, engine.latencyCounts, node * BUCKETS)
  }
  return { done, failed, latencyCounts }
}

function add(into: Float64Array, counts: Uint32Array, offset: number): void {
  for (let bucket = 0; bucket < BUCKETS; bucket++) into[bucket] = into[bucket]! + counts[offset + bucket]!
}

const isAnyDown = (engine: Engine, watched: readonly number[] | null): boolean =>
  (watched ?? engine.placed).some((node) => !engine.isAlive(node))
