import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/analysis/explain/explain.ts'
import { example, withFaults } from '../../scenarios/examples.ts'
import { draw, sends, withParams } from '../../support/simulate.ts'
import { at, chainOf, watch } from '../../support/watch.ts'

const reads = { of: 'class', requestClass: 'read' } as const
const writes = { of: 'class', requestClass: 'write' } as const

describe('what is told of one class is of that class', () => {
  const seen = watch(withFaults(example('stage-5'), [{ at: 20, type: 'kill', target: 'db-1' }]), 80)

  it('the primary dies: writes fail for want of it, all of them, until a replica leads', () => {
    for (const sec of [25, 40, 55]) {
      const { links } = explain(seen, writes, sec)
      expect(links.map(({ code, node }) => `${code} ${node}`.trim()).slice(0, 2), String(sec)).toEqual([
        'kill db-1',
        'refuses db-1',
      ])
      expect(links.at(-1)).toMatchObject({ code: 'failing', values: { requestClass: 'write' } })
      expect(links.at(-1)!.values.share).toBeGreaterThan(sec === 25 ? 0.5 : 0.99)
    }
    expect(chainOf(seen, 79, writes)).toEqual([])
  })

  it('and reads, which replicas answer, have nothing to explain', () => {
    for (const sec of [22, 25, 30, 40, 55, 70])
      expect(explain(seen, reads, sec)).toEqual({ links: [], wrong: false })
  })

  it('two classes fail for two reasons at the same moment: each is told its own', () => {
    const design = at(
      draw(
        {
          client: [
            'client',
            { ratePerSec: 100, mix: { static: 0, read: 60, write: 20, upload: 20, task: 0 } },
          ],
          web: ['web', { workers: 60 }],
          db: ['database'],
          storage: ['storage'],
        },
        ['client > web > db', 'web > storage'],
      ),
      { at: 10, type: 'errors', target: 'db', amount: 50 },
      { at: 10, type: 'kill', target: 'storage' },
    )
    const both = watch(design, 20)
    expect(chainOf(both, 20, reads)[0]).toBe('errors db')
    expect(chainOf(both, 20, writes)[0]).toBe('errors db')
    expect(chainOf(both, 20, { of: 'class', requestClass: 'upload' })[0]).toBe('kill storage')
    const { links } = explain(both, { of: 'class', requestClass: 'upload' }, 20)
    expect(links.find(({ code }) => code === 'refuses')!.values.rate).toBeGreaterThan(15)
    expect(links.find(({ code }) => code === 'refuses')!.values.rate).toBeLessThan(25)
    expect(links.at(-1)!.values.share).toBeGreaterThan(0.98)
  })
})

describe('requests that are slow although nothing is wrong', () => {
  const upload = { of: 'class', requestClass: 'upload' } as const

  it('stage 4: the slow class is named, and the node whose work on it takes so long', () => {
    const seen = watch(withFaults(example('stage-4')), 16)
    for (const symptom of [{ of: 'system' } as const, upload]) {
      const { links } = explain(seen, symptom, 15)
      expect(links.map(({ code, node }) => `${code} ${node}`.trim())).toEqual(['takes storage-1', 'late'])
      expect(links[0]!.values).toEqual({ requestClass: 'upload', timeMs: 4000 })
      expect(links[1]!.values).toMatchObject({ requestClass: 'upload', limitMs: 500 })
      expect(links[1]!.values.p95Ms).toBeGreaterThan(4000)
    }
    expect(explain(seen, reads, 15)).toEqual({ links: [], wrong: false })
  })

  it('a way that is long is named, where the work is not what takes long', () => {
    const far = draw({ client: sends(20), web: ['web', { serviceMs: 5 }] }, ['client > web'])
    const edges = far.edges.map((edge) => ({ ...edge, params: { ...edge.params, latencyMs: 600 } }))
    expect(chainOf(watch({ ...far, edges }, 15), 15)).toEqual(['way client>web', 'late'])
  })

  it('a cache that hits nearly always hides the slow work behind it; one that hits seldom does not', () => {
    const cached = (keys: number) =>
      draw(
        {
          client: sends(50, 'read', { keys, zipfAlpha: 0 }),
          web: ['web', { workers: 100 }],
          cache: ['cache', { entriesMax: 100 }],
          db: ['database', { slots: 100, readMs: 900 }],
        },
        ['client > web > cache', 'web > db'],
      )
    expect(chainOf(watch(cached(10_000), 40), 40)).toEqual(['takes db', 'late'])
    expect(chainOf(watch(cached(5), 60), 60)).toEqual([])
  })

  it('a server that somebody has slowed is named, not its work', () => {
    const slowed = at(
      draw({ client: sends(50), web: ['web', { workers: 200, serviceMs: 20 }] }, ['client > web']),
      { at: 10, type: 'slow', target: 'web', amount: 40 },
    )
    expect(chainOf(watch(slowed, 30), 30)[0]).toBe('slow web')
  })
})

it('a server that is taken out because of what is behind it: the fault itself is named, not its neighbour', () => {
  const design = at(
    draw(
      {
        client: sends(100, 'read', { timeoutMs: 3000 }),
        lb: ['load-balancer', { ejectFailures: 5, healthIntervalMs: 1000, healthFall: 2 }],
        'web-1': ['web', { workers: 40 }],
        'web-2': ['web', { workers: 2, serviceMs: 16, queueMax: 20 }],
        db: ['database'],
        'db-2': ['database', { slots: 40 }],
      },
      ['client > lb > web-1 > db', 'lb > web-2 > db-2'],
    ),
    { at: 20, type: 'kill', target: 'db' },
  )
  const seen = watch(design, 45)
  const heads = [25, 35, 45].map((sec) => chainOf(seen, sec)[0])
  expect(new Set(heads)).toEqual(new Set(['kill db']))
})

it('a worker that is busy with what has piled up has nothing to explain; one whose queue grows has', () => {
  const tasks = draw(
    {
      client: sends(20, 'task'),
      web: ['web', { workers: 20 }],
      queue: ['queue'],
      worker: ['worker', { workers: 30, serviceMs: 1000 }],
    },
    ['client > web > queue > worker'],
  )
  const back = watch(at(tasks, { at: 10, type: 'kill', target: 'worker', duration: 20 }), 45)
  expect(back.history.at(45)!.node('worker', 'utilisation')).toBeGreaterThan(0.97)
  expect(chainOf(back, 45, { of: 'node', id: 'worker' })).toEqual([])
  const small = watch(withParams(tasks, 'worker', { workers: 10 }), 45)
  expect(chainOf(small, 45, { of: 'node', id: 'queue' })[0]).toBe('consumers worker')
})

it('of a class that is hardly asked for a request that has just begun is no trouble', () => {
  const seldom = watch(withFaults(example('day-1')), 90)
  for (let sec = 5; sec <= 90; sec++)
    expect(explain(seldom, writes, sec), String(sec)).toEqual({ links: [], wrong: false })
})
