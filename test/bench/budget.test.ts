import { describe, expect, it } from 'vitest'
import { budgetRows, type Figures, isPast } from './budget.ts'

const round = (meanMs: number): Figures['engine'][string] => ({
  requestsPerSec: 1,
  nsPerEvent: 1,
  eventsPerRequest: 1,
  requestsPerThousandHolds: 1e6,
  meanMs,
  targetPerSec: null,
  closedFormMs: 50,
})

const figures = (ours: number, simpy: Figures['simpy']): Figures => ({
  engine: { mm1: round(ours) },
  simpy,
  growth: {},
  memory: {},
  links: [],
  lossesMs: {},
  reportSec: {},
  linkOpening: null,
  page: null,
  bytes: null,
})

const meansPast = (measured: Figures): string[] =>
  budgetRows(measured)
    .filter((row) => row.what.includes('mean') && isPast(row))
    .map((row) => row.what)

const theirs = (meanMs: number) => ({ mm1: { requestsPerSec: 1, meanMs, times: 40, targetTimes: 40 } })

describe('budgetRows', () => {
  it('lets nobody compare speeds of runs whose means are not those of theory', () => {
    expect(meansPast(figures(51, theirs(49)))).toEqual([])
    expect(meansPast(figures(52, theirs(48)))).toEqual([
      'mm1, our mean off the closed form, %',
      "mm1, SimPy's mean off the closed form, %",
    ])
    expect(meansPast(figures(Number.NaN, null))).toHaveLength(1)
  })

  it('counts a workload that was not measured as past its budget', () => {
    const past = budgetRows(figures(50, null)).filter(isPast)
    expect(past.map((row) => row.what)).toContain('mm4, requests per 1,000 heap holds')
    expect(past.map((row) => row.what)).not.toContain('mm1, requests per 1,000 heap holds')
  })
})
