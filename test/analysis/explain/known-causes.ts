import type { Design, ScenarioEvent } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'
import { draw, withParams } from '../../support/simulate.ts'
import { at, watch } from '../../support/watch.ts'

/** A design with one cause put into it, and the link that its chain must begin with. */
export interface KnownCause {
  readonly name: string
  readonly design: Design
  /** `code part` of the first link; several where two names are as right. */
  readonly first: readonly string[]
  /** Part that is asked about, where the users notice nothing. */
  readonly node?: string
  readonly untilSec: number
}

/** What of a drawing differs from one of the forty to the next. */
export interface Shape {
  readonly seed: number
  readonly ratePerSec: number
  readonly webs: number
  readonly front: 'balancer' | 'dns' | 'cdn'
  readonly cache: boolean
  readonly replicas: number
  readonly shards: number
  readonly queue: boolean
  readonly blocking: boolean
  readonly retries: number
}

export const STRIKES_AT = 40
const UNTIL = 58

/** Shapes by their number, the same for ever. */
export function shapeOf(seed: number): Shape {
  const bit = (n: number): boolean => ((seed * 2_654_435_761) >>> (n + 3)) % 2 === 1
  return {
    seed,
    ratePerSec: 60 + 20 * (seed % 4),
    webs: 1 + (seed % 3),
    front: seed % 5 === 3 ? 'dns' : seed % 5 === 4 ? 'cdn' : 'balancer',
    cache: bit(1),
    replicas: bit(2) ? 0 : 1 + (seed % 2),
    shards: bit(3) && bit(2) ? 2 : 0,
    queue: bit(4),
    blocking: bit(5),
    retries: seed % 3,
  }
}

/** Two thirds of what its data can do is used while the cache is warm, so that a cold cache or one peer less is too much. */
export function designOf(shape: Shape): Design {
  const roomy = drawn(shape, 1)
  const seen = watch(roomy, STRIKES_AT).history.at(STRIKES_AT)!
  const busiest = Math.max(...DATA.map((id) => seen.node(id, 'ratePerSec') || 0))
  return drawn(shape, Math.floor(((shape.cache ? 0.45 : 0.65) * SLOTS * 10_000) / busiest) / 10)
}

const DATA = ['db', 'shard-1', 'shard-2', 'replica-1', 'replica-2']
const SLOTS = 2

function drawn(shape: Shape, workMs: number): Design {
  const { ratePerSec, webs, queue, replicas, shards } = shape
  const mix = { static: shape.front === 'cdn' ? 20 : 0, read: 70, write: 10, upload: 0, task: queue ? 20 : 0 }
  const web: Params = {
    serviceMs: 20,
    workers: Math.max(2, Math.ceil((ratePerSec / webs) * (shape.blocking ? 0.1 : 0.04))),
    queueMax: 200,
    waiting: shape.blocking ? 'blocking' : 'async',
  }
  const ids = Array.from({ length: webs }, (_, i) => `web-${i + 1}`)
  const data = shards > 0 ? ['shard-1', 'shard-2'] : ['db']
  const copies = Array.from({ length: replicas }, (_, i) => `replica-${i + 1}`)
  const work = { slots: SLOTS, readMs: workMs, connectionsMax: 200 }
  const parts: Parameters<typeof draw>[0] = {
    client: ['client', { ratePerSec, mix, keys: 1000, timeoutMs: 5000, retries: shape.retries }],
    ...(shape.front === 'dns' ? { dns: ['dns', {}] } : {}),
    ...(shape.front === 'cdn' ? { cdn: ['cdn', {}] } : {}),
    lb: ['load-balancer', {}],
    ...Object.fromEntries(ids.map((id) => [id, ['web', web]] as const)),
    ...(shape.cache ? { cache: ['cache', { entriesMax: 1000 }] } : {}),
    ...Object.fromEntries(
      data.map((id) => [id, [id === 'db' ? 'database' : 'shard', { ...work, writeMs: workMs }]] as const),
    ),
    ...Object.fromEntries(copies.map((id) => [id, ['replica', work]] as const)),
    ...(queue
      ? {
          queue: ['queue', { depthMax: 400 }],
          worker: ['worker', { workers: Math.ceil(ratePerSec * 0.2 * 0.5), serviceMs: 250 }],
        }
      : {}),
  }
  const front = shape.front === 'balancer' ? ['client > lb'] : [`client > ${shape.front} > lb`]
  const wires = ids.flatMap((id) => [
    `lb > ${id}`,
    ...(shape.cache ? [`${id} > cache`] : []),
    ...data.map((one) => `${id} > ${one}`),
    ...(queue ? [`${id} > queue`] : []),
  ])
  const behind = [...copies.map((copy) => `db > ${copy}`), ...(queue ? ['queue > worker'] : [])]
  return draw(parts, [...front, ...wires, ...behind])
}

const event = (
  type: ScenarioEvent['type'],
  target: string,
  more: Partial<ScenarioEvent> = {},
): ScenarioEvent => ({
  at: STRIKES_AT,
  type,
  target,
  ...more,
})

/** Every cause that fits a shape, each in a copy of its design. */
export function causesOf(shape: Shape): KnownCause[] {
  const design = designOf(shape)
  const has = (id: string): boolean => design.nodes.some((node) => node.id === id)
  const data = has('db') ? 'db' : 'shard-1'
  const entry = `web-${shape.webs}`
  const cause = (
    name: string,
    changed: Design,
    first: readonly string[],
    more: Partial<KnownCause> = {},
  ): KnownCause => ({
    name: `${name}, shape ${shape.seed}`,
    design: changed,
    first,
    untilSec: UNTIL,
    ...more,
  })
  const struck = (
    type: ScenarioEvent['type'],
    target: string,
    more?: Partial<ScenarioEvent>,
    rest?: Partial<KnownCause>,
  ) => cause(`${type} ${target}`, at(design, event(type, target, more)), [`${type} ${target}`], rest)
  return [
    struck('kill', data),
    struck('kill', 'lb'),
    struck('kill', entry, {}, { node: entry }),
    struck('slow', entry, { amount: 100 }),
    struck('freeze', entry),
    struck('freeze', data),
    struck('slow', data, { amount: 50 }),
    struck('errors', data, { amount: 80 }),
    struck('cut', `web-1>${data}`),
    struck('cut', 'lb>web-1'),
    struck('spike', 'client', { amount: 8 }),
    ...(shape.cache ? [struck('flush', 'cache'), struck('kill', 'cache'), struck('cut', 'web-1>cache')] : []),
    ...(shape.cache
      ? [cause('cold cache', withParams(design, 'cache', {}), ['coldCache cache'], { untilSec: 8 })]
      : []),
    ...(shape.replicas > 0
      ? [
          struck('pause', 'replica-1', {}, { node: 'replica-1' }),
          struck('kill', 'replica-1', {}, { node: 'replica-1' }),
        ]
      : []),
    ...(shape.queue
      ? [
          struck('kill', 'worker', {}, { node: 'queue' }),
          struck('freeze', 'worker', {}, { node: 'queue' }),
          struck('slow', 'worker', { amount: 20 }, { node: 'queue' }),
          cause(
            'full queue',
            withParams(withParams(design, 'worker', { workers: 1 }), 'queue', { depthMax: 20 }),
            ['consumers worker'],
          ),
        ]
      : []),
    cause('undersized pool', withParams(design, entry, { bulkheadMax: 1, workers: 40 }), [
      `smallPool ${entry}`,
    ]),
    cause('undersized database', withParams(design, data, { slots: 1, readMs: 60, writeMs: 250 }), [
      `overload ${data}`,
    ]),
    cause('undersized server', withParams(design, entry, { workers: 1, serviceMs: 60 }), [
      `overload ${entry}`,
    ]),
  ]
}
