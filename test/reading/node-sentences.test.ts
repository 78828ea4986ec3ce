import { beforeAll, expect, it } from 'vitest'
import { activate } from '../../src/i18n/i18n.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import { kindModel } from '../../src/kinds/models.ts'
import type { Params } from '../../src/model/field.ts'
import { nodeSentences } from '../../src/reading/node-sentences.ts'
import { Frame, indexLayout } from '../../src/runtime/frame-ring.ts'
import { frameLength, NODE_AT, type NodeColumn, SYSTEM } from '../../src/sim/stats/frame.ts'

function sentences(
  kind: string,
  reads: Partial<Record<NodeColumn, number>>,
  params: Params = {},
  members: readonly string[] = [],
): string {
  const data = new Float64Array(frameLength(1, 0)).fill(Number.NaN)
  for (const [column, value] of Object.entries(reads))
    data[SYSTEM.length + NODE_AT[column as NodeColumn]] = value
  const frame = new Frame(indexLayout({ version: 1, nodes: ['it'], wires: [] }), data)
  const node = { id: 'it', kind, label: '', position: { x: 0, y: 0 }, params }
  return nodeSentences({
    node,
    model: kindModel(kind)!,
    members,
    frame,
    marks: [],
    t: translatorOf('en'),
  }).join(' ')
}

beforeAll(() => activate('en'))

it('without a healthy target a balancer says what it does instead: open or closed', () => {
  const none = { down: 0, ratePerSec: 100, targets: 3, healthyTargets: 0 }
  expect(sentences('load-balancer', none)).toContain('sends to all of them (fail open)')
  expect(sentences('load-balancer', none, { failOpen: false })).toContain('turns every request away')
  expect(sentences('dns', none)).toContain('sends to all of them (fail open)')
  expect(sentences('load-balancer', { ...none, healthyTargets: 2 })).toContain(
    '**2 of 3** targets get traffic',
  )
})

it('a cache says how much of what it answers is old, and a queue what it has delivered again', () => {
  const cache = { down: 0, ratePerSec: 100, slots: 10, busy: 1, donePerSec: 100, hitRatio: 0.9 }
  expect(sentences('cache', { ...cache, staleRatio: 0.25 })).toContain('**25 %** of what it answers is older')
  expect(sentences('cache', { ...cache, staleRatio: 0 })).not.toContain('older')
  const queue = { down: 0, ratePerSec: 100, depth: 0 }
  expect(sentences('queue', { ...queue, redelivered: 12, expired: 3 })).toMatch(
    /again \*\*12\*\* times.*\*\*3\*\* messages/,
  )
  expect(sentences('queue', { ...queue, redelivered: 0, expired: 0 })).not.toMatch(/again|dropped/)
})

it('a frame whose nodes are all down says that, and not how busy they were', () => {
  const dead = { down: 1, dropPerSec: 40, utilisation: 0.2 }
  expect(sentences('zone', dead, {}, ['it'])).toBe('Its only node is down and refuses **40/s**.')
})

it('a queue in which nothing waits is not said to shrink', () => {
  const emptied = { down: 0, ratePerSec: 90, depth: 0, depthPerSec: -3 }
  expect(sentences('queue', emptied)).not.toContain('shrinks')
  expect(sentences('queue', { ...emptied, depth: 500 })).toContain('shrinks')
})

it('only who is full has a full queue: a copy that catches up turns calls away all the same', () => {
  const catchingUp = { down: 0, ratePerSec: 50, utilisation: 0.1, slots: 4, dropPerSec: 40, failPerSec: 40 }
  expect(sentences('replica', catchingUp)).toContain('It turns away **40/s**')
  expect(sentences('replica', catchingUp)).not.toContain('full')
  expect(sentences('database', { ...catchingUp, utilisation: 1 })).toContain('Its queue is full')
})

it('a client of whom nothing succeeds has no latency to tell', () => {
  expect(sentences('client', { ratePerSec: 50, donePerSec: 0, failPerSec: 50 })).toBe(
    'Sends **50/s**, and every one of them fails.',
  )
})
