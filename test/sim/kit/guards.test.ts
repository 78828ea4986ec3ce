import { describe, expect, it } from 'vitest'
import type { Params } from '../../../src/model/field.ts'
import { draw, Scene, sends } from '../../support/simulate.ts'
import { spanUntil } from '../../support/spans.ts'

/** A server whose calls are guarded, before a primary with two replicas. */
const guarded = (web: Params, replica: Params = {}) =>
  draw(
    {
      client: sends(200),
      web: ['web', { workers: 1000, ...web }],
      db: ['database', { slots: 100, connectionsMax: null }],
      'r-1': ['replica', { slots: 100, connectionsMax: null, ...replica }],
      'r-2': ['replica', { slots: 100, connectionsMax: null, ...replica }],
    },
    ['client > web > db > r-1', 'db > r-2'],
  )

describe('reads from members of a database of whom one is dead', () => {
  const BREAKER = { breakerFailures: 5, breakerOpenMs: 5000 }

  it('go to the others while its circuit is open', () => {
    const scene = new Scene(guarded(BREAKER)).until(10).kill('r-1')
    const before = ['r-1', 'r-2', 'db'].map(scene.arrived)
    expect(spanUntil(scene, 30).errors).toBe(0)
    const [dead, other, primary] = ['r-1', 'r-2', 'db'].map((id, i) => scene.arrived(id) - before[i]!)
    expect(scene.marks('breakerOpen')).toMatchObject([{ node: 'web', target: 'r-1' }])
    // Five refusals open it, and each fifth second one trial goes out.
    expect(dead).toBeLessThan(10)
    expect(Math.abs(other! / 4000 - 1)).toBeLessThan(0.05)
    expect(primary).toBe(0)
  })

  it('do not go to the next one past an open circuit of its own', () => {
    const scene = new Scene(guarded(BREAKER)).until(10).kill('r-1').kill('r-2')
    expect(spanUntil(scene, 30).errors).toBe(0)
    expect(
      scene
        .marks('breakerOpen')
        .map(({ target }) => target)
        .sort(),
    ).toEqual(['r-1', 'r-2'])
    const before = scene.arrived('r-1') + scene.arrived('r-2')
    scene.until(50)
    expect(scene.arrived('r-1') + scene.arrived('r-2') - before).toBeLessThan(10)
  })
})
