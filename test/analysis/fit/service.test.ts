import { describe, expect, it } from 'vitest'
import { fittedParams, serviceFields, slotsOf } from '../../../src/analysis/fit/service.ts'
import { WAIT_SHARE, waitingFrom } from '../../../src/analysis/fit/waiting.ts'
import { KIND_MODELS, kindModel } from '../../../src/kinds/models.ts'
import { fitOf, k6Summary } from '../../support/measurements.ts'

const keysOf = (kind: string) => {
  const { means, cv, more } = serviceFields(kindModel(kind)!.fields)
  return { means: means.map(({ key }) => key), cv: cv?.key ?? null, more: more.map(({ key }) => key) }
}

describe('the times of service of a kind come from its field table', () => {
  it('each kind with a station names its own', () => {
    expect(keysOf('web')).toEqual({
      means: ['serviceMs'],
      cv: 'serviceCv',
      more: ['localDataMs', 'inlineTaskMs'],
    })
    expect(keysOf('shard')).toEqual({ means: ['readMs', 'scanMs', 'writeMs'], cv: 'serviceCv', more: [] })
    expect(keysOf('replica').means).toEqual(['readMs', 'scanMs'])
    expect(keysOf('cache')).toEqual({ means: ['hitMs'], cv: null, more: [] })
    expect(keysOf('queue').means).toEqual([])
  })

  it('no kind that varies its times leaves them out', () => {
    const varying = KIND_MODELS.filter(({ fields }) => fields.some(({ key }) => key === 'serviceCv'))
    expect(varying.length).toBeGreaterThan(6)
    expect(varying.filter(({ id }) => keysOf(id).cv === null || keysOf(id).means.length === 0)).toEqual([])
  })

  it('slots are those of all instances', () => {
    const slots = (kind: string, params = {}) => slotsOf(kindModel(kind)!.fields, params)
    expect(slots('web', { instances: 3, workers: 16 })).toBe(48)
    expect(slots('database')).toBe(8)
    expect(slots('dns')).toBeNull()
  })
})

describe('what a fit sets', () => {
  const fit = fitOf(k6Summary(12.345678, 0.81234567))
  if (!fit.ok) throw new Error(fit.error.code)

  it('four digits of the mean and three decimals of the variation', () => {
    const fields = serviceFields(kindModel('database')!.fields)
    const params = fittedParams(fit.value, fields.means[2]!, fields)
    expect(params).toEqual({ ok: true, value: { writeMs: 12.35, serviceCv: 0.812 } })
  })

  it('the mean alone where times are constant, and nothing where it is longer than the field takes', () => {
    const fields = serviceFields(kindModel('cache')!.fields)
    expect(fittedParams(fit.value, fields.means[0]!, fields)).toEqual({ ok: true, value: { hitMs: 12.35 } })
    const long = { ...fit.value, meanMs: 60_100 }
    expect(fittedParams(long, fields.means[0]!, fields)).toMatchObject({ error: { code: 'tooLong' } })
  })
})

describe('the utilisation from which waiting counts', () => {
  it('of one exponential slot is where u / (1 - u) is that share', () => {
    expect(waitingFrom(1, 1)).toBeCloseTo(WAIT_SHARE / (1 + WAIT_SHARE), 9)
  })

  it('of one slot with constant times is where u / 2 (1 - u) is', () => {
    expect(waitingFrom(1, 0)).toBeCloseTo((2 * WAIT_SHARE) / (1 + 2 * WAIT_SHARE), 9)
  })

  it('of two exponential slots is where u squared / (1 - u squared) is', () => {
    expect(waitingFrom(2, 1)).toBeCloseTo(Math.sqrt(WAIT_SHARE / (1 + WAIT_SHARE)), 9)
  })
})
