import { expect, it } from 'vitest'
import { report, Scene, withParams } from '../support/simulate.ts'
import { bottleneck, calm, keepsSlo } from './examples.ts'

it('day 1: 100 users see 50 ms and the CPU is at 5 %', () => {
  const { system, nodes } = report(calm('day-1'), 200, 10)
  expect(system.latencyMs.p50).toBeGreaterThan(47)
  expect(system.latencyMs.p50).toBeLessThan(58)
  expect(nodes['web-1']!.utilisation).toBeCloseTo(0.05, 2)
  expect(system.errorRate).toBe(0)
})

it('day 30: 10,000 users see 500 ms at 60 % CPU, and the database turns connections away', () => {
  const run = report(calm('day-30'), 60, 20)
  const { system, nodes } = run
  expect(system.latencyMs.p50).toBeGreaterThan(430)
  expect(system.latencyMs.p50).toBeLessThan(570)
  expect(nodes['web-1']!.utilisation).toBeCloseTo(0.6, 1)
  expect(bottleneck(run)).toBe('db-1')
  // The database carries 100 of 120 requests a second.
  expect(system.errorRate).toBeCloseTo(1 / 6, 1)
  expect(nodes['db-1']!.dropPerSec).toBeGreaterThan(15)

  const mended = report(withParams(calm('day-30'), 'db-1', { slots: 8 }), 60, 20).system
  expect(mended.latencyMs.p50).toBeLessThan(58)
  expect(mended.errorRate).toBe(0)
})

it('day 60: 100,000 users see over 5 s at over 95 % CPU, and then nothing at all', () => {
  const scene = new Scene(calm('day-60'))
  expect(scene.errorsUntil(3)).toBeLessThan(0.6)
  expect(scene.until(20).errorsUntil(60)).toBe(1)
  const early = report(calm('day-60'), 14, 7)
  expect(early.system.latencyMs.p50).toBeGreaterThan(5000)
  expect(early.nodes['web-1']!.utilisation).toBeGreaterThan(0.95)

  const limited = report(withParams(calm('day-60'), 'web-1', { queueMax: 200 }), 40, 20).system
  expect(limited.goodputPerSec).toBeGreaterThan(95)
  expect(limited.latencyMs.p95).toBeLessThan(2000)
})

it('day 90: 10,000 requests/s with p95 under 100 ms and 99.9 %, from the cold start on and when a server dies', () => {
  const design = calm('day-90')
  const cold = report(design, 4)
  expect(cold.system.offeredPerSec).toBeGreaterThan(9800)
  expect(cold.system.latencyMs.p95).toBeLessThan(100)
  expect(cold.system.errorRate).toBeLessThan(0.001)
  const warm = report(design, 8, 4)
  expect(warm.system.latencyMs.p95).toBeLessThan(100)
  expect(keepsSlo(warm, design)).toBe(true)
  const scene = new Scene(design).until(1).kill('web-2').until(9)
  expect(scene.errorsUntil(12)).toBeLessThan(0.001)
})
