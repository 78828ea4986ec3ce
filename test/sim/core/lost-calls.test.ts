import { describe, expect, it } from 'vitest'
import { plainFault } from '../../../src/model/fault.ts'
import type { Params } from '../../../src/model/field.ts'
import { E_FAILED, E_OPEN, EDGE_DOUBLES, N_DONE } from '../../support/engine.ts'
import { draw, Scene, sends } from '../../support/simulate.ts'

/** A column of the call path of a wire. */
function edgeColumn(scene: Scene, wire: string, column: number): number {
  const { model, edgeSlots, engine } = scene.run
  const index = model.edges.findIndex((edge) => edge.wire === model.wires.indexOf(wire))
  return engine.edgeDoubles[edgeSlots[index]! * EDGE_DOUBLES + column]!
}

describe('a call that its caller has cut off', () => {
  it('is counted once on its wire, although its answer is lost on a cut wire', () => {
    const design = draw(
      {
        client: sends(50, 'read', { timeoutMs: 10_000 }),
        web: ['web', { workers: 1000, callTimeoutMs: 100 }],
        db: ['database', { slots: 1000, connectionsMax: null, readMs: 1000, serviceCv: 0 }],
      },
      ['client > web', ['web > db', { latencyMs: 1 }]],
    )
    const scene = new Scene(design).until(2)
    scene.run.inject(plainFault('cut', 'web>db'))
    scene.until(4)
    // Each of them has ended for its caller after 100 ms: what is open is of the last moment.
    expect(edgeColumn(scene, 'web>db', E_OPEN)).toBeGreaterThanOrEqual(0)
    expect(edgeColumn(scene, 'web>db', E_OPEN)).toBeLessThan(50)
    expect(edgeColumn(scene, 'web>db', E_FAILED)).toBeLessThanOrEqual(scene.books().generated)
  })

  it('takes as long at its callee as it would have taken', () => {
    const design = draw(
      {
        client: sends(20, 'read', { timeoutMs: 10_000 }),
        web: ['web', { workers: 1000, callTimeoutMs: 50, indexed: false }],
        db: [
          'database',
          { slots: 1, queueMax: null, connectionsMax: null, scanMs: 200, readMs: 1, serviceCv: 0 },
        ],
      },
      ['client > web > db'],
    )
    const scene = new Scene(design).until(20)
    // Five scans a second, whether anybody waits for them or not.
    expect(scene.column('db', N_DONE)).toBeCloseTo(100, -1)
  })
})

describe('calls that are in a node when it dies', () => {
  const design = (web: Params, whenDown: string) =>
    draw(
      {
        client: sends(100, 'read', { timeoutMs: 8000 }),
        web: ['web', { workers: 1000, connectMs: 2000, ...web }],
        db: ['database', { slots: 1000, connectionsMax: null, readMs: 60_000, serviceCv: 0, whenDown }],
      },
      ['client > web > db'],
    )
  /** Seconds after its death until the first request fails. */
  const firstFailure = (web: Params, whenDown: string): number => {
    const scene = new Scene(design(web, whenDown)).until(1).kill('db')
    while (scene.books().failed === 0) scene.until(scene.now + 0.01)
    return scene.now - 1
  }

  it('fail at once where it refuses', () => {
    expect(firstFailure({}, 'refuse')).toBeCloseTo(0, 1)
  })

  it.each([
    ['their own time limit', { callTimeoutMs: 5000, connectMs: 60_000 }, 4],
    ['the connect timeout where they have none', {}, 2],
    ['the time limit of their client', { connectMs: 60_000 }, 7],
  ] as const)('hear nothing where it says nothing, until %s', (_, web, seconds) => {
    expect(firstFailure(web, 'silent')).toBeCloseTo(seconds, 1)
  })
})
