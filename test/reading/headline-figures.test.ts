import { expect, it } from 'vitest'
import { burnRate, headlineFigures, limitOf } from '../../src/reading/headline-figures.ts'
import { systemFrame } from '../support/frames.ts'

const none = { timeoutPerSec: 0, shedPerSec: 0, noHealthyTargetPerSec: 0, unavailablePerSec: 0 }
const calm = { goodputPerSec: 100, ...none, notFoundPerSec: 0, quotaPerSec: 0 }

it('what succeeds and what fails are shares of one whole', () => {
  const figures = headlineFigures(
    systemFrame({ ...calm, goodputPerSec: 75, timeoutPerSec: 20, quotaPerSec: 5 }),
  )
  expect(figures).toMatchObject({ goodputPerSec: 75, goodShare: 0.75, errorShare: 0.25 })
  const shares = figures.reasons.map(({ reason, share }) => [reason, share])
  expect(shares).toEqual([
    ['unavailable', 0],
    ['timeout', 0.2],
    ['shed', 0],
    ['quota', 0.05],
  ])
})

it('reasons that everybody meets keep their places, the others come when they happen', () => {
  const reasons = headlineFigures(systemFrame(calm)).reasons.map(({ reason }) => reason)
  expect(reasons).toEqual(['unavailable', 'timeout', 'shed'])
})

it('before a request has ended there are no shares', () => {
  for (const frame of [undefined, systemFrame({ ...calm, goodputPerSec: 0 })])
    expect(headlineFigures(frame)).toMatchObject({ goodShare: Number.NaN, errorShare: Number.NaN })
})

it('the error budget burns by what the SLO allows; one that allows nothing burns at once', () => {
  expect(burnRate(0.02, 0.99)).toBeCloseTo(2)
  expect(burnRate(0, 1)).toBe(0)
  expect(burnRate(0.001, 1)).toBe(Number.POSITIVE_INFINITY)
})

it('the limit of the engine is told from time that stands still', () => {
  expect(limitOf(undefined)).toBeNull()
  expect(limitOf(systemFrame({ limited: 0, stuck: 0 }))).toBeNull()
  expect(limitOf(systemFrame({ limited: 3, stuck: 0 }))).toBe('limited')
  expect(limitOf(systemFrame({ limited: 3, stuck: 1 }))).toBe('stuck')
})

it('while half of it hangs it is not all good, although nothing fails', () => {
  const hangs = systemFrame({ ...calm, timeSec: 60, offeredPerSec: 10_000, goodputPerSec: 4331 })
  expect(headlineFigures(hangs)).toMatchObject({ errorShare: 0 })
  expect(headlineFigures(hangs).goodShare).toBeCloseTo(0.4331, 3)
  expect(headlineFigures(hangs).unansweredShare).toBeCloseTo(0.5669, 3)
})

it('when nothing at all gets an answer, nothing is good', () => {
  const dead = systemFrame({ ...calm, timeSec: 60, offeredPerSec: 100, goodputPerSec: 0 })
  expect(headlineFigures(dead)).toMatchObject({ goodShare: 0, unansweredShare: 1 })
})

it('what is on its way at the beginning, or by chance, is no piling up', () => {
  const begins = systemFrame({ ...calm, timeSec: 1, offeredPerSec: 100, goodputPerSec: 40 })
  const varies = systemFrame({ ...calm, timeSec: 60, offeredPerSec: 104, goodputPerSec: 100 })
  for (const frame of [begins, varies])
    expect(headlineFigures(frame)).toMatchObject({ goodShare: 1, unansweredShare: 0 })
})
