import { describe, expect, it } from 'vitest'
import type { Params } from '../../src/model/field.ts'
import { REQUEST_CLASSES } from '../../src/model/request-class.ts'
import { draw, report, Scene, sends } from '../support/simulate.ts'

/** A client alone before a server that answers at once. */
const alone = (client: Params) =>
  draw({ client: ['client', client], web: ['web', { workers: 10_000, serviceMs: 0, localDataMs: 0 }] }, [
    'client > web',
  ])

/** Requests a second between two moments of a run. */
function rateBetween(scene: Scene, fromSec: number, toSec: number): number {
  const before = scene.until(fromSec).books().generated
  return (scene.until(toSec).books().generated - before) / (toSec - fromSec)
}

it('the mix is the share of each class, whatever its weights add up to', () => {
  const mix = { static: 10, read: 4, write: 3, upload: 2, task: 1 }
  const { system } = report(alone({ ratePerSec: 2000, mix }), 100)
  for (const name of REQUEST_CLASSES) {
    const share = system.byClass[name]!.offeredPerSec / system.offeredPerSec
    // Four standard errors of a share of 200,000 requests are at most 0.0045.
    expect([name, Math.abs(share - mix[name] / 20) < 0.0045]).toEqual([name, true])
  }
  const usual = report(alone({ ratePerSec: 2000 }), 100).system
  expect(Object.keys(usual.byClass)).toEqual(['read', 'write'])
  expect(Math.abs(usual.byClass.read!.offeredPerSec / usual.offeredPerSec - 0.9)).toBeLessThan(0.003)
})

describe('the rate of an open load', () => {
  it.each<[string, (readonly [fromSec: number, untilSec: number, factor: number])[]]>([
    [
      'steady',
      [
        [0, 10, 1],
        [50, 60, 1],
        [140, 150, 1],
      ],
    ],
    [
      'ramp',
      [
        [0, 10, 1.15],
        [45, 55, 2.5],
        [90, 100, 3.85],
        [140, 150, 4],
      ],
    ],
    [
      'steps',
      [
        [0, 20, 1],
        [20, 40, 1.75],
        [40, 60, 2.5],
        [60, 80, 3.25],
        [80, 100, 4],
        [140, 150, 4],
      ],
    ],
    [
      'spike',
      [
        [0, 10, 1],
        [10, 20, 4],
        [20, 100, 1],
        [110, 120, 4],
        [120, 130, 1],
      ],
    ],
    [
      'day',
      [
        [0, 2, 1],
        [20, 30, 2.5],
        [49, 51, 4],
        [70, 80, 2.5],
        [99, 101, 1],
        [149, 151, 4],
      ],
    ],
  ])('follows the shape: %s', (shape, spans) => {
    const scene = new Scene(alone({ ratePerSec: 500, shape, shapePeak: 4, shapeSec: 100 }))
    for (const [from, to, factor] of spans) {
      const measured = rateBetween(scene, from, to) / 500
      const error = Math.sqrt(factor / 500 / (to - from))
      expect([from, Math.abs(measured - factor) < 4 * error + 0.01]).toEqual([from, true])
    }
  })
})

describe('before a server that is dead, a client', () => {
  /** Attempts and mean time of a request that fails, each attempt at once. */
  function failing(client: Params) {
    const design = draw({ client: sends(50, 'static', { timeoutMs: 60_000, ...client }), web: ['web'] }, [
      'client > web',
    ])
    const scene = new Scene(design).kill('web').until(10)
    let underWay = 0
    for (let second = 11; second <= 1010; second++) underWay += scene.until(second).books().inFlight
    const { generated } = scene.books()
    const attempts = scene.arrived('web')
    // By Little's law a request that waits for a second is one that is under way.
    return { attempts: attempts / generated, meanMs: underWay / 50, retries: attempts - generated }
  }

  it('waits twice as long before each further retry, up to the maximum', () => {
    const all = failing({ retries: 4, backoffMs: 100, jitter: false })
    expect(all.attempts).toBeGreaterThan(4.99)
    expect(all.attempts).toBeLessThanOrEqual(5)
    expect(Math.abs(all.meanMs / (100 + 200 + 400 + 800) - 1)).toBeLessThan(0.03)
    const most = failing({ retries: 4, backoffMs: 100, backoffMaxMs: 200, jitter: false })
    expect(Math.abs(most.meanMs / (100 + 200 + 200 + 200) - 1)).toBeLessThan(0.03)
    const jitter = failing({ retries: 4, backoffMs: 100 })
    expect(Math.abs(jitter.meanMs / 750 - 1)).toBeLessThan(0.03)
    expect(failing({ retries: 4 }).meanMs).toBe(0)
  })

  it('retries no more than its budget, which is empty while nothing succeeds', () => {
    expect(failing({ retries: 3 }).attempts).toBe(4)
    // The hundred that are saved at the start.
    expect(failing({ retries: 3, retryBudgetPercent: 10 }).retries).toBe(100)
  })
})

it('jitter spreads the retries of requests that failed at one moment', () => {
  /** Highest count of attempts in a tenth of a second after a stop of 10 s has ended, against the mean. */
  function wave(jitter: boolean): number {
    const design = draw(
      {
        client: sends(200, 'static', { retries: 1, backoffMs: 4000, timeoutMs: 500, jitter }),
        web: ['web', { workers: 1000, serviceMs: 1 }],
      },
      ['client > web'],
    )
    // For 0.2 s everything fails: those 40 come back together after 4 s, or at any time until then.
    const scene = new Scene({
      ...design,
      scenario: { seed: 1, events: [{ at: 10, type: 'errors', target: 'web', amount: 100, duration: 0.2 }] },
    })
    scene.until(10.2)
    let most = 0
    for (let tenths = 102; tenths < 150; tenths++) {
      const before = scene.arrived('web')
      most = Math.max(most, scene.until((tenths + 1) / 10).arrived('web') - before)
    }
    return most / 20
  }
  expect(wave(false)).toBeGreaterThan(1.6)
  expect(wave(true)).toBeLessThan(wave(false) - 0.1)
})

describe('a client that follows its tasks', () => {
  const following = (completion: string, more: Params = {}) =>
    report(
      draw(
        {
          client: sends(50, 'task', { completion, ...more }),
          queue: ['queue'],
          worker: ['worker', { workers: 1000, serviceMs: 2000, serviceCv: 0 }],
          web: ['web', { serviceMs: 1, localDataMs: 0 }],
        },
        ['client > queue > worker', 'client > web'],
      ),
      130,
      30,
    )

  it('knows at once by callback, and up to an interval later by polling, at the price of its reads', () => {
    const none = following('none')
    expect(none.nodes.client!.completionMs).toBeUndefined()
    const callback = following('callback')
    expect(callback.nodes.client!.completionMs).toBeCloseTo(2000, 5)
    expect(callback.system.byClass.read).toBeUndefined()
    // Asked for after 0.75, 1.5 and 2.25 s.
    const polling = following('polling', { pollMs: 750 })
    expect(polling.nodes.client!.completionMs).toBeCloseTo(2250, 5)
    expect(Math.abs(polling.system.byClass.read!.offeredPerSec - 3 * 50)).toBeLessThan(9)
    expect(Math.abs(polling.nodes.web!.arrivalRatePerSec - 3 * 50)).toBeLessThan(9)
  })
})

describe('a load that is edited while requests are under way', () => {
  const slow = (client: Params) =>
    draw(
      {
        client: ['client', { timeoutMs: 60_000, ...client }],
        web: ['web', { workers: 10_000, serviceMs: 10_000, serviceCv: 0, localDataMs: 0 }],
      },
      ['client > web'],
    )
  const open = slow({ ratePerSec: 100 })
  const closed = slow({ load: 'closed', users: 10, thinkMs: 1000 })

  it('leaves only as many users as it says when it becomes a closed one', () => {
    const scene = new Scene(open, 3).until(20)
    expect(scene.books().inFlight).toBeGreaterThan(900)
    scene.edit(closed).until(40)
    for (let sec = 40; sec < 90; sec++) expect(scene.until(sec).books().inFlight).toBeLessThanOrEqual(10)
    // Each of ten users takes a second to think and ten to wait.
    expect(Math.abs(rateBetween(scene, 90, 490) - 10 / 11)).toBeLessThan(0.05)
  })

  it('has no users twice when it was an open one for a moment', () => {
    const scene = new Scene(closed, 4).until(15)
    scene.edit(slow({ ratePerSec: 0 })).until(16)
    scene.edit(closed).until(30)
    for (let sec = 30; sec < 80; sec++) expect(scene.until(sec).books().inFlight).toBeLessThanOrEqual(10)
    expect(Math.abs(rateBetween(scene, 80, 480) - 10 / 11)).toBeLessThan(0.05)
  })
})
