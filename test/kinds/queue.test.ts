import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, Scene, sends } from '../support/simulate.ts'
import { presetOf } from '../support/spans.ts'

const tasks = (queue: Params, worker: Params, ratePerSec = 100, client: Params = {}): Design =>
  draw(
    {
      client: sends(ratePerSec, 'task', client),
      queue: ['queue', { depthMax: null, ...queue }],
      worker: ['worker', { workers: 100, serviceMs: 100, ...worker }],
    },
    ['client > queue > worker'],
  )

it('a message that has waited for the retention is dropped and counted, and none before', () => {
  const scene = new Scene(tasks({ retentionMs: 60_000 }, {})).until(10).kill('worker').until(69)
  expect(scene.readings('queue').expired).toBe(0)
  expect(scene.readings('queue').oldestMs).toBeGreaterThan(58_000)
  scene.until(110)
  const { expired, oldestMs } = scene.readings('queue')
  // What came from 10 s to 50 s.
  expect(Math.abs(expired! - 4000)).toBeLessThan(250)
  expect(Math.abs(oldestMs! - 60_000)).toBeLessThan(200)
  expect(Math.abs(scene.queued('queue') - 6000)).toBeLessThan(320)
})

describe('partitions', () => {
  const kafka = (partitions: number, worker: Params = {}, client: Params = {}): Design =>
    tasks({ ...presetOf('queue', 'kafka'), partitions }, { serviceMs: 100, serviceCv: 0, ...worker }, 100, {
      keys: 100_000,
      zipfAlpha: 0,
      ...client,
    })
  const donePerSec = (design: Design): number => {
    const scene = new Scene(design).until(30)
    const before = scene.arrived('worker')
    return (scene.until(90).arrived('worker') - before) / 60
  }

  it('bound what is worked on at once, however many slots there are', () => {
    // One message of 100 ms after the other: 10/s a partition.
    expect(Math.abs(donePerSec(kafka(4)) - 40)).toBeLessThan(1)
    expect(Math.abs(donePerSec(kafka(8)) - 80)).toBeLessThan(2)
    expect(Math.abs(donePerSec(kafka(40)) - 100)).toBeLessThan(5)
    expect(Math.abs(donePerSec(kafka(4, { serviceMs: 50 })) - 80)).toBeLessThan(2)
  })

  it('let one popular key fill one of them while the others are idle', () => {
    const hot = kafka(40, {}, { keys: 2, zipfAlpha: 3 })
    // Two keys are two partitions, which both get more than 10/s; the other 38 get nothing.
    expect(Math.abs(donePerSec(hot) - 20)).toBeLessThan(1.5)
  })

  it('are as old as the oldest message that heads one of them', () => {
    const scene = new Scene(kafka(12)).until(10).kill('worker').until(40)
    // All twelve wait: the oldest head came as the worker died, one gap of 10 ms or a few before or after.
    expect(Math.abs(scene.readings('queue').oldestMs! - 30_000)).toBeLessThan(400)
  })

  it('hand out a message again whose consumer died, and lose none', () => {
    const scene = new Scene(kafka(12)).until(10).kill('worker').until(20).restore('worker').until(150)
    const { generated, failed, shed, inFlight } = scene.books()
    expect([failed, shed]).toEqual([0, 0])
    expect(inFlight).toBeLessThan(60)
    expect(generated).toBeGreaterThan(14_000)
    expect(scene.readings('queue').redelivered).toBeGreaterThan(0)
  })
})

it('the queue of SQS hands out to every free slot, and the depth is what waits', () => {
  const scene = new Scene(tasks(presetOf('queue', 'sqs'), { serviceMs: 1000 }, 200)).until(61)
  // 100 slots of 1 s do 100/s of 200/s.
  expect(Math.abs(scene.queued('queue') - 6000)).toBeLessThan(500)
  expect(scene.books().failed + scene.books().shed).toBe(0)
})
