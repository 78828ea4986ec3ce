import { describe, expect, it } from 'vitest'
import { plainFault } from '../../../src/model/fault.ts'
import type { Behaviour, Machine } from '../../../src/sim/core/contract.ts'
import { NodeState } from '../../../src/sim/core/node-state.ts'
import type { SimModel } from '../../../src/sim/core/sim-model.ts'
import { ownTimer } from '../../../src/sim/core/timers.ts'
import { NOT_FOUND, OP, SHED } from '../../../src/sim/core/vocabulary.ts'
import { ask } from '../../../src/sim/kit/ask.ts'
import { hasQueueRoom, nextInLine, queueOf, waitInLine } from '../../../src/sim/kit/nodes.ts'
import {
  limitParam,
  numberParam,
  setCaller,
  setWaitingRoom,
  ticksParam,
} from '../../../src/sim/kit/station.ts'
import { auditOf, KIND_SIMS, type Report, Run, runReport, TICKS_PER_SEC } from '../../support/engine.ts'
import { draw, modelOf, sends } from '../../support/simulate.ts'

/** Own timer: the first call of a batch has waited for as long as any may. */
const LATE = ownTimer(0)

interface BatcherState {
  size: number
  waitTicks: number
  /** When the present batch goes out, full or not; NaN while nobody waits. */
  goesAt: number
}

const STATE = new NodeState<BatcherState>()

/**
 * A kind that the product does not have, written with the contract alone: it lets calls wait until there are so many of
 * them, or the first one has waited long enough, and passes them on together.
 */
const batcher: Behaviour = {
  configure(engine, node, params) {
    const state = STATE.ensure(engine, node, () => ({ size: 1, waitTicks: 0, goesAt: Number.NaN }))
    state.size = numberParam(params, 'size')
    state.waitTicks = ticksParam(params, 'waitMs')
    setCaller(engine, node, params)
    setWaitingRoom(engine, node, limitParam(params, 'queueMax'))
  },

  arrive(engine, call, node) {
    const state = STATE.of(engine, node)
    if (!hasQueueRoom(engine, node)) {
      engine.refuse(call, node, SHED)
      return
    }
    waitInLine(engine, call, node)
    if (queueOf(engine, node) >= state.size) send(engine, node, state)
    else if (Number.isNaN(state.goesAt)) {
      state.goesAt = engine.now + state.waitTicks
      engine.after(state.waitTicks, node, LATE, 0)
    }
  },

  served() {},

  replied: (engine, call, _edge, _op, outcome) => engine.reply(call, outcome),

  timer(engine, node, code) {
    const state = STATE.of(engine, node)
    if (code === LATE && engine.now === state.goesAt) send(engine, node, state)
  },

  killed(engine, node) {
    STATE.of(engine, node).goesAt = Number.NaN
    engine.failResidents(node)
  },
}

function send(engine: Machine, node: number, state: BatcherState): void {
  state.goesAt = Number.NaN
  for (let call = nextInLine(engine, node); call >= 0; call = nextInLine(engine, node)) {
    const group = engine.plans[node]![engine.calls.classOf(call)]?.[0]?.group
    if (!group) engine.reply(call, NOT_FOUND)
    else if (!ask(engine, call, group.edges[group.next(null)]!, OP.call)) engine.reply(call, SHED)
  }
}

const RATE = 200

/** A client that sends to a batcher, before an object store that answers every request at once in 10 ms. */
function modelWith(size: number, waitMs: number, queueMax: number | null = null): SimModel {
  const model = modelOf(
    draw(
      {
        client: sends(RATE, 'static', { timeoutMs: 60_000 }),
        it: ['web'],
        store: ['storage', { serviceMs: 10, serviceCv: 0, ratePerSecMax: 1_000_000 }],
      },
      [
        ['client > it', { latencyMs: 0 }],
        ['it > store', { latencyMs: 0 }],
      ],
    ),
  )
  const nodes = model.nodes.map((node) =>
    node.id === 'it' ? { ...node, kind: 'batcher', params: { size, waitMs, queueMax } } : node,
  )
  return { ...model, nodes }
}

const start = (model: SimModel): Run => new Run(model, { ...KIND_SIMS, batcher })

function measured(model: SimModel): Report {
  const run = start(model)
  const report = runReport(run, 10, 510)
  expect(auditOf(run.engine)).toEqual([])
  return report
}

const expectWithin2Percent = (value: number, expected: number): void =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(0.02)

const waitOf = (report: Report): number => report.system.latencyMs.mean! - 10

describe('a kind that is written with the contract alone', () => {
  it('lets each call of a full batch wait for those that come after it', () => {
    // The first of 8 waits for 7 gaps, the last one not at all.
    expectWithin2Percent(waitOf(measured(modelWith(8, 60_000))), (7 * 1000) / (2 * RATE))
  })

  it('sends what has come when the first call has waited long enough', () => {
    const waitMs = 50
    const more = (RATE * waitMs) / 1000
    const report = measured(modelWith(1_000_000, waitMs))
    // It waits for all of that time, those who come meanwhile for half of it.
    expectWithin2Percent(waitOf(report), (waitMs + (more * waitMs) / 2) / (1 + more))
  })

  it('turns away what finds no room, and counts it', () => {
    const report = measured(modelWith(1_000_000, 50, 5))
    const { generated, completed, failed, shed, inFlight } = report.conservation
    expect(generated).toBe(completed + failed + shed + inFlight)
    // Of the first call and the ten that come until it goes, five are taken.
    expectWithin2Percent(shed / generated, 6 / 11)
  })

  it('dies, comes back, hangs, is edited and removed with all laws of the engine kept', () => {
    const run = start(modelWith(8, 20))
    const until = (sec: number): void => {
      run.engine.run(sec * TICKS_PER_SEC)
      expect(auditOf(run.engine)).toEqual([])
    }
    until(3)
    for (const type of ['kill', 'restore', 'freeze', 'restore'] as const) {
      run.inject(plainFault(type, 'it'))
      until(run.engine.now / TICKS_PER_SEC + 1)
    }
    run.patch(modelWith(20, 100))
    until(10)
    const { completed, failed } = run.engine.tally
    expect(Math.min(completed, failed)).toBeGreaterThan(100)
    run.patch(modelOf(draw({ client: sends(RATE, 'static'), store: ['storage'] }, ['client > store'])))
    until(11)
  })
})
