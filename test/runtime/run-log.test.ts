import { describe, expect, it } from 'vitest'
import { kindModel } from '../../src/kinds/models.ts'
import { changedDesign } from '../../src/model/changed-design.ts'
import type { Design } from '../../src/model/design.ts'
import { changeBetween } from '../../src/model/design-change.ts'
import { plainFault } from '../../src/model/fault.ts'
import { err, ok } from '../../src/model/result.ts'
import { ACTIONS_MAX, MOMENT_TICK_MAX, type RunMoment } from '../../src/model/run-log.ts'
import { type CompileDesign, type PlanPorts, replaySteps } from '../../src/runtime/replay-plan.ts'
import { RunLog } from '../../src/runtime/run-log.ts'
import { ENGINE_VERSION } from '../../worker/protocol.ts'
import { compile } from '../support/engine.ts'
import { draw, modelOf, sends, withParams } from '../support/simulate.ts'

const start = draw({ client: sends(50), web: ['web'], db: ['database'] }, ['client > web > db'])
const wider = withParams(start, 'web', { workers: 9 })
/** Nobody is asked any more, and a wire leads round in a circle. */
const unwired: Design = {
  ...start,
  edges: [
    ...start.edges,
    { id: 'back', source: 'web', target: 'web-2', params: {} },
    { id: 'forth', source: 'web-2', target: 'web', params: {} },
  ],
  nodes: [...start.nodes, { id: 'web-2', kind: 'web', label: '', position: { x: 0, y: 0 }, params: {} }],
}
const moved = (design: Design): Design => ({
  ...design,
  nodes: design.nodes.map((node) => ({ ...node, position: { x: 5, y: 6 } })),
})
const compiles: CompileDesign = (design) => {
  const compiled = compile(design)
  return compiled.ok ? ok(compiled.value.model) : err('does not compile')
}
const portsOf = (compileDesign: CompileDesign): PlanPorts => ({
  compile: compileDesign,
  change: (design, change) => changedDesign(design, change, kindModel),
})
const ports = portsOf(compiles)

function logged(): RunLog {
  const log = new RunLog(start, 1)
  log.fault(100, plainFault('kill', 'web'))
  log.redraw(wider)
  log.edit(200, wider, modelOf(wider))
  log.fault(300, plainFault('restore', 'web'))
  return log
}

describe('a log', () => {
  it('gives the moment of a frame with what was done before it', () => {
    const shared = logged().moment(250, 2)
    expect(shared).toEqual(
      ok({
        start,
        moment: {
          engine: ENGINE_VERSION,
          oneOf: 1,
          atTick: 250,
          actions: [
            { type: 'fault', tick: 100, fault: plainFault('kill', 'web') },
            { type: 'edit', tick: 200, change: changeBetween(start, wider) },
          ],
        },
      }),
    )
  })

  it('lets what was only redrawn travel as one last edit, and only to the present', () => {
    const log = logged()
    log.redraw(moved(wider))
    const now = log.moment(400, 3)
    expect(now.ok && now.value.moment.actions.slice(3)).toEqual([
      { type: 'edit', tick: 400, change: changeBetween(wider, moved(wider)) },
    ])
    const before = log.moment(250, 2)
    expect(before.ok && before.value.moment.actions.length).toBe(2)
  })

  it('says why a run cannot be replayed', () => {
    expect(new RunLog(null, 1).moment(1, 0)).toEqual(err('noRun'))
    const lost = logged()
    lost.break('lostWorker')
    lost.break('stuck')
    lost.fault(500, plainFault('kill', 'web'))
    expect(lost.moment(500, 1)).toEqual(err('lostWorker'))
    const long = new RunLog(start, 1)
    for (let i = 0; i < ACTIONS_MAX - 1; i++) long.fault(i, plainFault('kill', 'web'))
    expect(long.moment(ACTIONS_MAX, ACTIONS_MAX - 1).ok).toBe(true)
    long.fault(ACTIONS_MAX, plainFault('kill', 'web'))
    expect(long.moment(ACTIONS_MAX, ACTIONS_MAX)).toEqual(err('tooLong'))
    expect(logged().moment(MOMENT_TICK_MAX + 1, 0)).toEqual(err('tooLong'))
  })
})

describe('the way to a moment', () => {
  const momentOf = (...actions: RunMoment['actions']): RunMoment => ({
    engine: ENGINE_VERSION,
    oneOf: 1,
    atTick: 1000,
    actions,
  })

  it('leads through the models of its edits, without those that change nothing in the run', () => {
    const log = logged()
    log.redraw(moved(wider))
    const shared = log.moment(400, 3)
    if (!shared.ok) throw new Error(shared.error)
    const plan = replaySteps(shared.value.start, shared.value.moment, ports)
    if (!plan.ok) throw new Error(plan.error.code)
    expect(plan.value.finalDesign).toEqual(moved(wider))
    expect(plan.value.designs.at(-1)).toEqual(wider)
    expect(plan.value.steps).toEqual([
      { type: 'fault', tick: 100, fault: plainFault('kill', 'web') },
      { type: 'edit', tick: 200, model: modelOf(wider) },
      { type: 'fault', tick: 300, fault: plainFault('restore', 'web') },
    ])
    expect(plan.value.actions).toEqual(shared.value.moment.actions.slice(0, 3))
  })

  const edit = (design: Design) => ({ type: 'edit', tick: 5, change: changeBetween(start, design) }) as const
  it.each([
    [
      'a target that is not there',
      { type: 'fault', tick: 5, fault: plainFault('kill', 'nobody') },
      'unknownTarget',
    ],
    ['a design that does not run', edit(unwired), 'notRunnable'],
    ['another seed', edit({ ...start, scenario: { seed: 99, events: [] } }), 'startsAnew'],
  ] as const)('is refused at %s', (_name, action, code) => {
    const kill = { type: 'fault', tick: 1, fault: plainFault('kill', 'web') } as const
    expect(replaySteps(start, momentOf(kill, action), ports)).toEqual(err({ code, index: 1 }))
  })

  it('is refused at an edit that leads to what no document may hold, with its place', () => {
    const plan = replaySteps(start, momentOf(edit(withParams(start, 'web', { workers: -1 }))), ports)
    expect(plan).toMatchObject({
      ok: false,
      error: { code: 'design', index: 0, error: { code: 'badParam', target: 'web', field: 'workers' } },
    })
    const twice = { nodes: [], nodeOrder: ['web', 'web'] }
    const doubled = replaySteps(start, momentOf({ type: 'edit', tick: 5, change: twice }), ports)
    expect(doubled).toMatchObject({ ok: false, error: { code: 'design', error: { code: 'duplicateId' } } })
  })

  it('ends where it would become too heavy for a page', () => {
    const model = modelOf(start)
    let n = 0
    const heavy: CompileDesign = () => ok({ ...model, keys: n++, nodes: new Array(400_000) })
    const actions = Array.from({ length: 10 }, () => edit(wider))
    expect(replaySteps(start, momentOf(...actions), portsOf(heavy))).toEqual(
      err({ code: 'tooHeavy', index: 2 }),
    )
  })
})
