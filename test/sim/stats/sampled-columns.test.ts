import { expect, it } from 'vitest'
import { plainFault } from '../../../src/model/fault.ts'
import { draw, Scene, sends } from '../../support/simulate.ts'
import { frames } from '../../support/spans.ts'

it('a full queue does not grow, however much is turned away', () => {
  const design = draw(
    {
      client: sends(100, 'task'),
      queue: ['queue', { depthMax: 500 }],
      worker: ['worker', { workers: 4, serviceMs: 100, serviceCv: 0 }],
    },
    ['client > queue > worker'],
  )
  const scene = new Scene(design)
  const read = frames(scene)
  scene.until(5)
  expect(Math.abs(read('queue', 'depthPerSec') - 60)).toBeLessThan(15)
  scene.until(60)
  expect(Math.abs(read('queue', 'depthPerSec'))).toBeLessThan(5)
  expect(Math.abs(read('queue', 'dropPerSec') - 60)).toBeLessThan(15)
})

it('a dead server says since when, in seconds of the run', () => {
  const scene = new Scene(draw({ client: sends(10), web: ['web'] }, ['client > web'])).until(88)
  const read = frames(scene)
  scene.run.inject(plainFault('kill', 'web'))
  scene.until(90)
  expect(read('web', 'downSinceSec')).toBe(88)
})

it('messages of a partition are worked on in their order, those that come again first', () => {
  const design = draw(
    {
      client: sends(20, 'task', { keys: 1, zipfAlpha: 0 }),
      queue: ['queue', { delivery: 'partitioned', partitions: 4, depthMax: null, sessionMs: 2000 }],
      'w-1': ['worker', { workers: 10, serviceMs: 100, serviceCv: 0 }],
      'w-2': ['worker', { workers: 10, serviceMs: 100, serviceCv: 0 }],
    },
    ['client > queue > w-1', 'queue > w-2'],
  )
  const scene = new Scene(design).until(20)
  // Ten a second of twenty are done, so the oldest has waited for half of the run.
  expect(Math.abs(scene.readings('queue').oldestMs! - 10_000)).toBeLessThan(700)
  for (const id of ['w-1', 'w-2']) scene.kill(id)
  scene.until(30)
  for (const id of ['w-1', 'w-2']) scene.restore(id)
  scene.until(30.05)
  // What was worked on at the death is at the head again: nothing younger is older.
  expect(Math.abs(scene.readings('queue').oldestMs! - 20_000)).toBeLessThan(700)
})
