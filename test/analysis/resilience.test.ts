import { describe, expect, it } from 'vitest'
import { failureTimesOf } from '../../src/analysis/availability/availability.ts'
import { type PlanOptions, ResiliencePlan } from '../../src/analysis/resilience/plan.ts'
import { type Row, verdictOf } from '../../src/analysis/resilience/report.ts'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { KIND_SIMS, Laboratory } from '../support/engine.ts'
import { draw, modelOf, only, sends } from '../support/simulate.ts'

const OPTIONS: PlanOptions = {
  tiers: true,
  wires: false,
  only: [],
  seeds: 1,
  weight: 1,
  objective: 0.999,
  failureTimes: new Map(),
}

function reported(design: Design, options: Partial<PlanOptions> = {}) {
  const plan = new ResiliencePlan(modelOf(design), {
    ...OPTIONS,
    failureTimes: failureTimesOf(design),
    ...options,
  })
  const laboratory = new Laboratory(KIND_SIMS)
  plan.runs.forEach(({ experiment }, i) => {
    const run = laboratory.begin(experiment)
    run.advance()
    plan.note(i, run.outcome())
  })
  return plan.report
}

const rowOf = (design: Design, target: string): Row => reported(design, { only: [target] }).rows[0]!

const QUICK: Params = { serviceMs: 2, localDataMs: 2 }
const LB: Params = { healthIntervalMs: 1000, healthFall: 2, healthTimeoutMs: 500 }
const servers = (web: Params, lb: Params = LB) =>
  draw({ client: sends(200), lb: ['load-balancer', lb], 'web-1': ['web', web], 'web-2': ['web', web] }, [
    'client > lb > web-1',
    'lb > web-2',
  ])

describe('the loss of a part, measured', () => {
  it('is a single point of failure where nothing succeeds until it is back', () => {
    const row = rowOf(servers(QUICK), 'lb')
    expect(verdictOf(row)).toBe('hard')
    expect(row.measure?.byClass.read?.success).toMatchObject({ before: 1, settled: 0, restored: 1 })
    expect(row.rtoSec).toBeNull()
    expect(row.differs).toEqual([])
  })

  it('fails for a time until probes have ejected it', () => {
    const row = rowOf(servers(QUICK), 'web-1')
    expect(verdictOf(row)).toBe('transient')
    expect(row.rtoSec).toBeGreaterThan(0.9)
    expect(row.rtoSec).toBeLessThanOrEqual(2.5)
    expect(row.measure?.ejectSec).toBeGreaterThan(0.9)
    expect(row.measure?.ejectSec).toBeLessThanOrEqual(2.1)
    expect(row.measure?.byClass.read?.failed).toBeGreaterThan(80)
    expect(row.differs).toEqual([])
  })

  it('goes on failing in part where nobody looks', () => {
    const row = rowOf(servers(QUICK, { healthChecks: false }), 'web-1')
    expect(verdictOf(row)).toBe('partial')
    expect(row.measure?.byClass.read?.success.settled).toBeCloseTo(0.5, 1)
  })

  it('overloads the one that is left where that cannot carry all, which the structure alone does not show', () => {
    const row = rowOf(servers({ workers: 2, serviceMs: 10, localDataMs: 2, queueMax: 50 }), 'web-1')
    expect(verdictOf(row)).toBe('overload')
    expect(row.measure?.overloaded.map(({ target }) => target)).toEqual(['web-2'])
  })

  it('of a primary stops writes until a replica leads, and loses what had not arrived', () => {
    const data = draw(
      {
        client: ['client', { ratePerSec: 200, mix: { static: 0, read: 50, write: 50, upload: 0, task: 0 } }],
        web: ['web', { serviceMs: 1, localDataMs: 1 }],
        db: ['database', { writeMs: 2, readMs: 2, detectMs: 2000, promoteMs: 3000 }],
        replica: ['replica', { lagMs: 500, readMs: 2 }],
      },
      ['client > web > db > replica'],
    )
    const row = rowOf(data, 'db')
    expect(row.worst).toBe('write')
    expect(row.measure?.byClass.write?.verdict).toBe('transient')
    expect(row.measure?.byClass.read?.success.settled).toBe(1)
    expect(row.rtoSec).toBeCloseTo(5, 0)
    expect(row.measure?.promoteSec).toBeCloseTo(5, 5)
    expect(row.measure?.lostWrites).toBeGreaterThan(20)
  })

  it('of workers only makes tasks wait', () => {
    const tasks = draw(
      {
        client: ['client', { ratePerSec: 50, mix: only('task') }],
        queue: ['queue'],
        worker: ['worker', { serviceMs: 20 }],
      },
      ['client > queue > worker'],
    )
    expect(verdictOf(rowOf(tasks, 'worker'))).toBe('delay')
  })

  it('of a monitor is noticed by nobody', () => {
    const watched = draw({ client: sends(100), web: ['web', QUICK], monitor: ['monitor'] }, ['client > web'])
    expect(verdictOf(rowOf(watched, 'monitor'))).toBe('none')
  })
})

describe('a report', () => {
  const design = draw(
    {
      zone: ['zone'],
      client: sends(200),
      lb: ['load-balancer', LB, { in: 'zone' }],
      'web-1': ['web', QUICK, { in: 'zone' }],
      'web-2': ['web', QUICK],
    },
    ['client > lb > web-1', 'lb > web-2'],
  )

  it('has a row for each part and each zone, the worst first, and says how many are single points of failure', () => {
    const report = reported(design)
    expect(report.rows.map(({ trial }) => trial.target)).toEqual([
      'lb',
      'zone',
      expect.stringMatching(/^web/),
      expect.stringMatching(/^web/),
    ])
    expect(report.head).toEqual({ code: 'some', values: { count: 1, total: 3 } })
    expect(report.baseline?.byClass.read?.success).toBe(1)
  })

  it('has a score of four parts', () => {
    const { score } = reported(design)
    expect(score).toEqual({ survives: 27, zones: 0, recovers: 10, losesNothing: 20, total: 57 })
  })

  it('is the same in whatever order its runs end', () => {
    const plan = new ResiliencePlan(modelOf(design), { ...OPTIONS, failureTimes: failureTimesOf(design) })
    const outcomes = plan.runs.map(({ experiment }) => {
      const run = new Laboratory(KIND_SIMS).begin(experiment)
      run.advance()
      return run.outcome()
    })
    for (const i of [...outcomes.keys()].reverse()) plan.note(i, outcomes[i]!)
    expect(plan.report).toEqual(reported(design))
  })

  it('has intervals from several seeds', () => {
    const report = reported(design, { seeds: 3, only: ['web-1'] })
    const [low, high] = report.rows[0]!.intervals!.read!.rtoSec!
    expect(low).toBeLessThanOrEqual(report.rows[0]!.rtoSec! + 2)
    expect(high).toBeGreaterThan(low)
    expect(report.rows[0]!.intervals!.read!.settled).toEqual([1, 1])
  })

  it('keeps what is there when a run was lost, and says so', () => {
    const plan = new ResiliencePlan(modelOf(design), { ...OPTIONS, only: ['lb'] })
    expect(plan.note(0, null)).toBe(true)
    expect(plan.report.rows[0]).toMatchObject({ unjudged: 'lost', measure: null })
    expect(plan.report.head.code).toBe('nothing')
  })

  it('does not judge what is not steady, and says what moves', () => {
    const flooded = draw(
      {
        client: ['client', { ratePerSec: 300, mix: only('task') }],
        queue: ['queue'],
        worker: ['worker', { workers: 1 }],
      },
      ['client > queue > worker'],
    )
    expect(rowOf(flooded, 'queue').unjudged).toBe('movingQueue')
  })

  it('of a design without a client, and of one without a path, has nothing to say', () => {
    expect(reported(draw({ web: ['web'] })).rows).toEqual([])
    expect(reported(draw({ client: sends(10), web: ['web'] })).rows.map(verdictOf)).toEqual(['none'])
  })
})

describe('minutes a year', () => {
  it('are those of its own failures: none where it never fails by itself, and few where it seldom does', () => {
    const minutes = (lb: Params) =>
      rowOf(servers(QUICK, { ...LB, mtbfHours: null, ...lb }), 'lb').minutesAYear
    expect(minutes({})).toBeNull()
    expect(minutes({ mtbfHours: 87_600, mttrHours: 2 })).toBeCloseTo(12, 0)
  })
})

describe('a report of what cannot be judged', () => {
  it('gives no points where no request succeeds anyway', () => {
    const { rows, score, head } = reported(draw({ client: sends(50), db: ['database', {}] }, []))
    expect(rows.map(({ unjudged }) => unjudged)).toEqual(['unserved'])
    expect(score).toEqual({ total: 0, survives: null, zones: null, recovers: null, losesNothing: null })
    expect(head.code).toBe('nothing')
  })

  it('speaks of the frame or wire where only that was asked about', () => {
    const { head } = reported(servers(QUICK), {
      only: ['lb > web-1', 'client > lb', 'lb>web-1', 'client>lb'],
    })
    expect(head).toEqual({ code: 'some', values: { count: 1, total: 2 } })
  })
})
