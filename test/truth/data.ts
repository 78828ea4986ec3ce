import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, only, Scene, sends } from '../support/simulate.ts'
import { mean, presetOf, untilMark } from '../support/spans.ts'
import type { TruthCase } from './case.ts'

/** A server before a primary with a replica. */
const pair = (client: Params, db: Params, replica: Params): Design =>
  draw(
    {
      client: ['client', client],
      web: ['web', { workers: 10_000 }],
      db: ['database', { connectionsMax: null, slots: 100, ...db }],
      r: ['replica', { connectionsMax: null, ...replica }],
    },
    ['client > web > db > r'],
  )

/** A primary with a replica dies at 20 s: from then until writes are taken, and acknowledged writes that are lost. */
function promotion(db: Params, replica: Params, ratePerSec = 200, seed = 1) {
  const scene = new Scene(pair({ ratePerSec, mix: only('write') }, db, replica), seed)
  scene.until(20).kill('db').until(120)
  const [promoted] = scene.marks('promote')
  return { sec: promoted!.timeSec - 20, lost: scene.readings('db').lostWrites! }
}

const SEEDS = Array.from({ length: 40 }, (_, i) => i + 1)

/** A replica is away from 30 to 90 s at 200 writes a second: the seconds until it has caught up. */
function catchUp(applyMs: number): number {
  const mix = { static: 0, read: 2, write: 1, upload: 0, task: 0 }
  const scene = new Scene(pair({ ratePerSec: 600, mix }, {}, { writeMs: applyMs, slots: 100 }))
  scene.until(30).kill('r').until(90).restore('r')
  return untilMark(scene, 'synced', 100).timeSec - 90
}

/** Servers of 100/s an instance under so many requests a second. */
const scaled = (ratePerSec: number, web: Params = {}): Design =>
  draw(
    {
      client: sends(ratePerSec, 'static'),
      web: ['web', { autoscale: true, workers: 10, serviceMs: 100, queueMax: null, ...web }],
    },
    ['client > web'],
  )

const instances = (scene: Scene): number => Number(scene.readings('web').instances)

/** Workers are away for 120 s at 100 tasks a second, and can do 150: the seconds until the queue is empty. */
function drained(): number {
  const scene = new Scene(
    draw(
      {
        client: sends(100, 'task'),
        queue: ['queue', { depthMax: null, visibilityMs: 3_600_000 }],
        worker: ['worker', { instances: 1, workers: 150, serviceMs: 1000 }],
      },
      ['client > queue > worker'],
    ),
  )
  scene.until(30).kill('worker').until(150).restore('worker')
  while (scene.queued('queue') > 0 && scene.now < 600) scene.until(scene.now + 0.1)
  return scene.now - 150
}

/** Databases, instances that come and go, queues. */
export const data: readonly TruthCase[] = [
  {
    name: 'a promotion: 10 s until it is noticed, 30 s for the promotion',
    source: 'the fields detectMs and promoteMs',
    unit: 's',
    expected: 40,
    tolerance: 0.001,
    measure: () => promotion({}, {}).sec,
  },
  {
    name: 'Patroni, ttl 30 s, loop_wait 10 s, 5 s to promote: in the mean of 40 deaths',
    source: 'the key is renewed at any time in the last loop_wait: 25 to 35 s',
    unit: 's',
    expected: 30,
    tolerance: 0.05,
    measure: () => mean(SEEDS.map((seed) => promotion(presetOf('database', 'patroni'), {}, 1, seed).sec)),
  },
  {
    name: 'acknowledged writes lost with a lag of 0.5 s at 200/s, in the mean of 40 deaths',
    source: 'rate x lag',
    unit: '',
    expected: 100,
    tolerance: 0.05,
    measure: () => mean(SEEDS.map((seed) => promotion({}, { lagMs: 500 }, 200, seed).lost)),
  },
  {
    name: 'the same with a synchronous replica',
    source: 'an acknowledged write is at both',
    unit: '',
    expected: 0,
    tolerance: 0,
    measure: () => promotion({ replication: 'sync' }, { lagMs: 500 }).lost,
  },
  ...(
    [
      [400, 2.5, 60],
      [800, 1.25, 20],
    ] as const
  ).map(
    ([perSec, applyMs, sec]): TruthCase => ({
      name: `a replica that was away for 60 s at 200 writes/s and applies ${perSec}/s: until it has caught up`,
      source: 'backlog over what is left of its rate',
      unit: 's',
      expected: sec,
      tolerance: 0.07,
      measure: () => catchUp(applyMs),
    }),
  ),
  {
    name: 'a queue after 120 s without workers at 100/s, 150/s worked off: until it is empty',
    source: '12,000 / (150 - 100)',
    unit: 's',
    expected: 240,
    tolerance: 0.05,
    measure: drained,
  },
  {
    name: 'autoscaling of one full instance to 70 %: the first order',
    source: 'Kubernetes HPA: ceil(1 x 100 % / 70 %) - 1',
    unit: '',
    expected: 1,
    tolerance: 0,
    measure: () => new Scene(scaled(500)).until(15.1).marks('scale')[0]!.value,
  },
  {
    name: 'autoscaling of 250/s at 100/s an instance to 70 %: instances in the end',
    source: 'Kubernetes HPA: ceil(2.5 / 0.7)',
    unit: '',
    expected: 4,
    tolerance: 0,
    measure: () => instances(new Scene(scaled(250)).until(600)),
  },
  {
    name: 'autoscaling when the load is gone: until the first instance goes',
    source:
      'Kubernetes HPA: the highest wish of 300 s counts, looks every 15 s; gone at 100 s, last high wish at 105 s, first look without it at 420 s',
    unit: 's',
    expected: 320,
    tolerance: 0,
    measure: () => {
      const scene = new Scene(scaled(250, { instances: 4 })).until(100).edit(scaled(60, { instances: 4 }))
      return untilMark(scene, 'scale', 400).timeSec - 100
    },
  },
]
