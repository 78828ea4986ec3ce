import { describe, expect, it } from 'vitest'
import { openingExample } from '../../../src/document/examples/opening.ts'
import type { Design } from '../../../src/model/design.ts'
import type { Trace, TraceOptions } from '../../../src/sim/stats/trace.ts'
import { everyKind } from '../../support/designs.ts'
import { type Run, runReport, TICKS_PER_SEC, Tracer } from '../../support/engine.ts'
import { draw, Scene, sends, start } from '../../support/simulate.ts'

const OFTEN: TraceOptions = { everySec: 0.05, class: null }

function follow(run: Run, options = OFTEN): Tracer {
  const tracer = new Tracer(run, options)
  run.engine.observer = tracer
  return tracer
}

function traced(design: Design, seconds: number, options = OFTEN): Tracer {
  const run = start(design)
  const tracer = follow(run, options)
  run.engine.run(seconds * TICKS_PER_SEC)
  return tracer
}

const all = (tracer: Tracer, show: 'all' | 'failed' | 'slowest' = 'all'): Trace[] =>
  tracer.traces({ show, class: null, max: 1000 })

const chain = draw({ client: sends(100), web: ['web'], db: ['database'] }, [
  ['client > web', { latencyMs: 10 }],
  ['web > db', { latencyMs: 2 }],
])

it('a traced run gives the same bytes as one that nobody follows', () => {
  for (const design of [everyKind(300), openingExample('en')]) {
    const plain = JSON.stringify(runReport(start(design), 0, 4))
    const run = start(design)
    follow(run, { everySec: 0.001, class: null })
    expect(JSON.stringify(runReport(run, 0, 4))).toBe(plain)
  }
})

describe('a trace', () => {
  it('holds the calls of one request, each under the one that made it', () => {
    const [trace] = all(traced(chain, 5))
    expect(trace).toMatchObject({ client: 'client', class: 'read', outcome: 'ok', attempts: 1 })
    expect(trace!.spans.map(({ parent, node, wire }) => [parent, node, wire])).toEqual([
      [-1, 'web', 'client>web'],
      [0, 'db', 'web>db'],
    ])
    const [web, db] = trace!.spans
    expect(web!.sentMs).toBe(0)
    expect(web!.arrivedMs).toBeCloseTo(5, 6)
    expect(db!.arrivedMs! - db!.sentMs).toBeCloseTo(1, 6)
    expect(db!.sentMs).toBe(web!.servedMs)
    expect(web!.repliedMs).toBe(db!.returnedMs)
    expect(web!.returnedMs! / 1000).toBeCloseTo(trace!.endedSec! - trace!.beganSec, 9)
  })

  it('is taken once in every span of simulated time, however the run is sliced', () => {
    const whole = all(traced(chain, 5, { everySec: 0.25, class: null }))
    expect(whole.length).toBeGreaterThanOrEqual(19)
    expect(new Set(whole.map(({ beganSec }) => Math.floor(beganSec / 0.25))).size).toBe(whole.length)
    const run = start(chain)
    const tracer = follow(run, { everySec: 0.25, class: null })
    while (run.engine.run(5 * TICKS_PER_SEC, 7) === 7);
    expect(all(tracer)).toEqual(whole)
  })

  it('may be asked for of one class', () => {
    const traces = all(traced(everyKind(200), 5, { everySec: 0.1, class: 'upload' }))
    expect(traces.length).toBeGreaterThan(10)
    expect(new Set(traces.map((trace) => trace.class))).toEqual(new Set(['upload']))
  })

  it('of a task goes on until a worker has acknowledged its message', () => {
    const design = draw(
      {
        client: sends(20, 'task'),
        web: ['web'],
        queue: ['queue'],
        worker: ['worker', { workers: 20, serviceMs: 200 }],
      },
      ['client > web > queue > worker'],
    )
    const trace = all(traced(design, 10)).at(-1)!
    const message = trace.spans.find(({ op }) => op === 'message')!
    const work = trace.spans.find(({ op }) => op === 'consume')!
    expect([message.node, message.wire, message.outcome]).toEqual(['queue', null, 'ok'])
    expect([work.node, trace.spans[work.parent]!.op]).toEqual(['worker', 'message'])
    expect(message.repliedMs).toBe(work.returnedMs)
    expect(message.repliedMs! / 1000).toBeGreaterThan(trace.endedSec! - trace.beganSec)
  })

  it('tells the attempts apart, and which calls were given up', () => {
    const slow = draw(
      {
        client: sends(10, 'read', { timeoutMs: 100, retries: 1 }),
        web: ['web', { serviceMs: 400, serviceCv: 0, localDataMs: 0, workers: 100 }],
      },
      ['client > web'],
    )
    const failed = all(traced(slow, 5), 'failed').at(-1)!
    expect([failed.outcome, failed.attempts]).toEqual(['timeout', 2])
    expect(failed.spans.map(({ attempt, abandonedMs }) => [attempt, abandonedMs])).toEqual([
      [0, 100],
      [1, 200],
    ])
    // The abandoned work goes on, and is still seen to its end.
    expect(failed.spans.map(({ returnedMs }) => returnedMs)).toEqual([400, 500])
  })
})

it('nothing is left of a request once all its calls are over', () => {
  const scene = new Scene(everyKind(200))
  const tracer = follow(scene.run, { everySec: 0.01, class: null })
  scene.until(2).kill('web-1').until(3).restore('web-1').kill('db').until(4)
  scene.edit(draw({ client: sends(0) })).until(80)
  scene.edit(chain).until(90)
  for (const trace of all(tracer).slice(0, 50)) {
    expect(trace.spans.map(({ node }) => node)).toEqual(['web', 'db'])
    expect(trace.outcome).toBe('ok')
  }
})

it('the slowest of the last minute come first, the failed ones are kept apart', () => {
  const tracer = traced(everyKind(300), 20)
  const slowest = all(tracer, 'slowest').map(({ beganSec, endedSec }) => endedSec! - beganSec)
  expect(slowest).toHaveLength(20)
  expect(slowest).toEqual([...slowest].sort((a, b) => b - a))
  const failed = all(tracer, 'failed')
  expect(failed.length).toBeGreaterThan(0)
  expect(failed.length).toBeLessThanOrEqual(50)
  expect(failed.every(({ outcome }) => outcome !== 'ok')).toBe(true)
  expect(all(tracer).length).toBeLessThanOrEqual(200)
})
