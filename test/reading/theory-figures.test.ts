import { expect, it } from 'vitest'
import { littlesLawOf, theoryOf } from '../../src/reading/theory-figures.ts'

type Reads = Readonly<Record<string, number>>
const theory = (reads: Reads) => theoryOf((column) => reads[column] ?? Number.NaN)
const little = (reads: Reads) => littlesLawOf((column) => reads[column] ?? Number.NaN)

it('there is none where the engine gives none', () => {
  expect(theory({ slots: 8, waitMsMean: 3 })).toBeUndefined()
})

it('measurement is told as a share of theory', () => {
  const found = theory({ slots: 8, theoryWaitMs: 10, theoryModel: 0, waitMsMean: 11 })
  expect(found).toMatchObject({ name: 'M/M/8', model: 'mmc', slots: 8, theoryMs: 10, measuredMs: 11 })
  expect(found?.apart).toBeCloseTo(0.1, 12)
})

it('waits that are next to nothing are not compared', () => {
  expect(theory({ slots: 8, theoryWaitMs: 0.001, theoryModel: 0, waitMsMean: 0 })?.apart).toBeNull()
  expect(theory({ slots: 8, theoryWaitMs: 5, theoryModel: 0 })?.apart).toBeNull()
})

it('the model is the one that the engine used', () => {
  const one = { slots: 1, theoryWaitMs: 5, waitMsMean: 5 }
  const names = [0, 1, 2].map((theoryModel) => theory({ ...one, theoryModel })?.name)
  expect(names).toEqual(['M/M/1', 'M/G/1', 'M/M/1/K'])
})

it('Little’s law is told of every line for slots, whether a theory holds or not', () => {
  const reads = { slots: 8, waitMsMean: 11, queue: 1.05, ratePerSec: 110, dropPerSec: 10 }
  expect(little(reads)).toEqual({ rate: 100, waitMs: 11, product: 1.1, queue: 1.05 })
  expect(little({ ...reads, slots: Number.NaN })).toBeUndefined()
  expect(little({ ...reads, waitMsMean: Number.NaN })).toBeUndefined()
})
