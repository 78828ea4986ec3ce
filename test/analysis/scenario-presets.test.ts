import { describe, expect, it } from 'vitest'
import { doneByHand, keptScenario } from '../../src/analysis/kept-scenario.ts'
import { presetEvents, SCENARIO_PRESETS, type ScenarioPreset } from '../../src/analysis/scenario-presets.ts'
import { compile } from '../../src/compile/compile.ts'
import { STORY } from '../../src/document/examples/examples.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import type { Design } from '../../src/model/design.ts'
import type { RunFault } from '../../src/model/mark.ts'
import { err } from '../../src/model/result.ts'
import { faultsAt } from '../../src/reading/fault-targets.ts'
import { draw } from '../support/simulate.ts'

const events = (design: Design, preset: ScenarioPreset) => {
  const found = presetEvents(design, preset)
  if (!found.ok) throw new Error(found.error)
  return found.value
}

describe('a story that a design can tell', () => {
  it('breaks the primary while most of the load is there', () => {
    const design = draw(
      {
        small: ['client', { ratePerSec: 10 }],
        big: ['client', { ratePerSec: 90 }],
        web: ['web'],
        db: ['database'],
      },
      ['small > web > db', 'big > web'],
    )
    expect(events(design, 'primaryAtPeak')).toEqual([
      { at: 30, type: 'spike', target: 'big', amount: 2, duration: 75 },
      { at: 45, type: 'kill', target: 'db', duration: 60 },
    ])
  })

  it('loses the zone that holds most', () => {
    const design = draw({
      one: ['zone'],
      two: ['zone'],
      a: ['web', {}, { in: 'one' }],
      tier: ['tier', {}, { in: 'two' }],
      b: ['web', {}, { in: 'tier' }],
      c: ['web', {}, { in: 'tier' }],
    })
    expect(events(design, 'loseZone')).toEqual([{ at: 30, type: 'kill', target: 'two', duration: 60 }])
  })

  it('drains the servers of the largest group one after the other, each back before the next', () => {
    const design = draw({
      tier: ['tier'],
      lone: ['web'],
      a: ['web', {}, { in: 'tier' }],
      b: ['web', {}, { in: 'tier' }],
      c: ['web', {}, { in: 'tier' }],
    })
    const drains = events(design, 'rollingDeploy')
    expect(drains.map(({ target }) => target)).toEqual(['a', 'b', 'c'])
    for (const [index, drain] of drains.slice(1).entries())
      expect(drain.at).toBeGreaterThanOrEqual(drains[index]!.at + drains[index]!.duration!)
  })

  it.each(['cdnOutage', 'cacheFlush', 'hotKey', 'primaryAtPeak'] as const)(
    'of %s is told of the opening example',
    (preset) => {
      const design = openingExample('en')
      for (const event of events(design, preset)) expect(faultsAt(design, event.target)).toContain(event.type)
    },
  )
})

it('a story that a design cannot tell says what it lacks', () => {
  const design = draw({ client: ['client'], web: ['web'] }, ['client > web'])
  const lacks = SCENARIO_PRESETS.map((preset) => [preset, presetEvents(design, preset)])
  expect(Object.fromEntries(lacks)).toEqual({
    primaryAtPeak: err('primary'),
    loseZone: err('zone'),
    cdnOutage: err('cdn'),
    cacheFlush: err('cache'),
    retryStorm: err('retries'),
    hotKey: err('keyed'),
    regionFailover: err('regions'),
    rollingDeploy: err('servers'),
  })
})

it('whatever a story does to an example, the example knows it and still runs', () => {
  for (const design of [openingExample('en'), ...STORY.map((entry) => entry.design('en'))])
    for (const preset of SCENARIO_PRESETS) {
      const found = presetEvents(design, preset)
      if (!found.ok) continue
      for (const event of found.value) expect(faultsAt(design, event.target)).toContain(event.type)
      expect(compile({ ...design, scenario: { ...design.scenario, events: found.value } }).ok).toBe(true)
    }
})

describe('what was done in a run', () => {
  const fault = (id: number, over: Partial<RunFault>): RunFault => ({
    id,
    type: 'kill',
    target: 'web',
    amount: null,
    atSec: 10,
    endsSec: null,
    staleBeforePerSec: 0,
    ...over,
  })

  it('becomes a scenario with the times that it went on', () => {
    const faults = [
      fault(0, { atSec: 10.037, endsSec: 22.41 }),
      fault(1, { type: 'slow', target: 'db', amount: 4, atSec: 3 }),
      fault(2, { type: 'flush', target: 'cache', atSec: 30, endsSec: 30 }),
    ]
    expect(keptScenario(faults, [])).toEqual([
      { at: 3, type: 'slow', target: 'db', amount: 4 },
      { at: 10, type: 'kill', target: 'web', duration: 12.4 },
      { at: 30, type: 'flush', target: 'cache' },
    ])
  })

  it('does not take the scenario’s own faults twice', () => {
    const planned = [{ at: 10, type: 'kill', target: 'web', duration: 60 }] as const
    const faults = [fault(0, { endsSec: 70 }), fault(1, { target: 'db', atSec: 20 })]
    expect(doneByHand(faults, planned)).toBe(1)
    expect(keptScenario(faults, planned)).toEqual([planned[0], { at: 20, type: 'kill', target: 'db' }])
  })
})
