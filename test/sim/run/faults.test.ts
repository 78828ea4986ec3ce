import { describe, expect, it } from 'vitest'
import { plainFault } from '../../../src/model/fault.ts'
import { M_PAUSED, N_ERRORS, N_SLOW, NODE_INTS } from '../../support/engine.ts'
import { draw, only, Scene, sends } from '../../support/simulate.ts'

const ZONE = draw(
  {
    client: sends(100),
    zone: ['zone'],
    'web-1': ['web', {}, { in: 'zone' }],
    'web-2': ['web', {}, { in: 'zone' }],
    lb: ['load-balancer', { drainMs: 1000 }],
  },
  ['client > lb > web-1', 'lb > web-2'],
)

const timed = (
  scene: Scene,
  type: 'kill' | 'drain' | 'slow' | 'errors',
  target: string,
  durationSec: number,
  amount: number | null = null,
): Scene => {
  scene.run.inject({ type, target, amount, durationSec })
  return scene
}

const paused = (scene: Scene, id: string): boolean =>
  scene.run.engine.nodeInts[scene.slot(id) * NODE_INTS + M_PAUSED] === 1

describe('the end of one fault never ends another one', () => {
  it.each(['before', 'after'])(
    'a part that was killed for good %s its zone’s timed outage stays down',
    (when) => {
      const scene = new Scene(ZONE).until(5)
      if (when === 'before') scene.kill('web-1')
      timed(scene, 'kill', 'zone', 10)
      if (when === 'after') scene.until(8).kill('web-1')
      scene.until(16)
      expect([scene.isAlive('web-1'), scene.isAlive('web-2')]).toEqual([false, true])
      expect(scene.restore('web-1').isAlive('web-1')).toBe(true)
    },
  )

  it('a timed drain that ends does not bring back what was killed meanwhile', () => {
    const scene = timed(new Scene(ZONE).until(5), 'drain', 'web-1', 10).until(7).kill('web-1').until(20)
    expect(scene.isAlive('web-1')).toBe(false)
  })

  it('a timed kill that ends leaves a server slow that was slowed down besides', () => {
    const scene = new Scene(ZONE).until(5)
    scene.run.inject({ ...plainFault('slow', 'web-1'), amount: 7 })
    timed(scene, 'kill', 'web-1', 2).until(10)
    expect([scene.isAlive('web-1'), scene.column('web-1', N_SLOW)]).toEqual([true, 7])
  })

  it('of two slowings the one that goes on counts, whichever was first and whether it was its zone’s', () => {
    const scene = timed(timed(new Scene(ZONE).until(5), 'slow', 'zone', 20, 10), 'slow', 'web-1', 5, 3)
    const factors = [6, 11, 26].map((sec) => scene.until(sec).column('web-1', N_SLOW))
    expect(factors).toEqual([3, 10, 1])
    expect(scene.column('web-2', N_SLOW)).toBe(1)
  })

  it('a zone’s failing share goes on at the others when one of them is restored', () => {
    const scene = timed(new Scene(ZONE).until(5), 'errors', 'zone', 20, 40).until(6).restore('web-1')
    expect([scene.column('web-1', N_ERRORS), scene.column('web-2', N_ERRORS)]).toEqual([0, 0.4])
    scene.until(26)
    expect(scene.column('web-2', N_ERRORS)).toBe(0)
  })

  it('a replica stays paused until the pause and the cut of its wire are both over', () => {
    const scene = new Scene(
      draw({ client: ['client', { mix: only('write') }], db: ['database'], r: ['replica'] }, [
        'client > db > r',
      ]),
    ).until(5)
    scene.run.inject({ type: 'cut', target: 'db>r', amount: null, durationSec: 10 })
    scene.run.inject({ type: 'pause', target: 'r', amount: null, durationSec: 5 })
    expect([5, 11, 16].map((sec) => paused(scene.until(sec), 'r'))).toEqual([true, true, false])
  })

  it('nothing is left of faults that are over, however many there were', () => {
    const scene = new Scene(ZONE)
    for (let i = 0; i < 500; i++) {
      timed(scene, 'slow', 'zone', 0.5, 2).kill('web-1').restore('zone')
      scene.until((i + 1) * 0.6)
    }
    expect(scene.run.goingFaults).toBe(0)
    expect(scene.run.engine.blame.isIdle).toBe(true)
  })

  it('a server that an edit takes away takes its faults with it', () => {
    const scene = timed(new Scene(ZONE).until(5), 'kill', 'web-1', 10)
    scene.edit({
      ...ZONE,
      nodes: ZONE.nodes.filter(({ id }) => id !== 'web-1'),
      edges: ZONE.edges.filter(({ target }) => target !== 'web-1'),
    })
    expect(scene.until(20).marks('restore')).toEqual([])
    expect(scene.run.goingFaults).toBe(0)
  })
})

describe('drained servers', () => {
  const roomy = { workers: 100, localDataMs: 0 }
  const pair = draw(
    { client: sends(300), lb: ['load-balancer'], 'web-1': ['web', roomy], 'web-2': ['web', roomy] },
    ['client > lb > web-1', 'lb > web-2'],
  )
  const drain = (scene: Scene): Scene => {
    scene.run.inject(plainFault('drain', 'web-1'))
    return scene
  }
  const rotation = (scene: Scene): unknown => scene.readings('lb')

  it.each([2, 20])(
    'get their share again after they were restored %i s later, and nothing fails',
    (later) => {
      const scene = drain(new Scene(pair).until(10)).until(10 + later)
      expect(rotation(scene)).toEqual({ targets: 2, healthyTargets: 1 })
      scene.restore('web-1').until(60)
      expect(rotation(scene)).toEqual({ targets: 2, healthyTargets: 2 })
      const before = scene.arrived('web-1')
      expect(scene.errorsUntil(120)).toBe(0)
      expect(Math.abs((scene.arrived('web-1') - before) / 60 / 150 - 1)).toBeLessThan(0.05)
    },
  )

  it('keep the deadline of the drain that goes on, and not the one of a drain before', () => {
    const slow = { localDataMs: 0, serviceMs: 60_000, workers: 100 }
    const scene = new Scene(
      draw(
        {
          client: sends(20, 'read', { timeoutMs: 100_000 }),
          lb: ['load-balancer', { drainMs: 1000 }],
          'web-1': ['web', slow],
          'web-2': ['web', slow],
        },
        ['client > lb > web-1', 'lb > web-2'],
      ),
    )
    drain(scene.until(10))
    drain(scene.until(10.505).restore('web-1'))
    const [drained] = [...scene.until(12).marks('drained')]
    expect(drained!.timeSec).toBeCloseTo(11.505, 1)
  })
})
