import { expect, it } from 'vitest'
import { explain } from '../../../src/analysis/explain/explain.ts'
import { historyOf, type Moment } from '../../../src/analysis/explain/history.ts'
import type { Design } from '../../../src/model/design.ts'
import { draw, sends } from '../../support/simulate.ts'
import { at, watch } from '../../support/watch.ts'

/** So many servers, each of which asks a cache and four shards that are too small. */
function tier(servers: number): Design {
  const ids = Array.from({ length: servers }, (_, i) => `web-${i + 1}`)
  const shards = ['db-1', 'db-2', 'db-3', 'db-4']
  const design = draw(
    {
      client: sends(5 * servers, 'read', { retries: 1 }),
      lb: ['load-balancer'],
      ...Object.fromEntries(ids.map((id) => [id, ['web', { workers: 10 }] as const])),
      cache: ['cache', { ttlMs: 1000 }],
      ...Object.fromEntries(
        shards.map((id) => [id, ['shard', { slots: 1, readMs: 2000 / servers }] as const]),
      ),
    },
    [
      'client > lb',
      ...ids.flatMap((id) => [`lb > ${id}`, ...['cache', ...shards].map((to) => `${id} > ${to}`)]),
    ],
  )
  return at(design, ...ids.slice(0, servers / 2).map((target) => ({ at: 15, type: 'kill', target }) as const))
}

/** How many figures of frames the questions of some moments read. */
function readsOf(servers: number): number {
  const seen = watch(tier(servers), 30)
  let reads = 0
  const counting = (moment: Moment): Moment => ({
    timeSec: moment.timeSec,
    system: (column) => {
      reads++
      return moment.system(column)
    },
    node: (id, column) => {
      reads++
      return moment.node(id, column)
    },
    wire: (id, column) => {
      reads++
      return moment.wire(id, column)
    },
  })
  const past = { ...seen, history: historyOf(seen.moments.map(counting)) }
  for (const sec of [10, 17, 20, 30])
    expect(explain(past, { of: 'system' }, sec).links.length).toBeGreaterThan(0)
  return reads
}

it('a question reads in proportion to the wires, however many callers share what they ask', () => {
  const [small, large] = [readsOf(40), readsOf(160)]
  expect(large / small).toBeLessThan(4 * 1.2)
  expect(large).toBeLessThan(4 * 60 * (160 * 6))
})
