import { describe, expect, it } from 'vitest'
import oracles from '../oracles/oracles.json' with { type: 'json' }
import { meanSojournMs } from './closed-forms.ts'
import { WORKLOADS } from './workloads.ts'

describe('meanSojournMs', () => {
  it.each([...oracles.mm1, ...oracles.mmc])(
    'of $servers servers at $utilisation is that of the oracle',
    (oracle) => {
      const serviceMs = 1000 / oracle.serviceRatePerSec
      const station = { slots: oracle.servers, ratePerSec: oracle.arrivalRatePerSec, serviceMs, visits: 1 }
      expect(meanSojournMs([station])).toBeCloseTo(oracle.meanResponseSec * 1000, 4)
    },
  )

  it('of the network is that of the oracle in hundredths', () => {
    expect(WORKLOADS.balancerWebDatabase!.meanMs).toBeCloseTo(oracles.jacksonTandem.meanResponseSec * 10, 6)
  })

  it('has no end where more comes than can be served', () => {
    expect(meanSojournMs([{ slots: 1, ratePerSec: 2, serviceMs: 1000, visits: 1 }])).toBe(
      Number.POSITIVE_INFINITY,
    )
  })
})
