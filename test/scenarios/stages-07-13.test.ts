import { expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { report, Scene, withParams } from '../support/simulate.ts'
import { bottleneck, calm, example, keepsSlo, withFaults, without } from './examples.ts'

const CITIES = ['client-1', 'client-2', 'client-3', 'client-4']
const DYNAMIC = { static: 0, read: 90, write: 10, upload: 0, task: 0 }
const rateOfAll = (design: Design, ids: readonly string[], ratePerSec: number): Design =>
  ids.reduce((next, id) => withParams(next, id, { ratePerSec }), design)
const paramsOf = (design: Design, id: string) => design.nodes.find((node) => node.id === id)!.params
const killed = (design: Design, target: string, at: number): Design =>
  withFaults(design, [{ at, type: 'kill', target }])

it('stage 7: to Seoul it is 40, 190 and 290 ms further from Tokyo, Los Angeles and London; the edge is 10 ms away for all', () => {
  const { nodes: far } = report(without(calm('stage-7'), 'cdn-1'), 20, 5)
  const further = (id: string): number => far[id]!.latencyMs.p50! - far['client-1']!.latencyMs.p50!
  expect(Math.abs(further('client-2') - 40)).toBeLessThan(6)
  expect(Math.abs(further('client-3') - 190)).toBeLessThan(6)
  expect(Math.abs(further('client-4') - 290)).toBeLessThan(6)
  // Most requests are static, so the median is the edge's.
  const { nodes, system } = report(calm('stage-7'), 40, 20)
  for (const id of CITIES) expect(nodes[id]!.latencyMs.p50, id).toBeCloseTo(10, 0)
  expect(system.errorRate).toBe(0)
})

it('stage 7: the first request for an object travels to the origin, later ones do not', () => {
  const cold = report(calm('stage-7'), 0.5).system.byClass.static!.latencyMs
  const warm = report(calm('stage-7'), 60, 50).system.byClass.static!.latencyMs
  expect(cold.p50).toBeGreaterThan(2 * warm.p50!)
  expect(warm.p50).toBeCloseTo(10, 0)
})

it('stage 6: static content breaks the servers at 4,000/s, and the CDN of stage 7 takes it off them', () => {
  const { mix } = paramsOf(example('stage-7'), 'client-1')
  const loaded = withParams(calm('stage-6', 4000), 'client-1', { mix: mix!, keys: 5000 })
  const run = report(loaded, 12, 4)
  expect(keepsSlo(run, loaded)).toBe(false)
  expect(bottleneck(run)).toMatch(/^web-/)
  const mended = report(rateOfAll(calm('stage-7'), CITIES, 1000), 12, 4)
  expect(mended.system.errorRate).toBe(0)
  expect(mended.nodes['web-1']!.utilisation).toBeLessThan(0.9)
})

it('stage 7: a dead CDN with a fallback costs time, without one all static content', () => {
  const dead = (originFallback: boolean) =>
    new Scene(withParams(calm('stage-7'), 'cdn-1', { originFallback }))
      .until(20)
      .kill('cdn-1')
      .until(22)
      .errorsUntil(32)
  expect(dead(true)).toBeLessThan(0.001)
  expect(dead(false)).toBeCloseTo(0.7, 1)
})

it('stage 7: sessions die with a server; in stage 8 none does', () => {
  const scene = new Scene(calm('stage-7')).until(60)
  const lost = (): number =>
    ['web-1', 'web-2', 'web-3'].reduce((sum, id) => sum + (scene.readings(id).sessionsLost ?? 0), 0)
  expect(lost()).toBe(0)
  scene.kill('web-1').until(90)
  expect(lost()).toBeGreaterThan(500)

  const stateless = new Scene(withParams(calm('stage-8'), 'client-1', { shape: 'steady' })).until(60)
  stateless.kill('web-1').until(67)
  expect(stateless.errorsUntil(90)).toBeLessThan(0.001)
  for (const id of ['web-1', 'web-2', 'web-3']) expect(stateless.readings(id).sessionsLost ?? 0).toBe(0)
})

it('stage 7: six servers break at 1,700 dynamic requests/s; the tier of stage 8 grows until it carries them', () => {
  const dynamic = { mix: DYNAMIC }
  const loaded = rateOfAll(
    CITIES.reduce((design, id) => withParams(design, id, dynamic), calm('stage-7')),
    CITIES,
    425,
  )
  const run = report(loaded, 40, 20)
  expect(keepsSlo(run, loaded)).toBe(false)
  expect(bottleneck(run)).toMatch(/^web-/)

  const scene = new Scene(
    withParams(calm('stage-8'), 'client-1', { ...dynamic, ratePerSec: 1700, shape: 'steady' }),
  ).until(230)
  const instances = ['web-1', 'web-2', 'web-3'].reduce((sum, id) => sum + scene.readings(id).instances!, 0)
  expect(instances).toBeGreaterThan(6)
  expect(instances).toBeLessThanOrEqual(20)
  expect(scene.errorsUntil(250)).toBe(0)
})

it('stage 8: with its data centre everything is gone; in stage 9 the other one takes over after the checks and the TTL', () => {
  // Static content lives on at the edge, so the test asks for none.
  const dynamic = { shape: 'steady', mix: DYNAMIC }
  const single = new Scene(withParams(calm('stage-8', 400), 'client-1', dynamic)).until(10)
  single.kill('region-1').until(100)
  expect(single.errorsUntil(110)).toBe(1)

  const scene = new Scene(example('stage-9')).until(20)
  expect(scene.errorsUntil(40)).toBeCloseTo(0.4, 1)
  expect(scene.until(125).errorsUntil(140)).toBeLessThan(0.001)
  const before = scene.arrived('lb-1')
  expect((scene.until(150).arrived('lb-1') - before) / 10).toBeGreaterThan(460)
})

it('stage 9: the nearer data centre answers, 60 % and 40 %', () => {
  const { nodes } = report(calm('stage-9'), 20, 5)
  expect(nodes['lb-1']!.arrivalRatePerSec).toBeGreaterThan(280)
  expect(nodes['lb-1']!.arrivalRatePerSec).toBeLessThan(320)
  expect(nodes['lb-2']!.arrivalRatePerSec).toBeGreaterThan(180)
  expect(nodes['lb-2']!.arrivalRatePerSec).toBeLessThan(220)
})

it('stage 9: when the primary’s data centre dies, its copy in the other one takes the writes', () => {
  const scene = new Scene(killed(calm('stage-9'), 'region-1', 20)).until(20)
  expect(scene.errorsUntil(40)).toBeGreaterThan(0.5)
  expect(scene.until(130).errorsUntil(145)).toBeLessThan(0.001)
  expect(scene.readings('replica-2').leader).toBe(1)
})

it('stage 9: sign-ups in line take over 5 s and starve the reads; stage 10 queues them and answers in 100 ms', () => {
  const { mix } = paramsOf(example('stage-10'), 'client-1')
  const inLine = withParams(withParams(calm('stage-9', 200), 'client-1', { mix: mix! }), 'client-2', {
    ratePerSec: 1,
  })
  const run = report(inLine, 60, 30)
  expect(run.system.byClass.task!.latencyMs.p50).toBeGreaterThan(5000)
  expect(run.system.byClass.read!.latencyMs.p95).toBeGreaterThan(1000)

  const { system } = report(calm('stage-10'), 60, 30)
  expect(Math.abs(system.byClass.task!.latencyMs.mean! - 100)).toBeLessThan(12)
  expect(system.byClass.read!.latencyMs.p95).toBeLessThan(150)
  expect(system.errorRate).toBe(0)
})

it('stage 10: workers stop for a minute, sign-ups do not notice, and nothing is lost', () => {
  const scene = new Scene(example('stage-10')).until(30)
  expect(scene.errorsUntil(90)).toBe(0)
  const depth = scene.readings('queue-1').depth!
  expect(depth).toBeGreaterThan(500)
  expect(depth).toBeLessThan(750)
  expect(scene.errorsUntil(260)).toBe(0)
  expect(scene.readings('queue-1').depth).toBeLessThan(100)
})

it('stage 10: a dead primary stays dead and nobody is told; in stage 11 an alert fires at once and writes return after 40 s', () => {
  const unattended = new Scene(killed(calm('stage-10'), 'db-1', 30)).until(200)
  expect(unattended.errorsUntil(230)).toBeGreaterThan(0.07)
  expect(unattended.marks('alert')).toEqual([])

  const scene = new Scene(example('stage-11')).until(30)
  expect(scene.errorsUntil(69)).toBeCloseTo(0.09, 1)
  const alert = scene.marks('alert')[0]!
  expect(alert.timeSec - 30).toBeLessThan(3)
  expect(scene.until(72).errorsUntil(120)).toBeLessThan(0.002)
})

it('stage 11: one primary breaks at 480 writes/s, and four shards carry them at half load each', () => {
  const client = paramsOf(example('stage-12'), 'client-1')
  const loaded = withParams(calm('stage-11'), 'client-1', client)
  const run = report(loaded, 20, 5)
  expect(run.nodes['db-1']!.utilisation).toBeGreaterThan(0.99)
  expect(run.nodes['db-1']!.throughputPerSec / 267).toBeCloseTo(1, 1)
  expect(run.system.byClass.write!.errorRate).toBeGreaterThan(0.3)

  const design = calm('stage-12')
  const mended = report(design, 20, 5)
  expect(keepsSlo(mended, design)).toBe(true)
  for (const i of [1, 2, 3, 4]) expect(mended.nodes[`shard-${i}`]!.utilisation).toBeLessThan(0.6)
})

it('stage 12: a celebrity melts one shard while the others idle', () => {
  const { nodes } = report(withParams(calm('stage-12'), 'client-1', { zipfAlpha: 1.6 }), 20, 5)
  const full = [1, 2, 3, 4].map((i) => nodes[`shard-${i}`]!.utilisation!).sort((a, b) => b - a)
  expect(full[0]).toBeGreaterThan(0.95)
  expect(full[1]).toBeLessThan(0.5)
})

it('stage 12: by range the popular users share one shard, and it breaks without a celebrity', () => {
  const byRange = [1, 2, 3, 4].reduce(
    (design, i) => withParams(design, `shard-${i}`, { sharding: 'range' }),
    calm('stage-12'),
  )
  const { nodes } = report(byRange, 20, 5)
  expect(nodes['shard-1']!.utilisation).toBeGreaterThan(0.99)
  expect(nodes['shard-2']!.utilisation).toBeLessThan(0.5)
})

it('stage 12: a fifth shard moves four fifths of the keys by modulo, a fifth by consistent hashing', () => {
  const moving = (sharding: string): number => {
    const four = [1, 2, 3, 4].reduce(
      (design, i) => withParams(design, `shard-${i}`, { sharding }),
      calm('stage-12'),
    )
    const shard = four.nodes.find((node) => node.id === 'shard-4')!
    const scene = new Scene(four).until(2)
    scene.edit({
      ...four,
      nodes: [...four.nodes, { ...shard, id: 'shard-5', label: '' }],
      edges: [...four.edges, { id: 'tier-1>shard-5', source: 'tier-1', target: 'shard-5', params: {} }],
    })
    return [1, 2, 3, 4, 5].reduce((sum, i) => Math.max(sum, scene.readings(`shard-${i}`).moving ?? 0), 0)
  }
  expect(moving('modulo') / 100_000).toBeCloseTo(0.8, 1)
  expect(moving('ring') / 100_000).toBeCloseTo(0.2, 1)
})

it('stage 13: a cache costs nothing, a server seconds, a shard its writes for 40 s, a balancer the life of a DNS answer', () => {
  const dead = (id: string) =>
    new Scene(rateOfAll(calm('stage-13'), ['client-1', 'client-2'], 1000)).until(10).kill(id)
  expect(dead('cache-1').errorsUntil(20)).toBe(0)
  expect(dead('web-1').until(17).errorsUntil(30)).toBe(0)
  const shard = dead('shard-1')
  expect(shard.errorsUntil(45)).toBeGreaterThan(0.005)
  expect(shard.until(52).errorsUntil(60)).toBe(0)
  const balancer = dead('lb-1')
  expect(balancer.errorsUntil(30)).toBeGreaterThan(0.2)
  expect(balancer.until(115).errorsUntil(125)).toBe(0)
  for (const id of ['kv-1', 'storage-1', 'dns-1'])
    expect(dead(id).until(100).errorsUntil(105), id).toBeGreaterThan(0.1)
})

it('stage 12: its web tier in one building is gone at once; stage 13 loses a data centre and carries on', () => {
  const single = new Scene(calm('stage-12')).until(5).kill('tier-1').until(15)
  expect(single.errorsUntil(25)).toBe(1)

  const scene = new Scene(killed(calm('stage-13'), 'region-2', 5)).until(5)
  expect(scene.errorsUntil(20)).toBeGreaterThan(0.1)
  expect(scene.until(110).errorsUntil(118)).toBeLessThan(0.001)
})

it('stage 13: 10,000 requests/s from a million users, at 99.9 % and within its latency', () => {
  const design = calm('stage-13')
  const run = report(design, 12, 6)
  expect(run.system.offeredPerSec).toBeGreaterThan(9800)
  expect(run.system.errorRate).toBeLessThan(0.001)
  expect(run.system.latencyMs.p50).toBeLessThan(100)
  expect(keepsSlo(run, design)).toBe(true)
})
