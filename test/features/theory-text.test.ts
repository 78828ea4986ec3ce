import { expect, it } from 'vitest'
import { theoryOf } from '../../src/features/inspector/theory-text.ts'
import { kindModel } from '../../src/kinds/models.ts'
import type { Params } from '../../src/model/field.ts'

function theory(kind: string, reads: Record<string, number>, params: Params = {}) {
  const node = { id: 'it', kind, label: '', position: { x: 0, y: 0 }, params }
  return theoryOf(node, kindModel(kind)!, (column) => reads[column] ?? Number.NaN)
}

it('there is none where the engine gives none', () => {
  expect(theory('web', { slots: 8, waitMsMean: 3 })).toBeUndefined()
})

it('measurement is told as a share of theory, and Little’s law from rate and wait', () => {
  const reads = { slots: 8, theoryWaitMs: 10, waitMsMean: 11, queue: 1.05, ratePerSec: 110, dropPerSec: 10 }
  const found = theory('web', reads)
  expect(found).toMatchObject({ name: 'M/M/8', slots: 8, theoryMs: 10, measuredMs: 11 })
  expect(found?.apart).toBeCloseTo(0.1, 12)
  expect(found?.little).toEqual({ rate: 100, product: 1.1, queue: 1.05 })
})

it('waits that are next to nothing are not compared', () => {
  expect(theory('web', { slots: 8, theoryWaitMs: 0.001, waitMsMean: 0 })?.apart).toBeNull()
  expect(theory('web', { slots: 8, theoryWaitMs: 5 })?.apart).toBeNull()
})

it('one slot with another spread than the exponential is M/G/1', () => {
  const one = { slots: 1, theoryWaitMs: 5, waitMsMean: 5 }
  expect(theory('web', one)?.name).toBe('M/M/1')
  expect(theory('web', one, { serviceCv: 0 })?.name).toBe('M/G/1')
  expect(theory('database', one)?.name).toBe('M/M/1')
  expect(theory('database', one, { writeMs: 30 })?.name).toBe('M/G/1')
})
