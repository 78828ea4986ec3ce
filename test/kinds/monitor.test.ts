import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, report, Scene, sends } from '../support/simulate.ts'

const watched: Design = draw(
  { client: sends(200), a: ['web'], b: ['web'], lb: ['load-balancer'], it: ['monitor'] },
  ['client > lb > a', 'lb > b', 'it > a', 'it > b'],
)

it('fires no alert because a report begins the counts anew after its warm-up', () => {
  for (const design of [watched, { ...watched, edges: watched.edges.slice(0, 3) }])
    expect(report(design, 20, 17.5).nodes.it?.alerts).toBe(0)
})

it('says that what it cannot reach is down, and nothing about its errors and latency', () => {
  const scene = new Scene(watched).until(20)
  scene.run.inject(plainFault('cut', 'it>a'))
  scene.until(40)
  scene.run.inject(plainFault('restore', 'it>a'))
  scene.until(60)
  const alerts = scene.marks().filter(({ type }) => type === 'alert' || type === 'alertEnd')
  expect(alerts.map(({ type, target, timeSec }) => [type, target, timeSec])).toEqual([
    ['alert', 'down', 21],
    ['alertEnd', 'down', 41],
  ])
})

describe('the three rules', () => {
  /** Rules that fire within a minute before a server that fails a share, is slow, or is down. */
  function fired(monitor: Params, web: Params, errorPercent = 0, killed = false): unknown[] {
    const design = draw(
      { client: sends(500, 'static'), web: ['web', { workers: 1000, ...web }], it: ['monitor', monitor] },
      ['client > web'],
    )
    const scene = new Scene(design).until(20)
    if (errorPercent > 0)
      scene.run.inject({ type: 'errors', target: 'web', amount: errorPercent, durationSec: null })
    if (killed) scene.kill('web')
    scene.until(80)
    return [...new Set(scene.marks('alert').map(({ target }) => target))].sort()
  }
  const exact = (serviceMs: number): Params => ({ serviceMs, serviceCv: 0 })

  it('are an error rate over 1 %, a p95 over 500 ms, and a component that is down', () => {
    expect(fired({}, exact(20))).toEqual([])
    expect(fired({}, exact(20), 0.3)).toEqual([])
    expect(fired({}, exact(20), 3)).toEqual(['errors'])
    expect(fired({}, exact(480))).toEqual([])
    expect(fired({}, exact(520))).toEqual(['latency'])
    expect(fired({}, exact(20), 0, true)).toEqual(['down', 'errors'])
  })

  it('follow their fields', () => {
    expect(fired({ errorPercentMax: 5 }, exact(20), 3)).toEqual([])
    expect(fired({ errorPercentMax: 0.1 }, exact(20), 1)).toEqual(['errors'])
    expect(fired({ latencyMsP95Max: 100 }, exact(120))).toEqual(['latency'])
    expect(fired({ componentDown: false }, exact(20), 0, true)).toEqual(['errors'])
  })
})
