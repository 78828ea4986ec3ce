import { expect, it } from 'vitest'
import { N_ARRIVED, N_FAILED } from '../support/engine.ts'
import { report, Scene, withParams } from '../support/simulate.ts'
import { bottleneck, calm, example, keepsSlo, without } from './examples.ts'

it('stage 1: one server answers 100 users in 50 ms at 5 % CPU, breaks at 220/s, and stage 2 carries that', () => {
  const calmRun = report(calm('stage-1'), 200, 10)
  expect(calmRun.system.latencyMs.p50).toBeGreaterThan(47)
  expect(calmRun.system.latencyMs.p50).toBeLessThan(58)
  expect(calmRun.nodes['web-1']!.utilisation).toBeCloseTo(0.05, 2)

  const loaded = calm('stage-1', 220)
  const run = report(loaded, 60, 30)
  expect(keepsSlo(run, loaded)).toBe(false)
  expect(run.system.latencyMs.p95).toBeGreaterThan(2000)
  expect(bottleneck(run)).toBe('web-1')
  expect(run.nodes['web-1']!.utilisation).toBeGreaterThan(0.99)
  // It still keeps its promise a little below what it can carry.
  expect(keepsSlo(report(calm('stage-1', 180), 60, 30), loaded)).toBe(true)

  const split = without(without(calm('stage-2', 220), 'client-2'), 'client-3')
  const mended = report(split, 60, 30)
  expect(keepsSlo(mended, split)).toBe(true)
  expect(mended.nodes['web-1']!.utilisation).toBeLessThan(0.95)
})

it('stage 1: the server is the single point of failure', () => {
  const scene = new Scene(calm('stage-1')).until(10).kill('web-1')
  expect(scene.errorsUntil(30)).toBe(1)
})

it('stage 2: a join takes 50 ms, N+1 makes 101 queries and over 1 s, a full scan takes 3 s', () => {
  const design = calm('stage-2')
  const { nodes, edges } = report(design, 400, 10)
  const mean = (id: string): number => nodes[id]!.latencyMs.mean!
  expect(mean('client-1') / 50).toBeCloseTo(1, 1)
  expect(mean('client-2')).toBeGreaterThan(1000)
  expect(mean('client-2')).toBeLessThan(1200)
  expect(Math.abs(mean('client-3') - 3000)).toBeLessThan(200)
  expect(Math.abs(nodes['client-3']!.latencyMs.p50! - 3000)).toBeLessThan(200)
  expect(edges['web-2>db-1']!.ratePerSec / edges['client-2>web-2']!.ratePerSec / 101).toBeCloseTo(1, 1)

  const mended = withParams(withParams(design, 'web-2', { queriesPerRead: 1 }), 'web-3', { indexed: true })
  const after = report(mended, 400, 10).nodes
  expect(after['client-2']!.latencyMs.mean! / 50).toBeCloseTo(1, 1)
  expect(after['client-3']!.latencyMs.mean! / 50).toBeCloseTo(1, 1)
  expect(after['db-1']!.utilisation).toBeLessThan(nodes['db-1']!.utilisation! / 2)
})

it('stage 2: one web server breaks at 450/s, and both the big machine and three small ones of stage 3 carry it', () => {
  const run = report(calm('stage-2', 450), 30, 15)
  expect(run.system.errorRate).toBeGreaterThan(0.4)
  expect(bottleneck(run)).toBe('web-1')
  expect(run.nodes['db-1']!.utilisation).toBeLessThan(0.8)

  const design = withParams(calm('stage-3', 450), 'client-2', { ratePerSec: 450 })
  const mended = report(design, 30, 10)
  expect(keepsSlo(mended, design)).toBe(true)
  expect(mended.nodes['web-1']!.utilisation).toBeLessThan(0.15)
  for (const id of ['web-2', 'web-3', 'web-4']) expect(mended.nodes[id]!.utilisation).toBeCloseTo(0.6, 1)
})

it('stage 3: the big machine does 16 times the work of a small one, three small ones three times', () => {
  // The data must not be what gives way.
  const roomy = { slots: 1000, connectionsMax: null }
  const base = withParams(withParams(calm('stage-3', 0.9 * 4000), 'db-1', roomy), 'db-2', roomy)
  const design = withParams(base, 'client-2', { ratePerSec: 0.9 * 750 })
  const { nodes, system } = report(design, 12, 4)
  expect(system.errorRate).toBe(0)
  for (const id of ['web-1', 'web-2', 'web-3', 'web-4']) {
    expect(nodes[id]!.utilisation, id).toBeGreaterThan(0.84)
    expect(nodes[id]!.utilisation, id).toBeLessThan(0.96)
  }
})

it('stage 3: with the big machine everything dies, with one of three a third for as long as DNS answers it', () => {
  const scene = new Scene(example('stage-3')).until(25)
  const failed = (id: string, from: number, to: number): number => {
    const was = scene.until(from).column(id, N_FAILED)
    const had = scene.column(id, N_ARRIVED)
    scene.until(to)
    return (scene.column(id, N_FAILED) - was) / (scene.column(id, N_ARRIVED) - had)
  }
  expect(failed('client-1', 25, 45)).toBe(1)
  expect(failed('client-2', 45, 65)).toBeCloseTo(1 / 3, 1)
  expect(failed('client-2', 190, 210)).toBe(0)
})

it('stage 4: 3:1:1 is 60 %, a dead server is out after 6 s, and stage 3’s users waited for minutes', () => {
  const { edges } = report(calm('stage-4'), 20, 5)
  const share = (id: string): number => edges[id]!.ratePerSec
  const all = share('lb-1>web-1') + share('lb-1>web-2') + share('lb-1>web-3')
  expect(share('lb-1>web-1') / all).toBeCloseTo(0.6, 2)

  const scene = new Scene(example('stage-4'))
  expect(scene.errorsUntil(20)).toBe(0)
  const dying = scene.errorsUntil(27)
  expect(dying).toBeGreaterThan(0.2)
  expect(scene.errorsUntil(60)).toBeLessThan(0.001)
  expect(scene.until(70).errorsUntil(80)).toBeLessThan(0.001)
})

it('stage 4: the balancer itself is single', () => {
  const scene = new Scene(calm('stage-4')).until(5).kill('lb-1')
  expect(scene.errorsUntil(15)).toBe(1)
})

it('stage 4: uploads of 4 s would delay every read, so they have a server of their own', () => {
  const design = calm('stage-4')
  const apart = report(design, 40, 20).system
  expect(apart.byClass.read!.latencyMs.p95).toBeLessThan(150)
  expect(apart.byClass.upload!.latencyMs.p50).toBeGreaterThan(3000)
  const mixed = report(without(design, 'web-4'), 40, 20).system
  expect(mixed.byClass.read!.latencyMs.p95).toBeGreaterThan(1000)
})

it('stage 4: the database breaks at 800/s, and two replicas in stage 5 carry that', () => {
  const loaded = calm('stage-4', 800)
  const run = report(loaded, 40, 20)
  expect(keepsSlo(run, loaded)).toBe(false)
  expect(run.nodes['db-1']!.utilisation).toBeGreaterThan(0.99)
  // The servers only wait for it: with a larger one they carry the load.
  const roomy = report(withParams(loaded, 'db-1', { slots: 16 }), 40, 20)
  expect(roomy.system.byClass.read!.latencyMs.p95).toBeLessThan(150)
  expect(roomy.system.byClass.read!.errorRate).toBe(0)

  const design = calm('stage-5', 800)
  const mended = report(design, 20, 5)
  expect(keepsSlo(mended, design)).toBe(true)
})

it('stage 5: at 90 / 10 a primary and two replicas carry nearly three times what the primary carries alone', () => {
  const carries = (design: ReturnType<typeof calm>, rate: number): boolean =>
    keepsSlo(report(withParams(design, 'client-1', { ratePerSec: rate }), 25, 10), design)
  const alone = without(without(calm('stage-5'), 'replica-1'), 'replica-2')
  expect(carries(alone, 600)).toBe(true)
  expect(carries(alone, 720)).toBe(false)
  expect(carries(calm('stage-5'), 1650)).toBe(true)
  expect(carries(calm('stage-5'), 1950)).toBe(false)
})

it('stage 5: a dead replica’s reads go to the other one, and with both dead to the primary', () => {
  const scene = new Scene(calm('stage-5')).until(5).kill('replica-1')
  const before = scene.arrived('replica-2')
  expect(scene.errorsUntil(15)).toBe(0)
  expect((scene.arrived('replica-2') - before) / 10 / 630).toBeCloseTo(1, 1)
  // Both dead: the primary gets every read, and at 700/s that is more than it carries.
  const quiet = new Scene(calm('stage-5', 500)).until(5).kill('replica-1').kill('replica-2').until(6)
  expect(quiet.errorsUntil(16)).toBeLessThan(0.001)
  scene.kill('replica-2').until(25)
  expect(scene.errorsUntil(35)).toBeGreaterThan(0.02)
})

it('stage 5: the primary dies, writes fail for 40 s while reads go on, and a replica takes over', () => {
  const scene = new Scene(example('stage-5')).until(60)
  expect(scene.errorsUntil(99)).toBeCloseTo(0.1, 1)
  expect(scene.until(101).errorsUntil(120)).toBeLessThan(0.001)
  expect(scene.marks('promote')).toHaveLength(1)
  // What had been committed within the lag of 50 ms, at 70 writes a second.
  const { lostWrites } = scene.readings('db-1')
  expect(lostWrites).toBeGreaterThan(0)
  expect(lostWrites).toBeLessThan(20)
})

it('stage 5: 1.5 % of reads are stale; who has just written may read from the primary, but not everybody', () => {
  const reading = (reads: string) => {
    const chosen = (design: ReturnType<typeof calm>, id: string) => withParams(design, id, { reads })
    const design = ['web-1', 'web-2', 'web-3'].reduce(chosen, calm('stage-5'))
    const run = report(design, 40, 10)
    return { nodes: run.nodes, kept: keepsSlo(run, design) }
  }
  const replicas = reading('replicas')
  expect(Math.abs(replicas.nodes['replica-1']!.staleRatio! - 0.015)).toBeLessThan(0.003)
  const own = reading('own-writes')
  const toPrimary = own.nodes['db-1']!.arrivalRatePerSec - replicas.nodes['db-1']!.arrivalRatePerSec
  expect(Math.abs(toPrimary - 20)).toBeLessThan(5)
  expect(Math.abs(own.nodes['replica-1']!.staleRatio! - 0.015)).toBeLessThan(0.003)
  const primary = reading('primary')
  expect(primary.nodes['replica-1']!.staleRatio ?? 0).toBe(0)
  expect([replicas.kept, own.kept, primary.kept]).toEqual([true, true, false])
})

it('stage 5: slow pages break it at 2,000/s, and the cache of stage 6 takes 99 % of the reads off the databases', () => {
  const loaded = withParams(calm('stage-5'), 'client-1', clientOf('stage-6'))
  const run = report(loaded, 20, 8)
  expect(keepsSlo(run, loaded)).toBe(false)
  expect(['replica-1', 'replica-2']).toContain(bottleneck(run))

  const design = calm('stage-6')
  const cached = report(design, 30, 10)
  expect(keepsSlo(cached, design)).toBe(true)
  const reads = cached.nodes['replica-1']!.arrivalRatePerSec + cached.nodes['replica-2']!.arrivalRatePerSec
  expect(reads / (0.99 * cached.system.offeredPerSec)).toBeLessThan(0.0125)
  expect(cached.nodes['cache-1']!.latencyMs.p50).toBeCloseTo(1, 1)
  expect(Math.abs(cached.nodes['replica-1']!.latencyMs.mean! - 50)).toBeLessThan(6)
})

it('stage 6: two replicas carry 320 slow reads a second', () => {
  const uncached = (ratePerSec: number) => without(calm('stage-6', ratePerSec), 'cache-1')
  expect(keepsSlo(report(uncached(315), 60, 30), uncached(315))).toBe(true)
  expect(keepsSlo(report(uncached(335), 60, 30), uncached(335))).toBe(false)
})

it('stage 6: without its cache the databases get every read and break', () => {
  const scene = new Scene(calm('stage-6')).until(10)
  expect(scene.errorsUntil(15)).toBeLessThan(0.001)
  scene.kill('cache-1').until(20)
  expect(scene.errorsUntil(30)).toBeGreaterThan(0.5)
})

const clientOf = (id: string) => example(id).nodes.find((node) => node.id === 'client-1')!.params
