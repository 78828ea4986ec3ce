import { compile } from '../../src/compile/compile.ts'
import { KIND_SIMS } from '../../src/kinds/sims.ts'
import type { Design } from '../../src/model/design.ts'
import { assert } from '../../src/model/result.ts'
import { EventHeap } from '../../src/sim/core/event-heap.ts'
import { Streams } from '../../src/sim/core/random.ts'
import { TICKS_PER_MS, TICKS_PER_SEC } from '../../src/sim/core/vocabulary.ts'
import { Run } from '../../src/sim/run/loader.ts'
import type { EngineRound, MemoryFigure } from './engine.ts'
import { MEMORY, type MemoryRun, WORKLOADS, type Workload } from './workloads.ts'

/**
 * One figure of the engine, run as a bundle in a process of its own: the same optimised code that the worker gets, which
 * has seen no other design. Prints one JSON object. Every workload goes through the real kinds with all their metrics.
 *
 *     engine-runs.js speed|profile|memory <workload>
 */

/** Share of a workload that runs unmeasured, so that the code is compiled. */
const WARM_UP = 0.25
/** How often a run whose memory is measured is asked how many calls live. */
const MEMORY_STEPS = 1000

/** The measured part of a workload; profile.ts finds it by its name. */
function measured(run: Run, untilSec: number): number {
  return run.engine.run(Math.round(untilSec * TICKS_PER_SEC))
}

function speed(workload: Workload): EngineRound {
  rounds(workload, WARM_UP)
  const holdSec = referenceHoldSec()
  const { sec, events, requests, meanMs } = rounds(workload, 1)
  return {
    requestsPerSec: Math.round(requests / sec),
    nsPerEvent: (sec / events) * 1e9,
    eventsPerRequest: events / requests,
    requestsPerThousandHolds: (requests / sec) * holdSec * 1000,
    meanMs,
  }
}

/** Goes through a share of a workload and adds up what its runs took. */
function rounds({ design, simSec, warmSec = 0, runs = 1, oneOf = 1 }: Workload, share: number) {
  const drawn = design()
  let [sec, events, requests, done, latency] = [0, 0, 0, 0, 0]
  const count = Math.ceil(runs * share)
  const untilSec = warmSec + (simSec * runs * share) / count
  for (let i = 0; i < count; i++) {
    const run = start(drawn, i, oneOf)
    const { tally } = run.engine
    run.engine.run(Math.round(warmSec * TICKS_PER_SEC))
    const before = tally.generated
    const begin = performance.now()
    events += measured(run, untilSec)
    sec += (performance.now() - begin) / 1000
    requests += oneOf * (tally.generated - before)
    done += total(tally.done)
    latency += total(tally.latencySum)
  }
  return { sec, events, requests, meanMs: latency / done / TICKS_PER_MS }
}

const total = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0)

/** A run of the design with its own seed, or one of the following. */
function start(design: Design, more = 0, oneOf = 1): Run {
  const { scenario } = design
  const compiled = compile({ ...design, scenario: { ...scenario, seed: scenario.seed + more } })
  assert(compiled.ok, 'a benchmark design must compile')
  return new Run(compiled.value.model, KIND_SIMS, oneOf)
}

/** What the process holds more than before, once all that nobody can reach is gone. */
function memory({ design, simSec, liveCalls }: MemoryRun): MemoryFigure {
  const drawn = design()
  const before = usage()
  const run = start(drawn)
  const enough = liveCalls ?? Number.POSITIVE_INFINITY
  for (let step = 1; step <= MEMORY_STEPS && run.engine.calls.live < enough; step++)
    run.engine.run(Math.round((simSec * TICKS_PER_SEC * step) / MEMORY_STEPS))
  const after = usage()
  const live = run.engine.calls.live
  return {
    heapBytes: after.heap - before.heap,
    bufferBytes: after.buffers - before.buffers,
    residentBytes: after.resident - before.resident,
    liveCalls: live,
    liveRequests: run.engine.tally.inFlight,
    bytesPerLiveCall:
      liveCalls === undefined ? null : (after.heap - before.heap + after.buffers - before.buffers) / live,
  }
}

function usage(): { heap: number; buffers: number; resident: number } {
  assert(globalThis.gc, 'memory is measured under --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  return { heap: heapUsed, buffers: arrayBuffers, resident: rss }
}

/** Seconds of one hold (take the earliest, put it back later) in a heap of 64 with exponential gaps. */
function referenceHoldSec(): number {
  const holds = 1_000_000
  const heap = new EventHeap()
  const streams = new Streams(1)
  const stream = streams.stream('reference', 'gap')
  for (let i = 0; i < 64; i++) push(heap, streams.exponential(stream), i)
  const begin = performance.now()
  for (let i = 0; i < holds; i++) {
    const time = heap.settled()[0]!
    const payload = heap.take()
    streams.drawExponential(stream)
    push(heap, time + streams.out[0]!, payload)
  }
  return (performance.now() - begin) / 1000 / holds
}

function push(heap: EventHeap, time: number, payload: number): void {
  heap.cell[0] = time
  heap.cell[1] = payload
  heap.push(payload)
}

function figure(what: string | undefined, name: string): unknown {
  const workload = WORKLOADS[name]
  if (what === 'memory' && MEMORY[name]) return memory(MEMORY[name])
  assert(workload, `no workload ${name}`)
  // The reference holds would stand in the profile like events of the workload.
  return what === 'profile' ? rounds(workload, 1) : speed(workload)
}

process.stdout.write(`${JSON.stringify(figure(process.argv[2], process.argv[3] ?? ''))}\n`)
