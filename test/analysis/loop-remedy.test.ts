import { describe, expect, it } from 'vitest'
import { loopRemedyOf, withLoopRemedy } from '../../src/analysis/loop-remedy.ts'
import type { Design } from '../../src/model/design.ts'
import { lanes } from '../support/lanes.ts'
import { draw, Scene, sends } from '../support/simulate.ts'

/** One server of 300/s that hangs for 10 s; its callers wait for a second and try again. */
const hangs: Design = {
  ...draw(
    {
      client: sends(160, 'static', { timeoutMs: 1000, keys: 1, retries: 1 }),
      web: ['web', { workers: 1, serviceMs: 1000 / 300, queueMax: null }],
    },
    ['client > web'],
  ),
  scenario: { seed: 1, events: [{ at: 60, type: 'slow', target: 'web', amount: 1000, duration: 10 }] },
}

describe('what ends a loop', () => {
  it.each(['retries', 'expired'])('is one edit of the running design: %s', (code) => {
    const remedy = loopRemedyOf(hangs, code, 'web')!
    const left = new Scene(hangs).until(200)
    expect(lanes(left)[0]!.loop).toMatchObject({ code: 'retries', node: 'web' })
    expect(left.errorsUntil(600)).toBe(1)
    const mended = new Scene(hangs).until(200).edit(withLoopRemedy(hangs, remedy)).until(540)
    expect(mended.errorsUntil(600)).toBeLessThan(0.001)
  })

  it.each([
    ['retries', 'web', 'budget', { client: { retryBudgetPercent: 10 } }],
    ['coldCache', 'db', 'singleFlight', { cache: { singleFlight: true } }],
    ['expired', 'web', 'dropExpired', { web: { dropExpired: true } }],
    ['expired', 'db', 'bound', { db: { queueMax: 8 } }],
  ])('of %s at %s is %s', (loop, node, code, params) => {
    const design = draw(
      {
        client: ['client', { retries: 2 }],
        calm: ['client', { retries: 0 }],
        web: ['web'],
        cache: ['cache'],
        db: ['database', { slots: 2, queueMax: null }],
      },
      ['client > web > cache', 'calm > web > db'],
    )
    const remedy = loopRemedyOf(design, loop, node)!
    expect([remedy.code, Object.fromEntries(remedy.params)]).toEqual([code, params])
    const after = withLoopRemedy(design, remedy)
    expect(loopRemedyOf(after, loop, node)).toBeNull()
  })

  it('is no edit where the node is gone, or the loop is none', () => {
    expect(loopRemedyOf(hangs, 'expired', 'nobody')).toBeNull()
    expect(loopRemedyOf(hangs, '', 'web')).toBeNull()
  })
})
