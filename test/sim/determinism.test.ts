import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openingExample } from '../../src/document/examples/opening.ts'
import type { Design } from '../../src/model/design.ts'
import { measuredRun } from '../../src/runtime/measure-client.ts'
import { anyDesign, everyKind } from '../support/designs.ts'
import {
  KIND_SIMS,
  Laboratory,
  type Run,
  runReport,
  Sampler,
  TICKS_PER_SEC,
  Tracer,
} from '../support/engine.ts'
import { draw, modelOf, report, Scene, sends, start, withParams } from '../support/simulate.ts'

const bytes = (design: Design, seed: number, seconds = 3): string =>
  JSON.stringify(report(design, seconds, 0.1 * seconds, seed))

/** All that a run has counted up to now. */
function state(run: Run): string {
  const { engine } = run
  for (const slot of run.slots) engine.accumulate(slot)
  const { tally, nodeDoubles, edgeDoubles, nodeInts, latencyCounts } = engine
  const books = [
    tally.generated,
    tally.completed,
    tally.failed,
    tally.shed,
    tally.inFlight,
    ...tally.outcomes,
  ]
  const lists = [books, nodeDoubles, edgeDoubles, nodeInts, latencyCounts, tally.latencyCounts]
  return [engine.now, ...lists.map((list) => list.join())].join('|')
}

function plainRun(design: Design, seconds: number): string {
  const run = start(design)
  run.engine.run(seconds * TICKS_PER_SEC)
  return state(run)
}

describe('the same design and seed', () => {
  it('give the same bytes for a hundred seeds, and each seed others', () => {
    const design = everyKind(100)
    const seen = new Set<string>()
    for (let seed = 0; seed < 100; seed++) {
      const once = bytes(design, seed)
      expect(bytes(design, seed)).toBe(once)
      seen.add(once)
    }
    expect(seen.size).toBe(100)
  })

  it('give the same bytes for random designs', () => {
    fc.assert(
      fc.property(anyDesign(), fc.nat(), (design, seed) => {
        expect(bytes(design, seed)).toBe(bytes(structuredClone(design), seed))
      }),
      { numRuns: 50 },
    )
  })

  it('give the same bytes for the example that the page opens with', () => {
    const design = withParams(openingExample('en'), 'client-1', { ratePerSec: 1000 })
    expect(bytes(design, 5)).toBe(bytes(design, 5))
  })
})

describe('nothing in a run depends on', () => {
  const SECONDS = 3
  const design = everyKind()
  const expected = plainRun(design, SECONDS)

  it('the slices in which it is run', () => {
    const slice = fc.record({
      span: fc.double({ min: 0, max: 0.5, noNaN: true }),
      events: fc.integer({ min: 1, max: 5000 }),
    })
    fc.assert(
      fc.property(fc.array(slice, { minLength: 10, maxLength: 30, size: 'max' }), (slices) => {
        const { engine, ...rest } = runOf(design)
        for (const { span, events } of slices) {
          engine.run(Math.min(engine.now + Math.round(span * TICKS_PER_SEC), SECONDS * TICKS_PER_SEC), events)
        }
        engine.run(SECONDS * TICKS_PER_SEC)
        expect(state(rest.run)).toBe(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('whether it is run event by event', () => {
    const { engine, run } = runOf(design)
    while (engine.run(SECONDS * TICKS_PER_SEC, 1) === 1);
    expect(state(run)).toBe(expected)
  })

  it('how often its frames are read', () => {
    for (const cadenceSec of [0.001, 0.033, 0.25, 1]) {
      const { engine, run } = runOf(design)
      const sampler = new Sampler(run, 1)
      const frame = new Float64Array(sampler.length)
      for (let time = cadenceSec; time <= SECONDS; time += cadenceSec) {
        engine.run(Math.round(time * TICKS_PER_SEC))
        sampler.read(frame, 1)
      }
      engine.run(SECONDS * TICKS_PER_SEC)
      expect(state(run)).toBe(expected)
    }
  })

  it('where its boxes stand and what they are called', () => {
    const moved: Design = {
      ...design,
      title: 'another',
      notes: 'moved',
      nodes: design.nodes.map((node, i) => ({
        ...node,
        label: `box ${i}`,
        position: { x: -50 * i, y: 7 * i },
      })),
    }
    expect(plainRun(moved, SECONDS)).toBe(expected)
  })

  it('a patch that changes nothing', () => {
    const { engine, run } = runOf(everyRandom())
    engine.run(1.5 * TICKS_PER_SEC)
    run.patch(run.model)
    engine.run(SECONDS * TICKS_PER_SEC)
    expect(state(run)).toBe(plainRun(everyRandom(), SECONDS))
  })
})

function runOf(design: Design) {
  const run = start(design)
  return { run, engine: run.engine }
}

/** Chosen by chance, so that no turn is going round when a patch makes the groups of targets anew. */
const everyRandom = (): Design =>
  draw(
    {
      client: sends(300),
      lb: ['load-balancer', { policy: 'random' }],
      a: ['web', { workers: 3 }],
      b: ['web', { workers: 3 }],
      cache: ['cache'],
      db: ['database'],
    },
    ['client > lb > a > cache', 'lb > b > cache', 'a > db', 'b > db'],
  )

describe('a report is the same', () => {
  const SECONDS = 4
  const design = everyKind()
  const options = { durationSec: SECONDS, warmupSec: 0.7 }
  const expected = JSON.stringify(runReport(start(design), options.warmupSec, SECONDS))

  function measured(eventsOfSlice: () => number, watch: (run: Run) => () => void = () => () => {}): string {
    const experiment = new Laboratory(KIND_SIMS).begin(measuredRun(modelOf(design), options))
    const between = watch(experiment.run)
    while (!experiment.advance(eventsOfSlice())) between()
    expect(experiment.doneShare).toBe(1)
    return JSON.stringify(experiment.outcome().report)
  }

  it('in slices of one event, of seven, of a thousand, and in one', () => {
    for (const events of [1, 7, 1000, Number.MAX_SAFE_INTEGER]) {
      expect(measured(() => events)).toBe(expected)
    }
  })

  it('in slices of random lengths, with frames read between them at random', () => {
    const slices = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20, size: 'max' })
    fc.assert(
      fc.property(slices, fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }), (lengths, reads) => {
        let slice = 0
        const next = () => lengths[slice++ % lengths.length]!
        const watch = (run: Run) => {
          const sampler = new Sampler(run, 1)
          const frame = new Float64Array(sampler.length)
          return () => {
            if (reads[slice % reads.length]) sampler.read(frame, 1)
          }
        }
        expect(measured(next, watch)).toBe(expected)
      }),
      { numRuns: 25 },
    )
  })

  it('with requests followed, however the run is cut', () => {
    for (const events of [3, 500, Number.MAX_SAFE_INTEGER]) {
      let tracer: Tracer | null = null
      const watch = (run: Run) => {
        tracer = new Tracer(run, { everySec: 0.05, class: null })
        run.engine.observer = tracer
        return () => {}
      }
      expect(measured(() => events, watch)).toBe(expected)
      expect((tracer as Tracer | null)?.traces({ show: 'all', class: null, max: 5 })).not.toEqual([])
    }
  })
})

describe('a component that has nothing to do with the others', () => {
  const parts = {
    client: sends(200),
    lb: ['load-balancer', { policy: 'random' }],
    'web-1': ['web', { workers: 3 }],
    'web-2': ['web', { workers: 3 }],
    db: ['database'],
  } as const
  const chains = ['client > lb > web-1 > db', 'lb > web-2 > db']
  const more = { other: sends(333), 'web-3': ['web'], cache: ['cache'], 'db-2': ['database'] } as const

  it('changes no arrival and no service of the others', () => {
    const alone = report(draw(parts, chains), 20).nodes
    for (const crowded of [
      draw({ ...parts, ...more }, [...chains, 'other > web-3 > cache', 'web-3 > db-2']),
      draw({ ...more, ...parts }, ['other > web-3 > cache', 'web-3 > db-2', ...chains]),
    ]) {
      const nodes = report(crowded, 20).nodes
      for (const id of Object.keys(parts)) expect(nodes[id]).toEqual(alone[id])
    }
  })

  it('may come and go while the others run', () => {
    const quiet = new Scene(draw(parts, chains)).until(20)
    const busy = new Scene(draw(parts, chains)).until(5)
    busy.edit(draw({ ...parts, ...more }, [...chains, 'other > web-3 > cache', 'web-3 > db-2'])).until(10)
    busy.edit(draw(parts, chains)).until(20)
    expect(busy.arrived('client')).toBe(quiet.arrived('client'))
    expect(busy.arrived('db')).toBe(quiet.arrived('db'))
  })
})
