import { expect, it } from 'vitest'
import { fittedParams, serviceFields } from '../../../src/analysis/fit/service.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import { fitOf, gammaHistogram, k6Summary } from '../../support/measurements.ts'
import { draw, report, sends } from '../../support/simulate.ts'

it.each([
  ['k6, a spread of 0.4', k6Summary(80, 0.4)],
  ['k6, a spread of 1.6', k6Summary(80, 1.6)],
  ['a histogram, a spread of 2.5', gammaHistogram(80, 2.5)],
])('a server with the fitted fields takes as long as was measured: %s', (_, text) => {
  const fit = fitOf(text)
  if (!fit.ok) throw new Error(fit.error.code)
  const fields = serviceFields(kindModel('web')!.fields)
  const params = fittedParams(fit.value, fields.means[0]!, fields)
  if (!params.ok) throw new Error(params.error.code)
  const design = draw(
    {
      client: sends(100, 'static', { timeoutMs: 86_400_000 }),
      web: ['web', { ...params.value, workers: 10_000 }],
    },
    ['client > web'],
  )
  const { latencyMs } = report(design, 1000).system
  const of = (share: number) => fit.value.rows.find((row) => row.share === share)!.fittedMs
  // 100,000 requests: the percentiles have standard errors of about 1 % and less.
  expect(Math.abs(latencyMs.mean! / 80 - 1)).toBeLessThan(0.03)
  expect(Math.abs(latencyMs.p95! / of(0.95) - 1)).toBeLessThan(0.03)
  expect(Math.abs(latencyMs.p99! / of(0.99) - 1)).toBeLessThan(0.04)
})
