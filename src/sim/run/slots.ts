import {
  EDGE_DOUBLES,
  M_ALIVE,
  M_FAILED_BY,
  M_HEAD,
  M_INSTANCES,
  M_PLACE,
  M_RESERVED,
  M_SERVICE_STREAM,
  M_TAIL,
  N_CHANGED,
  N_CONNECT,
  N_QUEUE_MAX,
  N_SLOTS,
  N_SLOW,
  N_TOKENS,
  N_TOKENS_AT,
  NODE_DOUBLES,
  NODE_INTS,
} from '../core/codes.ts'
import type { Engine } from '../core/engine.ts'
import type { Handlers } from '../core/handlers.ts'
import { BUCKETS } from '../core/histogram.ts'
import { CopyTimes } from '../core/node-measures.ts'
import { addState } from '../core/node-state.ts'
import { CLASS_COUNT, TICKS_PER_SEC } from '../core/vocabulary.ts'

/** Connect timeout of a caller whose kind has none of its own (Envoy: 5 s). */
const CONNECT_TICKS = 5 * TICKS_PER_SEC

/** Gives a node its place in all columns of an engine; the number of it. */
export function addNode(engine: Engine, id: string, behaviour: Handlers): number {
  const slot = engine.nodeIds.length
  engine.nodeIds.push(id)
  engine.behaviours.push(behaviour)
  addState(engine)
  engine.plans.push([])
  for (const part of engine.parts) part.push(null)
  engine.copyTimes.push(behaviour.copies ? new CopyTimes() : null)
  engine.lags.push(null)
  engine.nodeDoubles = grown(engine.nodeDoubles, (slot + 1) * NODE_DOUBLES, (n) => new Float64Array(n))
  engine.nodeInts = grown(engine.nodeInts, (slot + 1) * NODE_INTS, (n) => new Int32Array(n))
  engine.latencyCounts = grown(engine.latencyCounts, (slot + 1) * BUCKETS, (n) => new Uint32Array(n))
  engine.waitCounts = grown(engine.waitCounts, (slot + 1) * BUCKETS, (n) => new Uint32Array(n))
  engine.nodeFailures = grown(engine.nodeFailures, (slot + 1) * CLASS_COUNT, (n) => new Float64Array(n))
  begin(engine, slot)
  return slot
}

/** A node that an edit had removed is back in its place, as new. What is still on its way there or back finds it. */
export function readdNode(engine: Engine, slot: number, behaviour: Handlers): void {
  engine.behaviours[slot] = behaviour
  engine.copyTimes[slot]?.reset()
  engine.lags[slot] = null
  const promised = engine.nodeInts[slot * NODE_INTS + M_RESERVED]!
  clear(engine.nodeDoubles, slot, NODE_DOUBLES)
  clear(engine.nodeInts, slot, NODE_INTS)
  clear(engine.latencyCounts, slot, BUCKETS)
  clear(engine.waitCounts, slot, BUCKETS)
  clear(engine.nodeFailures, slot, CLASS_COUNT)
  engine.nodeInts[slot * NODE_INTS + M_RESERVED] = promised
  begin(engine, slot)
}

const clear = (columns: Float64Array | Int32Array | Uint32Array, slot: number, width: number): void => {
  columns.fill(0, slot * width, (slot + 1) * width)
}

/** The columns of a node that has just come. */
function begin(engine: Engine, slot: number): void {
  const m = slot * NODE_INTS
  engine.nodeInts[m + M_ALIVE] = 1
  engine.updateGate(slot)
  engine.nodeInts[m + M_PLACE] = -1
  engine.nodeInts[m + M_INSTANCES] = 1
  engine.nodeInts[m + M_FAILED_BY] = -1
  engine.nodeInts[m + M_HEAD] = -1
  engine.nodeInts[m + M_TAIL] = -1
  engine.nodeInts[m + M_SERVICE_STREAM] = engine.streams.stream(engine.nodeIds[slot]!, 'service')
  const n = slot * NODE_DOUBLES
  engine.nodeDoubles[n + N_CHANGED] = engine.now
  engine.nodeDoubles[n + N_QUEUE_MAX] = Number.POSITIVE_INFINITY
  engine.nodeDoubles[n + N_SLOTS] = Number.POSITIVE_INFINITY
  engine.nodeDoubles[n + N_TOKENS] = Number.MAX_SAFE_INTEGER
  engine.nodeDoubles[n + N_TOKENS_AT] = engine.now
  engine.nodeDoubles[n + N_SLOW] = 1
  engine.nodeDoubles[n + N_CONNECT] = CONNECT_TICKS
}

/** Gives the edge with this number, which is the next one, its place. */
export function addEdge(engine: Engine, slot: number): void {
  engine.edgeDoubles = grown(engine.edgeDoubles, (slot + 1) * EDGE_DOUBLES, (n) => new Float64Array(n))
  engine.edgeFailures = grown(engine.edgeFailures, (slot + 1) * CLASS_COUNT, (n) => new Float64Array(n))
  engine.edgeTargets = grown(engine.edgeTargets, slot + 1, (n) => new Int32Array(n))
  engine.edgeRings = grown(engine.edgeRings, slot + 1, (n) => new Int32Array(n))
}

function grown<T extends Float64Array | Int32Array | Uint32Array>(
  array: T,
  needed: number,
  make: (n: number) => T,
): T {
  if (array.length >= needed) return array
  const larger = make(Math.max(needed, Math.ceil(array.length * 1.5)))
  larger.set(array)
  return larger
}
