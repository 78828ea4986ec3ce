import { openingExample } from '../../src/document/examples/opening.ts'
import stage11 from '../../src/document/examples/stage-11-monitoring.ts'
import stage13 from '../../src/document/examples/stage-13-million-users.ts'
import type { Design, ScenarioEvent } from '../../src/model/design.ts'
import { draw, withParams } from '../support/simulate.ts'

/** A design that every engine runs for so long; of `oneOf` requests one is followed. */
export interface EngineCase {
  readonly design: () => Design
  readonly sec: number
  readonly oneOf: number
}

/** What the engines are compared by: between them they use every kind, every sort of draw and every fault. */
export const CASES: Readonly<Record<string, EngineCase>> = {
  'the opening example': { design: () => openingExample('en'), sec: 40, oneOf: 1 },
  'caches, queues, retries': { design: retrying, sec: 60, oneOf: 1 },
  'faults and failovers': { design: breaking, sec: 90, oneOf: 1 },
  'approximate, one of 16': { design: () => openingExample('en'), sec: 120, oneOf: 16 },
  'hostile numbers': { design: hostile, sec: 60, oneOf: 1 },
}

/** A stage of the gallery whose clients do not give up. */
function retrying(): Design {
  return withParams(stage11.design('en'), 'client-1', {
    ...{ ratePerSec: 900, timeoutMs: 300, retries: 3, backoffMs: 50, retryBudgetPercent: 50 },
    ...{ load: 'open', shape: 'spike' },
  })
}

/** The last stage of the gallery, of which everything breaks that can. */
function breaking(): Design {
  const events: ScenarioEvent[] = [
    { at: 5, type: 'kill', target: 'shard-1' },
    { at: 8, type: 'flush', target: 'cache-1' },
    { at: 10, type: 'kill', target: 'region-2', duration: 30 },
    { at: 14, type: 'slow', target: 'web-1', amount: 20, duration: 10 },
    { at: 16, type: 'drain', target: 'web-2' },
    { at: 20, type: 'spike', target: 'client-1', amount: 2, duration: 5 },
    { at: 22, type: 'errors', target: 'web-3', amount: 40, duration: 10 },
    { at: 25, type: 'pause', target: 'queue-1', duration: 10 },
    { at: 30, type: 'cut', target: 'tier-1>shard-2', duration: 20 },
    { at: 36, type: 'freeze', target: 'web-1', duration: 8 },
    { at: 50, type: 'restore', target: 'web-2' },
    { at: 60, type: 'restore', target: 'shard-1' },
  ]
  const design = stage13.design('en')
  return { ...design, scenario: { ...design.scenario, events } }
}

/** Numbers at the edge of what their fields allow, and the policies that draw and hash the most. */
function hostile(): Design {
  const mix = { static: 4, read: 8, write: 3, upload: 1, task: 2 }
  const server = { workers: 4, instances: 2, queueMax: 40 } as const
  const crowd = { mix, keys: 1_000_000, zipfAlpha: 1.7, timeoutMs: 900, retries: 2 } as const
  return draw(
    {
      open: ['client', { ...crowd, ratePerSec: 400, shape: 'day', shapeSec: 7, completion: 'polling' }],
      closed: ['client', { ...crowd, load: 'closed', users: 300, thinkMs: 700 }],
      dns: ['dns', { policy: 'weighted', ttlMs: 1500, healthIntervalMs: 700 }],
      cdn: ['cdn', { entriesMax: 333, ttlMs: 900, apiTtlMs: 350, purgeOnWrite: true }],
      storage: ['storage', { serviceCv: 0.1 }],
      lb: ['load-balancer', { policy: 'hash', passiveFailures: 2, ejectMs: 1500, retryNext: 2 }],
      spare: ['load-balancer', { policy: 'two-choices', serviceCv: 3, slots: 8, serviceMs: 1 }],
      fine: ['web', { ...server, serviceCv: 0.01, discipline: 'lifo' }],
      wild: ['web', { ...server, serviceCv: 10, waiting: 'blocking' }],
      usual: ['web', { ...server, serviceCv: 2.7, breakerFailures: 5, poolMax: 6 }],
      kv: ['key-value', { serviceCv: 1.3 }],
      'lfu-cache': ['cache', { eviction: 'redis-lfu', entriesMax: 700, ttlMs: 4000, singleFlight: true }],
      'random-cache': ['cache', { eviction: 'random', entriesMax: 90, reading: 'read-through' }],
      'shard-1': ['shard', { sharding: 'ring', serviceCv: 5.8 }],
      'shard-2': ['shard', { sharding: 'ring', serviceCv: 0.4 }],
      'shard-3': ['shard', { sharding: 'ring' }],
      replica: ['replica', { serviceCv: 2, lagMs: 30 }],
      queue: ['queue', { delivery: 'partitioned', partitions: 7, visibilityMs: 900, receivesMax: 3 }],
      worker: ['worker', { serviceMs: 120, serviceCv: 4, workers: 9 }],
      monitor: ['monitor'],
    },
    [
      ['open > dns > cdn > storage', { latencyMs: 13.7 }],
      ['closed > dns > lb', { latencyMs: 1 / 3 }],
      ['dns > spare', { weight: 3 }],
      ...['lb > fine', 'lb > wild', 'spare > usual', 'spare > fine'],
      ...['fine', 'wild', 'usual'].flatMap((web) => [
        `${web} > kv`,
        `${web} > ${web === 'wild' ? 'random' : 'lfu'}-cache`,
        ...[1, 2, 3].map((i) => `${web} > shard-${i}`),
        `${web} > queue > worker`,
      ]),
      ['shard-1 > replica', { latencyMs: 0.1 }],
    ],
  )
}
