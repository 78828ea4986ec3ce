import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, Scene, sends } from '../support/simulate.ts'
import { presetOf, spanUntil, untilMark } from '../support/spans.ts'

/** Equal servers `web-1`, `web-2`, ... behind a balancer, in none of which a request waits. */
function fleet(count: number, balancer: Params, ratePerSec = 200, web: Params = {}): Design {
  const ids = Array.from({ length: count }, (_, i) => `web-${i + 1}`)
  const roomy = { localDataMs: 0, workers: 200, serviceCv: 0, ...web }
  return draw(
    {
      client: sends(ratePerSec),
      lb: ['load-balancer', balancer],
      ...Object.fromEntries(ids.map((id) => [id, ['web', roomy] as const])),
    },
    ['client > lb', ...ids.map((id) => `lb > ${id}`)],
  )
}

const LB = (id: string): Params => presetOf('load-balancer', id)
const TEN_BY_THREE = { healthIntervalMs: 10_000, healthFall: 3 }
const SILENT = { whenDown: 'silent' }

describe('1: two equal servers, probes of 10 s x 3, of which one dies', () => {
  it.each([1, 2, 3])(
    'without retry half fail until it is ejected after 20 to 30 s, then none (seed %i)',
    (seed) => {
      const scene = new Scene(fleet(2, TEN_BY_THREE), seed).until(50)
      expect(scene.errorsUntil(60)).toBe(0)
      scene.kill('web-1').until(61)
      const untilLate = scene.errorsUntil(80)
      expect(Math.abs(untilLate - 0.5)).toBeLessThan(0.02)
      const { timeSec, target } = untilMark(scene, 'eject', 11)
      expect(target).toBe('web-1')
      expect(timeSec).toBeGreaterThan(80)
      expect(timeSec).toBeLessThanOrEqual(90)
      scene.until(timeSec + 0.1)
      expect(scene.errorsUntil(timeSec + 60)).toBe(0)
    },
  )

  it('a machine that says nothing costs half of the requests too, each after the connect timeout, and probes time out', () => {
    const silent = { ...TEN_BY_THREE, connectMs: 2000, healthTimeoutMs: 1000 }
    const scene = new Scene(fleet(2, silent, 200, SILENT)).until(60).kill('web-1').until(63)
    const down = spanUntil(scene, 80)
    expect(Math.abs(down.errors - 0.5)).toBeLessThan(0.02)
    expect(down.by('timeout')).toBe(down.errors)
    const { timeSec } = untilMark(scene, 'eject', 12)
    expect(timeSec).toBeGreaterThan(81)
    expect(timeSec).toBeLessThanOrEqual(91)
    scene.until(timeSec + 2.1)
    expect(scene.errorsUntil(timeSec + 60)).toBe(0)
  })

  it('with retry on the next nothing fails, and half of the requests show the connect timeout', () => {
    const retrying = { ...TEN_BY_THREE, connectMs: 2000, retryNext: 1 }
    const scene = new Scene(fleet(2, retrying, 200, SILENT)).until(60).kill('web-1').until(63)
    const down = spanUntil(scene, 80)
    expect(down.errors).toBe(0)
    expect(down.latencyMs(0.48)).toBeLessThan(30)
    expect(down.latencyMs(0.52)).toBeGreaterThan(2000)
    expect(down.latencyMs(1)).toBeLessThan(2100)
    const { timeSec } = untilMark(scene, 'eject', 12)
    expect(scene.errorsUntil(timeSec + 2.1)).toBe(0)
    const after = spanUntil(scene, timeSec + 60)
    expect(after.errors).toBe(0)
    expect(after.latencyMs(1)).toBeLessThan(30)
  })

  it('with retry on the next a server that refuses costs neither success nor time', () => {
    const scene = new Scene(fleet(2, { ...TEN_BY_THREE, retryNext: 1 })).until(60).kill('web-1')
    const down = spanUntil(scene, 150)
    // What it had in hand when it died is lost: answers of the application are not tried again.
    expect(down.ended - down.done).toBeLessThanOrEqual(8)
    expect(down.latencyMs(1)).toBeLessThan(30)
  })
})

describe('retry on the next', () => {
  it('never sends the keys of a dead shard to another one', () => {
    const design = draw(
      {
        client: sends(200, 'read', { zipfAlpha: 0 }),
        lb: ['load-balancer', LB('haproxy')],
        a: ['shard'],
        b: ['shard'],
      },
      ['client > lb > a', 'lb > b'],
    )
    const scene = new Scene(design).until(10).kill('a').until(11)
    const before = scene.arrived('a')
    const down = spanUntil(scene, 31)
    expect(Math.abs(down.errors - 0.5)).toBeLessThan(0.03)
    // Each was tried once: there is no next one.
    expect((scene.arrived('a') - before) / (down.ended - down.done)).toBeCloseTo(1, 2)
  })

  it.each(['round-robin', 'random', 'hash', 'sticky', 'least-connections'])(
    'asks each request’s dead server once, and nobody a second time where it is the only one (%s)',
    (policy) => {
      const asks = { policy, healthChecks: false, retryNext: 3 }
      const pair = new Scene(fleet(2, asks)).until(10).kill('web-1').until(10.1)
      expect(pair.errorsUntil(30)).toBe(0)
      const lone = new Scene(fleet(1, asks)).until(10).kill('web-1').until(11)
      const before = lone.arrived('web-1')
      const { ended } = spanUntil(lone, 31)
      expect((lone.arrived('web-1') - before) / ended).toBeCloseTo(1, 2)
    },
  )

  it.each(['round-robin', 'random', 'hash', 'sticky', 'least-connections'])(
    'meets none of two dead servers twice, so that two tries are enough (%s)',
    (policy) => {
      const scene = new Scene(fleet(3, { policy, healthChecks: false, retryNext: 2 })).until(10)
      scene.kill('web-1').kill('web-2').until(10.1)
      expect(scene.errorsUntil(30)).toBe(0)
    },
  )

  it.each(['sticky', 'least-connections', 'random'])(
    'goes to the primary when a replica is dead that is a target itself as well as a copy of the primary (%s)',
    (policy) => {
      const design = draw(
        {
          client: sends(200, 'read'),
          lb: ['load-balancer', { policy, healthChecks: false, retryNext: 1 }],
          db: ['database'],
          copy: ['replica'],
        },
        ['client > lb > db > copy', 'lb > copy'],
      )
      const scene = new Scene(design).until(10).kill('copy').until(10.1)
      expect(scene.errorsUntil(30)).toBe(0)
    },
  )
})

describe('profiles of balancers', () => {
  it('ALB: a dead server is out after one to two intervals of 30 s, and back after five good probes', () => {
    const scene = new Scene(fleet(2, LB('alb'), 100)).until(60).kill('web-1')
    const ejected = untilMark(scene, 'eject', 61).timeSec - 60
    expect(ejected).toBeGreaterThan(30)
    expect(ejected).toBeLessThanOrEqual(60)
    scene.until(125).restore('web-1')
    const back = untilMark(scene, 'readmit', 151).timeSec - 125
    expect(back).toBeGreaterThan(120)
    expect(back).toBeLessThanOrEqual(150)
  })

  it('HAProxy: out after 4 to 6 s, and meanwhile the next server is tried', () => {
    const scene = new Scene(fleet(2, LB('haproxy'))).until(30).kill('web-1').until(30.03)
    const { timeSec } = untilMark(scene, 'eject', 7)
    expect(timeSec).toBeGreaterThan(34)
    expect(timeSec).toBeLessThanOrEqual(36)
    expect(scene.errorsUntil(60)).toBe(0)
  })

  it('HAProxy: without a living server every request fails for want of a healthy target, and nothing is opened', () => {
    const scene = new Scene(fleet(2, LB('haproxy'))).until(30).kill('web-1').kill('web-2').until(40)
    const arrived = scene.arrived('web-1') + scene.arrived('web-2')
    const down = spanUntil(scene, 60)
    expect(down.by('noHealthyTarget')).toBe(1)
    expect(scene.arrived('web-1') + scene.arrived('web-2')).toBe(arrived)
    expect(scene.marks('eject')).toHaveLength(2)
    expect(scene.marks('failOpen')).toEqual([])
  })

  it('nginx: one failure puts a server out for 10 s, the next one is tried, and nobody notices', () => {
    const scene = new Scene(fleet(2, LB('nginx'))).until(30).kill('web-1').until(30.03)
    expect(scene.marks('eject')).toMatchObject([{ target: 'web-1' }])
    const tried = scene.arrived('web-1')
    expect(scene.errorsUntil(90)).toBe(0)
    // One request every 10 s finds out that it is still dead.
    expect(scene.arrived('web-1') - tried).toBe(5)
    scene.restore('web-1').until(101)
    expect(scene.readings('lb').healthyTargets).toBe(2)
  })

  it('nginx: a lone server is never ejected', () => {
    const scene = new Scene(fleet(1, LB('nginx'))).until(30).kill('web-1').until(30.1)
    expect(spanUntil(scene, 60).by('unavailable')).toBe(1)
    expect(scene.marks('eject')).toEqual([])
    scene.restore('web-1').until(60.1)
    expect(scene.errorsUntil(70)).toBe(0)
  })

  it('nginx: nor is the last one of two', () => {
    const scene = new Scene(fleet(2, LB('nginx'))).until(30).kill('web-1').kill('web-2').until(60)
    expect(scene.readings('lb').healthyTargets).toBe(1)
    expect(new Set(scene.marks('eject').map((mark) => mark.target)).size).toBeLessThanOrEqual(2)
  })

  it('Envoy: five failures in a row put a host out, for 30 s x count', () => {
    const scene = new Scene(fleet(5, LB('envoy'), 100)).until(10).kill('web-1').until(10.03)
    const before = scene.books().failed
    const { timeSec } = untilMark(scene, 'eject', 2)
    expect(scene.books().failed - before).toBeLessThanOrEqual(5)
    expect(scene.errorsUntil(timeSec + 29.9)).toBe(0)
    scene.until(timeSec + 200)
    const outs = scene.marks('eject').slice(0, 3)
    const backs = scene.marks('readmit').slice(0, 3)
    const spans = backs.map((back, i) => back.timeSec - outs[i]!.timeSec)
    for (const [i, span] of spans.entries()) expect(span).toBeCloseTo(30 * (i + 1), 6)
    expect(spans).toHaveLength(3)
  })

  it('Envoy: at most 10 % of the hosts are out: of 20 with four dead ones two, so a ninth goes on failing', () => {
    const scene = new Scene(fleet(20, LB('envoy'), 400)).until(10)
    for (const id of ['web-1', 'web-2', 'web-3', 'web-4']) scene.kill(id)
    scene.until(14)
    expect(scene.readings('lb').healthyTargets).toBe(18)
    expect(Math.abs(scene.errorsUntil(34) - 2 / 18)).toBeLessThan(0.01)
  })

  it('Envoy: but at least one: of five with two dead ones one, so a quarter goes on failing', () => {
    const scene = new Scene(fleet(5, LB('envoy'))).until(10).kill('web-1').kill('web-2').until(14)
    expect(scene.readings('lb').healthyTargets).toBe(4)
    expect(Math.abs(scene.errorsUntil(34) - 1 / 4)).toBeLessThan(0.01)
  })
})

describe('2: all targets unhealthy', () => {
  it('the balancer sends to all of them, and says so', () => {
    const scene = new Scene(fleet(3, LB('classroom'))).until(10)
    for (const id of ['web-1', 'web-2', 'web-3']) scene.kill(id)
    const { timeSec, node } = untilMark(scene, 'failOpen', 7)
    expect(node).toBe('lb')
    expect(scene.readings('lb')).toEqual({ targets: 3, healthyTargets: 0 })
    const before = [1, 2, 3].map((i) => scene.arrived(`web-${i}`))
    expect(spanUntil(scene, timeSec + 10).by('unavailable')).toBe(1)
    for (const i of [1, 2, 3])
      expect(Math.abs((scene.arrived(`web-${i}`) - before[i - 1]!) / 667 - 1)).toBeLessThan(0.1)
    // One that is back answers its third at once, before any probe has seen it, and everything after two good ones.
    scene.restore('web-2')
    expect(Math.abs(scene.errorsUntil(timeSec + 11.9) - 2 / 3)).toBeLessThan(0.06)
    scene.until(timeSec + 15)
    expect(scene.errorsUntil(timeSec + 30)).toBe(0)
  })
})

describe('15: a crashed node and least connections', () => {
  const looking = (policy: string, more: Params = {}): Params => ({ policy, ...TEN_BY_THREE, ...more })
  const cases = (['least-connections', 'two-choices'] as const).flatMap((policy) =>
    ([2, 5] as const).flatMap((count) => ([60, 2000] as const).map((rate) => [policy, count, rate] as const)),
  )

  it.each(cases)('with probes it never looks idle: %s, %i servers, %i/s', (policy, count, rate) => {
    const scene = new Scene(fleet(count, looking(policy), rate, { serviceCv: 1 }))
      .until(20)
      .kill('web-1')
      .until(21)
    const before = scene.arrived('web-1')
    const down = spanUntil(scene, 40)
    const share = (scene.arrived('web-1') - before) / (rate * 19)
    expect(share).toBeLessThan(1 / count + 0.03)
    expect(down.errors).toBeLessThan(1 / count + 0.03)
    scene.until(51)
    expect(scene.errorsUntil(60)).toBe(0)
  })

  it.each(['least-connections', 'two-choices'])(
    'with probes off it swallows more than its share (%s)',
    (policy) => {
      const scene = new Scene(fleet(5, looking(policy, { healthChecks: false }), 2000, { serviceCv: 1 }))
      scene.until(20).kill('web-1').until(21)
      // Of five servers one is among two random ones in two of five draws.
      expect(scene.errorsUntil(40)).toBeGreaterThan(policy === 'two-choices' ? 0.36 : 0.85)
      expect(scene.marks('eject')).toEqual([])
    },
  )

  it('with probes off and Envoy’s outlier detection it is out after five requests', () => {
    const scene = new Scene(fleet(5, { ...LB('envoy'), policy: 'least-connections' }, 2000))
      .until(20)
      .kill('web-1')
    scene.until(20.5)
    expect(scene.marks('eject')).toMatchObject([{ target: 'web-1' }])
    expect(scene.errorsUntil(40)).toBe(0)
  })
})
