import { compile } from '../../src/compile/compile.ts'
import { KIND_SIMS } from '../../src/kinds/sims.ts'
import type { Design } from '../../src/model/design.ts'
import { assert } from '../../src/model/result.ts'
import { TICKS_PER_SEC } from '../../src/sim/codes.ts'
import { EventHeap } from '../../src/sim/event-heap.ts'
import { Run } from '../../src/sim/loader.ts'
import { Streams } from '../../src/sim/random.ts'
import { balancerWebDatabase, opening, station } from './workloads.ts'

/**
 * The engine's figures, run as a bundle in a process of its own: the same optimised code that the worker gets. Prints one
 * JSON object. Every workload goes through the real kinds with all their metrics.
 */

const ROUNDS = 3

const WORKLOADS: Readonly<Record<string, { readonly design: Design; readonly simSec: number }>> = {
  mm1: { design: station(1, 0.8), simSec: 25_000 },
  mm4: { design: station(4, 0.8), simSec: 6_000 },
  balancerWebDatabase: { design: balancerWebDatabase(), simSec: 1_000 },
  openingExample: { design: opening(), simSec: 60 },
}

interface EngineFigure {
  readonly requestsPerSec: number
  readonly nsPerEvent: number
  readonly eventsPerRequest: number
  /** Requests in the time of a thousand holds of the reference loop: the machine's speed cancels out. */
  readonly requestsPerThousandHolds: number
}

function measure(design: Design, simSec: number): EngineFigure {
  const compiled = compile(design)
  assert(compiled.ok, 'a benchmark design must compile')
  const rounds = Array.from({ length: ROUNDS }, () => {
    const holdSec = referenceHoldSec()
    const run = new Run(compiled.value.model, KIND_SIMS)
    const begin = performance.now()
    const events = run.engine.run(simSec * TICKS_PER_SEC)
    const sec = (performance.now() - begin) / 1000
    const requests = run.engine.tally.generated
    return {
      requestsPerSec: Math.round(requests / sec),
      nsPerEvent: (sec / events) * 1e9,
      eventsPerRequest: events / requests,
      requestsPerThousandHolds: (requests / sec) * holdSec * 1000,
    }
  })
  return rounds.sort((a, b) => a.requestsPerThousandHolds - b.requestsPerThousandHolds)[
    Math.floor(ROUNDS / 2)
  ]!
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

const figures = Object.fromEntries(
  Object.entries(WORKLOADS).map(([name, { design, simSec }]) => [name, measure(design, simSec)]),
)
process.stdout.write(`${JSON.stringify(figures)}\n`)
