import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Fault } from '../../src/model/fault.ts'
import type { MarkType } from '../../src/model/mark.ts'
import { draw, only, Scene, sends } from '../support/simulate.ts'

const at = (type: Fault['type'], target: string, more: Partial<Fault> = {}): Fault => ({
  type,
  target,
  amount: null,
  durationSec: null,
  ...more,
})

/** A run in which something harmless strikes elsewhere, then what is asked about: its id is 1. */
function runAfter(design: Design, fault: Fault, untilSec: number, harmless: Fault): Scene {
  const scene = new Scene(design).until(20)
  scene.run.inject(harmless)
  scene.until(21).run.inject(fault)
  return scene.until(untilSec)
}

const causes = (scene: Scene, type: MarkType): number[] => scene.marks(type).map(({ cause }) => cause)

const roomy = { workers: 200, localDataMs: 0 }
const PAIR = draw(
  {
    client: sends(200),
    other: ['client', { ratePerSec: 1, mix: only('static') }],
    lb: ['load-balancer', { passiveFailures: 5 }],
    'web-1': ['web', roomy],
    'web-2': ['web', roomy],
    monitor: ['monitor'],
    idle: ['cache'],
  },
  ['client > lb > web-1', 'lb > web-2', 'other > lb'],
)
const HARMLESS = at('slow', 'idle', { amount: 2 })

describe('a mark carries the fault that led to it, and not one that struck about the same time', () => {
  it.each(['detected', 'eject', 'alert', 'degraded', 'recovered', 'readmit'] as const)('%s', (type) => {
    const scene = runAfter(PAIR, at('kill', 'web-1', { durationSec: 30 }), 90, HARMLESS)
    const found = causes(scene, type)
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found)).toEqual(new Set([1]))
  })

  it('an ejection by what requests show goes by what they failed of, below the target', () => {
    const scene = runAfter(
      draw(
        {
          client: sends(200),
          lb: ['load-balancer', { healthChecks: false, passiveFailures: 5, ejectMs: 5000 }],
          'web-1': ['web', { workers: 100 }],
          'web-2': ['web', { workers: 100 }],
          'db-1': ['database', { connectionsMax: null }],
          'db-2': ['database', { connectionsMax: null }],
          idle: ['cache'],
        },
        ['client > lb > web-1 > db-1', 'lb > web-2 > db-2'],
      ),
      at('kill', 'db-1'),
      60,
      HARMLESS,
    )
    expect(scene.marks('eject')[0]).toMatchObject({ node: 'lb', target: 'web-1', cause: 1 })
  })

  it('a circuit opens by what the calls behind it failed of', () => {
    const scene = runAfter(
      draw(
        {
          client: sends(50),
          web: ['web', { breakerFailures: 5 }],
          db: ['database', { connectionsMax: null }],
          idle: ['cache'],
        },
        ['client > web > db'],
      ),
      at('errors', 'db', { amount: 100, durationSec: 10 }),
      60,
      HARMLESS,
    )
    expect(new Set([...causes(scene, 'breakerOpen'), ...causes(scene, 'breakerClose')])).toEqual(new Set([1]))
  })

  it('a dead letter goes to the fault by which its deliveries failed', () => {
    const scene = runAfter(
      draw(
        {
          client: sends(20, 'task'),
          queue: ['queue', { visibilityMs: 2000, receivesMax: 2 }],
          worker: ['worker', { workers: 100, serviceMs: 100 }],
          idle: ['cache'],
        },
        ['client > queue > worker'],
      ),
      at('slow', 'worker', { amount: 100 }),
      40,
      HARMLESS,
    )
    expect(causes(scene, 'deadLetter').length).toBeGreaterThan(10)
    expect(new Set(causes(scene, 'deadLetter'))).toEqual(new Set([1]))
  })

  it('instances are asked for because of the fault by which they are needed', () => {
    const scene = runAfter(
      draw(
        {
          client: sends(100),
          web: [
            'web',
            {
              ...roomy,
              workers: 4,
              serviceMs: 20,
              autoscale: true,
              instancesMax: 8,
              instances: 2,
              instancesMin: 2,
            },
          ],
          idle: ['cache'],
        },
        ['client > web'],
      ),
      at('spike', 'client', { amount: 5 }),
      120,
      HARMLESS,
    )
    const [first] = scene.marks('scale')
    expect(first).toMatchObject({ node: 'web', cause: 1 })
  })

  it('a promotion belongs to what killed the primary, and so does the way back', () => {
    const design = draw(
      {
        client: ['client', { ratePerSec: 50, mix: only('write') }],
        web: ['web'],
        db: ['database', { detectMs: 1000, promoteMs: 2000 }],
        r: ['replica'],
        idle: ['cache'],
      },
      ['client > web > db > r'],
    )
    const scene = runAfter(design, at('kill', 'db', { durationSec: 20 }), 90, HARMLESS)
    for (const type of ['detected', 'elect', 'promote', 'rejoin'] as const)
      expect(causes(scene, type)).toEqual([1])
    expect(scene.marks('promote')[0]).toMatchObject({ node: 'r', target: 'db' })
  })

  it('a cache is warm again after the flush that emptied it', () => {
    const design = draw(
      {
        client: sends(500, 'read', { keys: 200 }),
        web: ['web', { workers: 1000 }],
        cache: ['cache'],
        db: ['database', { slots: 100, connectionsMax: null }],
        idle: ['web'],
      },
      ['client > web > cache', 'web > db'],
    )
    const scene = runAfter(design, at('flush', 'cache'), 60, at('slow', 'idle', { amount: 2 }))
    expect(scene.marks('warm')).toMatchObject([{ node: 'cache', cause: 1 }])
    expect(scene.marks('warm')[0]!.timeSec).toBeLessThan(30)
  })

  it('what no fault led to has none', () => {
    const tooMuch = draw(
      { client: sends(400), web: ['web', { workers: 4, serviceMs: 20, queueMax: 50 }], monitor: ['monitor'] },
      ['client > web'],
    )
    const scene = new Scene(tooMuch).until(60)
    expect(causes(scene, 'alert').length).toBeGreaterThan(0)
    expect(new Set(causes(scene, 'alert'))).toEqual(new Set([-1]))
    expect(scene.marks('degraded')).toEqual([])
  })
})

it('ids count the faults in the order in which they strike, and a moment is over at once', () => {
  const scene = new Scene({
    ...PAIR,
    scenario: { seed: 1, events: [{ at: 5, type: 'kill', target: 'web-1', duration: 10 }] },
  })
  scene.until(3).run.inject(at('flush', 'idle'))
  scene.until(7).run.inject(at('spike', 'client', { amount: 2 }))
  scene.until(20).restore('client')
  expect(scene.run.engine.chronicle.faults).toEqual([
    { id: 0, type: 'flush', target: 'idle', amount: null, atSec: 3, endsSec: 3, staleBeforePerSec: 0 },
    { id: 1, type: 'kill', target: 'web-1', amount: null, atSec: 5, endsSec: 15, staleBeforePerSec: 0 },
    { id: 2, type: 'spike', target: 'client', amount: 2, atSec: 7, endsSec: 20, staleBeforePerSec: 0 },
  ])
})
