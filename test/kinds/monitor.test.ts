import { expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
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
