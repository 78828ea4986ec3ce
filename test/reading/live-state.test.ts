import { beforeAll, describe, expect, it } from 'vitest'
import { activate } from '../../src/i18n/i18n.ts'
import { kindModel } from '../../src/kinds/models.ts'
import type { Params } from '../../src/model/field.ts'
import type { Language } from '../../src/model/text.ts'
import { liveStates, wireStates } from '../../src/reading/live-state.ts'

const MARKS = [
  { timeSec: 10, type: 'scale', node: 'it', value: 5 },
  { timeSec: 80, type: 'scale', node: 'other', value: 9 },
  { timeSec: 90, type: 'scale', node: 'it', value: 2 },
  { timeSec: 95, type: 'kill', node: 'it', value: 0 },
  { timeSec: 200, type: 'scale', node: 'it', value: 7 },
] as const

function states(kind: string, reads: Record<string, number>, params: Params = {}, language: Language = 'en') {
  return liveStates({
    node: { id: 'it', kind, label: '', position: { x: 0, y: 0 }, params },
    model: kindModel(kind)!,
    language,
    nowSec: 100,
    marks: MARKS,
    read: (column) => reads[column] ?? Number.NaN,
  })
}
const briefs = (...args: Parameters<typeof states>) => states(...args).map((state) => state.brief)

beforeAll(() => activate('en'))

describe('what goes on with a node', () => {
  it('is nothing where nothing is measured or all is as it should be', () => {
    expect(briefs('database', {})).toEqual([])
    const calm = { slowFactor: 1, errorShare: 0, paused: 0, draining: 0, syncing: 0, moving: 0, leader: 1 }
    expect(briefs('database', calm)).toEqual([])
    expect(briefs('replica', { ...calm, leader: 0 })).toEqual([])
  })

  it('is said in a few words with its numbers, faults first', () => {
    const all = { moving: 1200, draining: 1, paused: 1, errorShare: 0.5, slowFactor: 10, syncing: 1 }
    expect(briefs('shard', all)).toEqual([
      '×10 slow',
      'fails 50 %',
      'replication paused',
      'draining',
      'catching up',
      'moves 1,200 keys',
    ])
  })

  it('is a role that differs from the drawn one, and the countdown until then', () => {
    expect(briefs('replica', { leader: 1 })).toEqual(['primary now'])
    expect(briefs('database', { leader: 0 })).toEqual(['replica now'])
    expect(briefs('database', { promoteInSec: 11.2 })).toEqual(['promotes in 12 s'])
  })

  it('is an autoscaler in words, with the instances that are asked for and not yet ready', () => {
    const params = { autoscale: true, instancesMin: 3, instancesMax: 20 }
    const [warming] = states('web', { scaling: 1, instances: 4 }, params)
    expect(warming?.why).toBe('**4** of 3–20 instances, warming up 2.')
    expect(briefs('web', { scaling: 0, instances: 4 }, params)).toEqual(['observing'])
    expect(briefs('web', { scaling: 2, instances: 4 }, params)).toEqual(['about to shrink'])
    expect(briefs('web', { scaling: 3, instances: 20 }, params)).toEqual(['at its maximum'])
    activate('ko')
    const [korean] = states('web', { scaling: 1, instances: 4 }, params, 'ko')
    activate('en')
    expect(korean?.why).toBe('인스턴스 3~20대 중 **4대**, 2대 준비 중.')
  })
})

it('a wire that is cut or broken open says so, and which share of a trunk', () => {
  expect(wireStates(Number.NaN, 0, 'en')).toEqual([])
  expect(wireStates(1, 1, 'en').map(({ brief }) => brief)).toEqual(['cut', 'circuit open'])
  expect(wireStates(0.5, 0, 'en').map(({ brief }) => brief)).toEqual(['50 % cut'])
})
