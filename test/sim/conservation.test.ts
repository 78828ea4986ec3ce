import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import type { Design } from '../../src/model/design.ts'
import { FAULT_TYPES, type FaultType, plainFault } from '../../src/model/fault.ts'
import { anyDesign, edited, everyKind, lone } from '../support/designs.ts'
import {
  auditOf,
  C_CHILD,
  C_EDGE,
  C_NODE,
  C_OP,
  C_PARENT,
  C_STATE,
  CALL_INTS,
  E_OPEN,
  EDGE_DOUBLES,
  M_RESERVED,
  MESSAGE_EDGE,
  N_BUSY,
  N_QUEUE,
  N_SLOTS,
  NODE_DOUBLES,
  NODE_INTS,
  OP,
  QUEUED,
  type Run,
  TICKS_PER_SEC,
} from '../support/engine.ts'
import { modelOf, start } from '../support/simulate.ts'

/** Far more than any run here handles: one that gets there would never end. */
const EVENTS_MAX = 3_000_000

/** So many events lie between two looks at all laws, besides those before something is done to the run. */
const AUDIT_EVENTS = 199

/** Watches the laws that hold after every event. */
class Auditor {
  readonly #run: Run
  /** The most slots that a node had so far: whoever has one when an edit takes it away keeps it. */
  readonly #slotsMost = new Map<number, number>()
  #events = 0

  constructor(run: Run) {
    this.#run = run
  }

  /** Runs to a moment, event by event where `step` is 1, and checks the books each time. */
  until(seconds: number, step: number): void {
    const { engine } = this.#run
    const ticks = Math.round(seconds * TICKS_PER_SEC)
    for (;;) {
      const events = engine.run(ticks, step)
      this.#check()
      this.#events += events
      // All laws of the engine go through all its calls: not after every event.
      if (events < step || (step === 1 && this.#events % AUDIT_EVENTS === 0)) this.#audit()
      if (this.#events > EVENTS_MAX) throw new Error('the run does not come to its end')
      if (events < step) return
    }
  }

  #audit(): void {
    const broken = auditOf(this.#run.engine)
    if (broken.length > 0) throw new Error(broken.join('\n'))
  }

  #check(): void {
    const { engine, slots, edgeSlots } = this.#run
    const { generated, completed, failed, shed, inFlight } = engine.tally
    if (generated !== completed + failed + shed + inFlight || inFlight < 0)
      throw new Error(`books: ${JSON.stringify({ generated, completed, failed, shed, inFlight })}`)
    for (const slot of slots) {
      const n = slot * NODE_DOUBLES
      const most = Math.max(engine.nodeDoubles[n + N_SLOTS]!, this.#slotsMost.get(slot) ?? 0)
      this.#slotsMost.set(slot, most)
      const [busy, queue] = [engine.nodeDoubles[n + N_BUSY]!, engine.nodeDoubles[n + N_QUEUE]!]
      const reserved = engine.nodeInts[slot * NODE_INTS + M_RESERVED]!
      if (busy < 0 || busy > most || queue < 0 || reserved < 0)
        throw new Error(`${engine.nodeIds[slot]}: ${JSON.stringify({ busy, most, queue, reserved })}`)
    }
    for (const edge of edgeSlots) {
      if (engine.edgeDoubles[edge * EDGE_DOUBLES + E_OPEN]! < 0)
        throw new Error('a wire with fewer than no open calls')
    }
  }

  /** Live calls other than messages that wait in a queue for a worker that it does not have, and keys that still move. */
  leaked(): string[] {
    const { engine } = this.#run
    const leaks: string[] = []
    engine.calls.forEachLive((call) => {
      const at = call * CALL_INTS
      const { ints } = engine.calls
      const node = ints[at + C_NODE]!
      const isOrphan =
        ints[at + C_EDGE] === MESSAGE_EDGE &&
        ints[at + C_STATE] === QUEUED &&
        engine.plans[node]![4] === undefined
      if (!isOrphan && ints[at + C_OP] !== OP.move)
        leaks.push(`state ${ints[at + C_STATE]} at ${engine.nodeIds[node]}`)
    })
    return leaks
  }
}

const silenced = (design: Design): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.kind === 'client'
      ? { ...node, params: { ...node.params, load: 'open', ratePerSec: 0, completion: 'none' } }
      : node,
  ),
})

/** Everything is up and nobody asks for anything more: what is still alive after an hour will be for ever. */
function expectNoLeaks(run: Run, design: Design, auditor: Auditor): void {
  const now = run.engine.now / TICKS_PER_SEC
  run.patch(modelOf(silenced(design)))
  for (const { id } of [...design.nodes, ...design.edges]) run.inject(plainFault('restore', id))
  auditor.until(now + 3600, 10_000)
  expect(auditor.leaked()).toEqual([])
  expect(run.engine.tally.inFlight).toBe(0)
}

describe('after every event each request is completed, failed, shed or in flight', () => {
  it.each(KIND_MODELS.map(({ id }) => id))('with a lone %s', (kind) => {
    const design = lone(kind)
    const run = start(design)
    const auditor = new Auditor(run)
    auditor.until(3, 1)
    run.inject(plainFault('kill', 'it'))
    auditor.until(5, 1)
    run.inject(plainFault('restore', 'it'))
    auditor.until(8, 1)
    expect(run.engine.tally.generated).toBeGreaterThan(600)
    expectNoLeaks(run, design, auditor)
  })

  it('while every kind dies and comes back in turn', () => {
    const design = everyKind()
    const run = start(design)
    const auditor = new Auditor(run)
    design.nodes.forEach(({ id }, i) => {
      auditor.until(i + 0.5, 1)
      run.inject(plainFault('kill', id))
      auditor.until(i + 1, 1)
      run.inject(plainFault('restore', id))
    })
    const { completed, failed, shed } = run.engine.tally
    expect(Math.min(completed, failed, shed)).toBeGreaterThan(0)
    expectNoLeaks(run, design, auditor)
  })
})

/** Faults strike nodes; only wires are cut. */
function anyPart(design: Design, type: FaultType, n: number): string {
  const parts = type === 'cut' && design.edges.length > 0 ? design.edges : design.nodes
  return parts[n % parts.length]!.id
}

describe('in random designs', () => {
  const strike = fc.record({
    type: fc.constantFrom('kill' as const, 'kill' as const, ...FAULT_TYPES),
    target: fc.nat(),
  })

  it('the books are right after every event, whatever dies, and no call is left over', () => {
    fc.assert(
      fc.property(
        anyDesign(),
        fc.array(strike, { maxLength: 8 }),
        fc.nat({ max: 1000 }),
        (design, strikes, seed) => {
          const run = start(design, seed)
          const auditor = new Auditor(run)
          strikes.forEach(({ type, target }, i) => {
            auditor.until(0.3 * (i + 1), 1)
            run.inject(plainFault(type, anyPart(design, type, target)))
          })
          auditor.until(4, 1)
          expectNoLeaks(run, design, auditor)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('the books are right under live edits', () => {
    const withEdits = anyDesign(8).chain((design) =>
      edited(design).chain((second) =>
        edited(second).map((third) => [design, second, third, design] as const),
      ),
    )
    fc.assert(
      fc.property(withEdits, fc.array(strike, { maxLength: 4 }), (designs, strikes) => {
        const run = start(designs[0])
        const auditor = new Auditor(run)
        designs.forEach((design, i) => {
          if (design.nodes.length === 0) return
          if (i > 0) run.patch(modelOf(design))
          auditor.until(0.7 * i + 0.4, 1)
          const hit = strikes[i]
          if (hit) run.inject(plainFault(hit.type, anyPart(design, hit.type, hit.target)))
          auditor.until(0.7 * (i + 1), 1)
        })
        expectNoLeaks(run, designs[3], auditor)
      }),
      { numRuns: 150 },
    )
  })
})

it('the limit of live calls sheds requests, counts them, and keeps the books', () => {
  const run = start(lone('storage'))
  const auditor = new Auditor(run)
  const flood = lone('storage')
  const slow: Design = {
    ...flood,
    nodes: flood.nodes.map((node) =>
      node.kind === 'client'
        ? {
            ...node,
            params: {
              ratePerSec: 2_000_000,
              timeoutMs: 60_000,
              mix: { static: 1, read: 0, write: 0, upload: 0, task: 0 },
            },
          }
        : { ...node, params: { serviceMs: 60_000, ratePerSecMax: 100_000_000 } },
    ),
  }
  run.patch(modelOf(slow))
  // One record is taken, so that the last free one goes to a request, and none is left for its call.
  const taken = run.engine.calls.allocate() * CALL_INTS
  for (const column of [C_PARENT, C_CHILD]) run.engine.calls.ints[taken + column] = -1
  run.engine.calls.ints[taken + C_EDGE] = MESSAGE_EDGE
  auditor.until(1, 50_000)
  expect(run.engine.tally.limited).toBeGreaterThan(100_000)
  expect(run.engine.tally.shed).toBe(run.engine.tally.limited)
  expect(run.engine.calls.live).toBeLessThanOrEqual(1 << 21)
  // Whoever is in flight has its own record and the one at the storage: no request waits for a call that was never made.
  expect(run.engine.calls.live).toBe(1 + 2 * run.engine.tally.inFlight)
})
