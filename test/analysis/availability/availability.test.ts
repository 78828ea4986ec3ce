import { describe, expect, it } from 'vitest'
import { availabilityOf, minutesAMonth, upShare } from '../../../src/analysis/availability/availability.ts'
import { burnAlerts, burnOver } from '../../../src/analysis/availability/burn.ts'
import { EXACT_PARTS_MAX, expectedSuccess } from '../../../src/analysis/availability/expected.ts'
import { historyOf } from '../../../src/analysis/explain/history.ts'
import { finished } from '../../../src/analysis/steps.ts'
import type { Design } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'
import { systemFrame } from '../../support/frames.ts'
import { draw, modelOf, sends } from '../../support/simulate.ts'

/** An availability as MTBF and MTTR. */
const at = (up: number): Params => ({ mtbfHours: up / (1 - up), mttrHours: 1 })
const never: Params = { mtbfHours: null }
const of = (design: Design) => finished(availabilityOf(design, modelOf(design)))

describe('what is expected', () => {
  it('2 of 3 at 99 % are 99.9702 %', () => {
    const three = [1, 2, 3].map((part) => ({ part, up: 0.99 }))
    const { low, high } = finished(expectedSuccess(three, (away) => (away.length <= 1 ? 1 : 0)))
    expect(low).toBeCloseTo(0.999702, 6)
    expect(high).toBe(low)
  })

  it('with many parts both ends hold the truth between them', () => {
    const many = Array.from({ length: EXACT_PARTS_MAX + 10 }, (_, part) => ({ part, up: 0.99 }))
    const { low, high } = finished(
      expectedSuccess(many, (away) => (away.includes(0) || away.length > 2 ? 0 : 1)),
    )
    const both = finished(
      expectedSuccess(many.slice(0, EXACT_PARTS_MAX), (away) => (away.includes(0) ? 0 : 1)),
    )
    expect(both.low).toBeCloseTo(0.99, 9)
    expect(low).toBeLessThan(high)
    expect(high - low).toBeLessThan(0.002)
  })
})

describe('availability by class', () => {
  it('a balancer of .9999, two servers of .99 and a database of .999 are 0.998800, not the 0.999877 of naive paths', () => {
    const [read] = of(
      draw(
        {
          client: sends(10),
          lb: ['load-balancer', at(0.9999)],
          'web-1': ['web', at(0.99)],
          'web-2': ['web', at(0.99)],
          db: ['database', at(0.999)],
        },
        ['client > lb > web-1 > db', 'lb > web-2 > db'],
      ),
    )
    expect(read!.low).toBeCloseTo(0.9988, 6)
    expect(read).toMatchObject({ exact: true, parts: 4, worst: 'db' })
  })

  it('a server that fails every 720 hours for one is there for 0.998613 of the time', () => {
    const [read] = of(
      draw({ client: sends(10), web: ['web', { mtbfHours: 720, mttrHours: 1 }] }, ['client > web']),
    )
    expect(read!.low).toBeCloseTo(0.998613, 6)
    expect(upShare(720, 1)).toBeCloseTo(0.998613, 6)
  })

  it('99.9 % of 30 days are all but 43.2 minutes', () => {
    expect(minutesAMonth(0.999)).toBeCloseTo(43.2, 9)
  })

  it('what fails together fails together: a zone round both servers counts once', () => {
    const zones = draw(
      {
        client: sends(10),
        zone: ['zone', at(0.99)],
        lb: ['load-balancer', never],
        'web-1': ['web', never, { in: 'zone' }],
        'web-2': ['web', never, { in: 'zone' }],
      },
      ['client > lb > web-1', 'lb > web-2'],
    )
    expect(of(zones)[0]!.low).toBeCloseTo(0.99, 9)
  })

  it('an optional cache takes nothing, and a class without a path is not there', () => {
    const cached = draw(
      { client: sends(10), web: ['web', never], cache: ['cache', at(0.5)], db: ['database', at(0.999)] },
      ['client > web > cache', 'web > db'],
    )
    expect(of(cached)[0]!.low).toBeCloseTo(0.999, 9)
    expect(of(draw({ client: sends(10) }))).toEqual([])
  })
})

describe('burn', () => {
  const counts = (timeSec: number, completed: number, failed: number) =>
    systemFrame({ timeSec, completed, failed, shed: 0 })

  it('is counted over the window, and rings when both windows burn', () => {
    const calm = historyOf([counts(1, 100, 0), counts(3601, 360_000, 100)])
    expect(burnOver(calm, 3601, 3600, 0.999).burn).toBeCloseTo(0.28, 2)
    expect(burnAlerts(calm, 3601, 0.999)).toEqual([])
    const burning = historyOf([counts(1, 100, 0), counts(3301, 300_000, 9000), counts(3601, 320_000, 10_000)])
    expect(burnAlerts(burning, 3601, 0.999).map(({ id }) => id)).toEqual(['page', 'ticket'])
  })

  it('of an hour that burned and is over nobody is woken', () => {
    const over = historyOf([counts(1, 100, 0), counts(3301, 300_000, 9000), counts(3601, 330_000, 9000)])
    expect(burnAlerts(over, 3601, 0.999).map(({ id }) => id)).toEqual(['ticket'])
  })
})
