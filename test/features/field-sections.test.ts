import { expect, it } from 'vitest'
import {
  fieldRuns,
  fieldSections,
  presetGroup,
  presetOf,
} from '../../src/features/inspector/field-sections.ts'
import { kindModel } from '../../src/kinds/models.ts'
import { FIELD_GROUPS, type Params } from '../../src/model/field.ts'
import { idleBecause } from '../../src/model/params.ts'

const balancer = kindModel('load-balancer')!
const client = kindModel('client')!

const idleOf = (kind: string, params: Params): string[] => {
  const { fields } = kindModel(kind)!
  return fields.filter((field) => idleBecause(field, fields, params)).map(({ key }) => key)
}
const presetIn = (kind: string, params: Params): string | undefined => {
  const { presets, fields } = kindModel(kind)!
  return presetOf(presets, fields, params)?.id
}

it('fields without a group come first, then the groups in their one order, and none is lost', () => {
  const sections = fieldSections(balancer.fields)
  expect(sections.map(({ group }) => group)).toEqual([
    undefined,
    'health',
    'resilience',
    'cost',
    'availability',
  ])
  expect(sections.flatMap(({ fields }) => fields)).toHaveLength(balancer.fields.length)
  const groups = fieldSections(kindModel('web')!.fields).flatMap(({ group }) => group ?? [])
  expect(groups).toEqual(FIELD_GROUPS.filter((group) => groups.includes(group)))
})

it('a field does nothing while the one that it needs says otherwise', () => {
  expect(idleOf('load-balancer', {})).toEqual([
    'passiveWindowMs',
    'ejectMs',
    'passiveCounts',
    'ejectReturn',
    'ejectGrows',
    'ejectPercentMax',
    'retryBroken',
  ])
  expect(idleOf('load-balancer', { healthChecks: false, passiveFailures: 5, retryNext: 1 })).toEqual([
    'healthIntervalMs',
    'healthFall',
    'healthRise',
    'healthTimeoutMs',
  ])
  expect(idleOf('database', { promotion: false })).toEqual(['detectMs', 'detectEveryMs', 'promoteMs'])
  expect(idleOf('web', { autoscale: true, reads: 'own-writes', breakerFailures: 3, poolMax: 5 })).toEqual([])
})

it('a field also does nothing when what it needs does nothing, and the root of it is named', () => {
  expect(idleOf('client', { load: 'closed', shape: 'day', retries: 2, backoffMs: 50 })).toEqual([
    'ratePerSec',
    'shape',
    'shapePeak',
    'shapeSec',
    'pollMs',
  ])
  const peak = client.fields.find(({ key }) => key === 'shapePeak')!
  expect(idleBecause(peak, client.fields, { load: 'closed', shape: 'day' })?.key).toBe('load')
  expect(idleBecause(peak, client.fields, { load: 'closed' })?.key).toBe('shape')
})

it('neighbours that do nothing for one reason stand together', () => {
  const health = fieldSections(balancer.fields).find(({ group }) => group === 'health')!
  const runs = fieldRuns(health.fields, balancer.fields, { healthChecks: false })
  expect(runs.map(({ because, fields }) => [because?.key, fields.length])).toEqual([
    [undefined, 1],
    ['healthChecks', 4],
    [undefined, 1],
    [undefined, 1],
    ['passiveFailures', 6],
  ])
})

it('values agree with a preset when all that it sets stands there, as a value or as a default', () => {
  expect(presetIn('load-balancer', {})).toBe('classroom')
  for (const preset of balancer.presets) expect(presetIn('load-balancer', preset.params)).toBe(preset.id)
  expect(presetIn('load-balancer', { healthFall: 4 })).toBeUndefined()
  expect(presetIn('load-balancer', { policy: 'hash' })).toBe('classroom')
  expect(presetIn('web', {})).toBeUndefined()
})

it('presets stand in the section of their fields, or at the top where these are spread', () => {
  const { presets, fields } = kindModel('database')!
  expect(presetGroup(presets, fields)).toBe('data')
  expect(presetGroup(balancer.presets, balancer.fields)).toBeUndefined()
})
