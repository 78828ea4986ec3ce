import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { N_DONE, TICKS_PER_SEC } from '../support/engine.ts'
import { draw, Scene, sends } from '../support/simulate.ts'
import { drain, mean, presetOf, silence, spanUntil } from '../support/spans.ts'

const SEEDS = Array.from({ length: 30 }, (_, seed) => seed)

describe('4: 100 requests a second of 200 ms', () => {
  const web = { workers: 200, serviceMs: 200, localDataMs: 0 }
  const lone = (more: Params = {}): Design =>
    draw({ client: sends(100), web: ['web', { ...web, ...more }] }, ['client > web'])
  const pair = (lb: Params = {}): Design =>
    draw({ client: sends(100), lb: ['load-balancer', lb], 'web-1': ['web', web], 'web-2': ['web', web] }, [
      'client > lb > web-1',
      'lb > web-2',
    ])

  it('a hard kill of the only server loses the about 20 in flight, and no other', () => {
    const lost = SEEDS.map((seed) => {
      const scene = new Scene(lone(), seed).until(20)
      const { inFlight, failed } = scene.books()
      expect(failed).toBe(0)
      silence(scene.kill('web'))
      expect(scene.until(30).books()).toMatchObject({ failed: inFlight, inFlight: 0 })
      return inFlight
    })
    // Poisson with mean 20: the mean of thirty has a standard error of 0.8.
    expect(Math.abs(mean(lost) - 20)).toBeLessThan(3)
  })

  it('so does one that says nothing, after the time limit of the client', () => {
    const scene = new Scene(lone({ whenDown: 'silent' })).until(20)
    const { inFlight } = scene.books()
    silence(scene.kill('web'))
    expect(scene.until(29).books().failed).toBeLessThanOrEqual(inFlight)
    expect(scene.until(31).books()).toMatchObject({ failed: inFlight, inFlight: 0 })
  })

  it('a graceful drain loses none of them', () => {
    for (const seed of SEEDS) {
      const scene = new Scene(lone(), seed).until(20)
      const { inFlight, completed } = scene.books()
      expect(inFlight).toBeGreaterThan(5)
      silence(scene)
      drain(scene, 'web')
      expect(scene.until(30).books()).toMatchObject({
        failed: 0,
        completed: completed + inFlight,
        inFlight: 0,
      })
      expect(scene.isAlive('web')).toBe(false)
    }
  })

  it('behind a balancer a drain loses nothing at all, of what is there and of what still comes', () => {
    for (const seed of SEEDS.slice(0, 5)) {
      const scene = new Scene(pair(), seed).until(20)
      drain(scene, 'web-1')
      expect(scene.errorsUntil(40)).toBe(0)
      expect(scene.isAlive('web-1')).toBe(false)
      expect(scene.marks('drained')).toMatchObject([{ node: 'web-1' }])
    }
  })

  it('but one that may take only 50 ms does, and so does a kill', () => {
    const scene = new Scene(pair({ drainMs: 50 })).until(20)
    drain(scene, 'web-1')
    const { failed } = scene.until(40).books()
    expect(failed).toBeGreaterThan(2)
    expect(failed).toBeLessThan(20)
    expect(new Scene(pair()).until(20).kill('web-1').until(40).books().failed).toBeGreaterThan(100)
  })
})

describe('12: a queue that gets 100 tasks a second', () => {
  /** 150 tasks a second. */
  const worker = { workers: 150, serviceMs: 1000, serviceCv: 0 }
  const tasks = (queue: Params = {}, consumer: Params = {}): Design =>
    draw(
      { client: sends(100, 'task'), queue: ['queue', queue], worker: ['worker', { ...worker, ...consumer }] },
      ['client > queue > worker'],
    )
  const depth = (scene: Scene): number => scene.readings('queue').depth!

  it('with its consumers down for 120 s keeps 12,000, loses none, and drains in 240 s', () => {
    const runs = SEEDS.slice(0, 10).map((seed) => {
      const scene = new Scene(tasks(), seed).kill('worker')
      expect(spanUntil(scene, 120).errors).toBe(0)
      const piled = depth(scene)
      expect(piled).toBe(scene.books().generated)
      scene.restore('worker')
      const producers = spanUntil(scene, 300)
      expect(producers.errors).toBe(0)
      while (depth(scene) > 0) scene.until(scene.now + 0.1)
      const drainSec = scene.now - 120
      silence(scene)
      scene.until(scene.now + 2)
      const { generated } = scene.books()
      expect(scene.column('queue', N_DONE)).toBe(generated)
      expect(scene.books()).toMatchObject({ completed: generated, failed: 0, shed: 0 })
      expect(scene.readings('queue')).toMatchObject({ depth: 0, deadLetters: 0, expired: 0, redelivered: 0 })
      return { piled, drainSec }
    })
    for (const { piled } of runs) expect(Math.abs(piled / 12_000 - 1)).toBeLessThan(0.035)
    for (const { drainSec } of runs) expect(Math.abs(drainSec / 240 - 1)).toBeLessThan(0.06)
    expect(Math.abs(mean(runs.map(({ piled }) => piled)) / 12_000 - 1)).toBeLessThan(0.01)
    expect(Math.abs(mean(runs.map(({ drainSec }) => drainSec)) / 240 - 1)).toBeLessThan(0.02)
  })

  it('with consumers for 120 a second drains in 600 s, and with consumers for 90 never', () => {
    const some = new Scene(tasks({}, { workers: 120 })).kill('worker').until(120).restore('worker')
    while (depth(some) > 0) some.until(some.now + 1)
    expect(Math.abs((some.now - 120) / 600 - 1)).toBeLessThan(0.1)
    const few = new Scene(tasks({}, { workers: 90 })).kill('worker').until(120).restore('worker')
    expect(depth(few.until(720))).toBeGreaterThan(12_000)
  })

  it('with room for 10,000 rejects exactly 2,000 of 12,000, and the producers know', () => {
    for (const seed of SEEDS.slice(0, 5)) {
      const scene = new Scene(tasks({ depthMax: 10_000 }), seed).kill('worker')
      while (scene.books().generated < 12_000) scene.run.engine.run(200 * TICKS_PER_SEC, 1)
      silence(scene)
      expect(scene.until(scene.now + 1).books()).toMatchObject({ completed: 10_000, shed: 2000, failed: 0 })
      expect(depth(scene)).toBe(10_000)
      scene.restore('worker').until(scene.now + 70)
      expect(scene.column('queue', N_DONE)).toBe(10_000)
    }
  })

  const roomy = { workers: 2000, serviceMs: 20_000, serviceCv: 0 }

  it('tells the age of a message that came back', () => {
    const scene = new Scene(tasks({ visibilityMs: 30_000 }, roomy)).until(10.5)
    const oldest = (): number => scene.readings('queue').oldestMs! / 1000
    expect(oldest()).toBe(0)
    // What it has had in hand since the beginning comes back, and is as old as that; what waits has come since.
    expect(Math.abs(scene.kill('worker').until(29).now - 10.5 - oldest())).toBeLessThan(0.5)
    expect(Math.abs(scene.until(45).now - oldest())).toBeLessThan(0.5)
  })

  it('drops what has been kept too long, although it was delivered once', () => {
    const scene = new Scene(tasks({ visibilityMs: 30_000, retentionMs: 60_000 }, roomy))
    scene.until(10.5).kill('worker').until(59.9)
    expect(scene.readings('queue').expired).toBe(0)
    expect(Math.abs(scene.until(65).readings('queue').expired! / 500 - 1)).toBeLessThan(0.15)
  })

  it.each(['competing', 'partitioned'])(
    'a worker that drains is given no more, the others take over at once (%s)',
    (delivery) => {
      const design = draw(
        {
          client: sends(20, 'task'),
          queue: ['queue', { delivery, partitions: 100 }],
          'worker-1': ['worker', { ...worker, serviceMs: 500 }],
          'worker-2': ['worker', { ...worker, serviceMs: 500 }],
        },
        ['client > queue > worker-1', 'queue > worker-2'],
      )
      const scene = new Scene(design).until(20)
      drain(scene, 'worker-1')
      const [before, had] = [scene.arrived('worker-1'), scene.arrived('worker-2')]
      scene.until(60)
      expect(scene.marks('drained')).toMatchObject([{ node: 'worker-1' }])
      expect(scene.arrived('worker-1')).toBe(before)
      expect(scene.column('worker-1', N_DONE)).toBe(before)
      expect(Math.abs((scene.arrived('worker-2') - had) / 800 - 1)).toBeLessThan(0.1)
      expect(scene.readings('queue')).toMatchObject({ redelivered: 0 })
      expect(depth(scene)).toBeLessThan(20)
    },
  )

  const KAFKA = presetOf('queue', 'kafka')

  it('Kafka: a task that takes longer than a session is done all the same, for a consumer that works is heard', () => {
    const design = draw(
      {
        client: sends(0.1, 'task'),
        queue: ['queue', KAFKA],
        worker: ['worker', { workers: 20, serviceMs: 60_000, serviceCv: 0 }],
      },
      ['client > queue > worker'],
    )
    const scene = new Scene(design).until(1000)
    expect(scene.column('queue', N_DONE)).toBeGreaterThan(70)
    expect(scene.readings('queue')).toMatchObject({ redelivered: 0, deadLetters: 0 })
  })

  it('Kafka: what a consumer had that died is with the next one after a session of 45 s', () => {
    const slow: Params = { workers: 20, serviceMs: 20_000, serviceCv: 0 }
    const design = draw(
      {
        client: sends(1, 'task'),
        queue: ['queue', KAFKA],
        'worker-1': ['worker', slow],
        'worker-2': ['worker', slow],
      },
      ['client > queue > worker-1', 'queue > worker-2'],
    )
    const scene = new Scene(design).until(100).kill('worker-1').until(144.9)
    expect(scene.readings('queue')).toMatchObject({ redelivered: 0 })
    expect(scene.until(145.1).readings('queue')).toMatchObject({ redelivered: 6 })
    expect(scene.busy('worker-2')).toBe(12)
  })

  it('messages that waited for a worker that drained go to it when it does so no longer', () => {
    const scene = new Scene(tasks({}, { serviceMs: 20_000, workers: 4000 })).until(10)
    drain(scene, 'worker')
    scene.until(15)
    expect(depth(scene)).toBeGreaterThan(400)
    scene.restore('worker')
    expect(depth(scene)).toBe(0)
  })

  it('without a queue the same death loses every task', () => {
    const inLine = draw({ client: sends(100, 'task'), web: ['web', { workers: 200 }] }, ['client > web'])
    const scene = new Scene(inLine).until(20).kill('web').until(21)
    expect(scene.errorsUntil(140)).toBe(1)
  })

  it('delivers once more what a dead worker had in hand, and counts it', () => {
    for (const seed of SEEDS.slice(0, 5)) {
      const scene = new Scene(tasks(), seed).until(20)
      silence(scene)
      const inHand = scene.busy('worker')
      expect(inHand).toBeGreaterThan(60)
      scene.kill('worker').until(21).restore('worker').until(48)
      expect(scene.readings('queue').redelivered).toBe(0)
      expect(scene.until(60).readings('queue').redelivered).toBe(inHand)
      const { generated } = scene.books()
      expect(scene.column('queue', N_DONE)).toBe(generated)
      expect(scene.arrived('worker')).toBe(generated + inHand)
    }
  })

  it('delivers twice what takes longer than the visibility timeout, and counts every duplicate', () => {
    const design = tasks({ visibilityMs: 800 }, { workers: 400 })
    const scene = new Scene(design).until(60)
    silence(scene)
    scene.until(80)
    const { generated } = scene.books()
    const { redelivered, deadLetters } = scene.readings('queue')
    // Five receives each, none of them in time.
    expect(deadLetters).toBe(generated)
    expect(redelivered).toBe(4 * generated)
    expect(scene.arrived('worker')).toBe(generated + redelivered!)
  })

  it('delivers nothing twice where the work is done in time', () => {
    const scene = new Scene(tasks()).until(300)
    expect(scene.readings('queue')).toMatchObject({ redelivered: 0, deadLetters: 0 })
  })
})
