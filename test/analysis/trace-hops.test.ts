import { describe, expect, it } from 'vitest'
import { blameOf, breakdown, hopsOf, latencyMs, pathOf, type Trace } from '../../src/analysis/trace-hops.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import type { Design } from '../../src/model/design.ts'
import { everyKind } from '../support/designs.ts'
import { TICKS_PER_SEC, Tracer } from '../support/engine.ts'
import { draw, Scene, sends } from '../support/simulate.ts'

function tracesOf(design: Design, seconds: number, during: (scene: Scene) => void = () => {}): Trace[] {
  const scene = new Scene(design)
  const tracer = new Tracer(scene.run, { everySec: 0.02, class: null })
  scene.run.engine.observer = tracer
  during(scene)
  scene.run.engine.run(seconds * TICKS_PER_SEC)
  return tracer.traces({ show: 'all', class: null, max: 1000 })
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe('the times of a request', () => {
  it.each([
    ['every kind', everyKind(300)],
    ['the opening example', openingExample('en')],
    [
      'retries',
      draw(
        {
          client: sends(60, 'read', { timeoutMs: 60, retries: 2 }),
          web: ['web', { workers: 4 }],
          db: ['database', { slots: 1, readMs: 14 }],
        },
        [['client > web > db', { latencyMs: 4 }]],
      ),
    ],
  ])('add up to its latency: %s', (_name, design) => {
    const traces = tracesOf(design, 5)
    expect(traces.length).toBeGreaterThan(100)
    for (const trace of traces) {
      const { phases, clientMs } = breakdown(trace)
      expect(sum(Object.values(phases)) + clientMs).toBeCloseTo(latencyMs(trace), 6)
    }
  })

  it('of a hop have no gaps', () => {
    for (const trace of tracesOf(everyKind(300), 3)) {
      for (const hop of hopsOf(trace)) {
        let at = hop.fromMs
        for (const { fromMs, toMs } of hop.segments) {
          expect(fromMs).toBeCloseTo(at, 9)
          at = toMs
        }
        expect(at).toBeCloseTo(hop.toMs, 9)
      }
    }
  })

  it('tell the line from the work', () => {
    const design = draw(
      { client: sends(50), web: ['web', { workers: 1, serviceMs: 15, serviceCv: 0, localDataMs: 0 }] },
      [['client > web', { latencyMs: 6 }]],
    )
    const hops = tracesOf(design, 10).flatMap(hopsOf)
    expect(hops.length).toBeGreaterThan(100)
    for (const { times } of hops) {
      expect(times.network).toBeCloseTo(6, 6)
      expect(times.served).toBeCloseTo(15, 6)
    }
    expect(Math.max(...hops.map(({ times }) => times.queued))).toBeGreaterThan(15)
  })
})

it('hops stand under the call that made them', () => {
  const [trace] = tracesOf(
    draw({ client: sends(50), lb: ['load-balancer'], web: ['web'], db: ['database'] }, [
      'client > lb > web > db',
    ]),
    2,
  )
  expect(hopsOf(trace!).map(({ index, depth }) => [trace!.spans[index]!.node, depth])).toEqual([
    ['lb', 0],
    ['web', 1],
    ['db', 2],
  ])
  expect([...pathOf(trace!).nodes]).toEqual(['client', 'lb', 'web', 'db'])
  expect([...pathOf(trace!).wires]).toEqual(['client>lb', 'lb>web', 'web>db'])
})

describe('the blame for a failure', () => {
  const blamed = (design: Design, during?: (scene: Scene) => void) => {
    const trace = tracesOf(design, 6, during).find(({ outcome }) => outcome !== 'ok')!
    const blame = blameOf(trace)!
    return [trace.outcome, trace.spans[blame.index]?.node, blame.how]
  }

  it('lies where a call was turned away', () => {
    const design = draw({ client: sends(50), web: ['web'], db: ['database'] }, ['client > web > db'])
    expect(blamed(design, (scene) => scene.kill('db'))).toEqual(['unavailable', 'db', 'refused'])
    const full = draw(
      { client: sends(500), web: ['web'], db: ['database', { slots: 1, readMs: 50, queueMax: 0 }] },
      ['client > web > db'],
    )
    expect(blamed(full)).toEqual(['shed', 'db', 'refused'])
  })

  it('lies where the call was when time was up', () => {
    const design = (params: Record<string, number>) =>
      draw(
        {
          client: sends(50, 'read', { timeoutMs: 300 }),
          web: ['web'],
          db: ['database', { connectionsMax: null, ...params }],
        },
        ['client > web > db'],
      )
    expect(blamed(design({ slots: 1000, readMs: 5000 }))).toEqual(['timeout', 'db', 'served'])
    const late = tracesOf(design({ slots: 1, readMs: 100 }), 6).filter(({ outcome }) => outcome === 'timeout')
    expect(late.map((trace) => blameOf(trace)!.how)).toContain('queued')
  })

  it('is nobody’s where all went well', () => {
    const [trace] = tracesOf(draw({ client: sends(50), web: ['web'] }, ['client > web']), 2)
    expect(blameOf(trace!)).toBeNull()
  })
})
