import type { Design } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, Scene, sends } from '../support/simulate.ts'
import { mean, presetOf, untilMark } from '../support/spans.ts'
import type { TruthCase } from './case.ts'

const SEEDS = Array.from({ length: 60 }, (_, i) => i + 1)

/** Equal servers behind a balancer with the fields of a product. */
function fleet(count: number, lb: Params, ratePerSec: number): Design {
  const ids = Array.from({ length: count }, (_, i) => `web-${i + 1}`)
  const web: Params = { workers: 200, localDataMs: 0, serviceCv: 0 }
  return draw(
    {
      client: sends(ratePerSec),
      lb: ['load-balancer', lb],
      ...Object.fromEntries(ids.map((id) => [id, ['web', web] as const])),
    },
    ['client > lb', ...ids.map((id) => `lb > ${id}`)],
  )
}

const product = (id: string): Params => presetOf('load-balancer', id)

/** A server dies at 60.5 s, and comes back when it is out: the mean times over many phases of the probes until it is out, and in again. */
function probed(id: string, mark: 'eject' | 'readmit'): number {
  return mean(
    SEEDS.map((seed) => {
      const scene = new Scene(fleet(2, product(id), 2), seed).until(60.5).kill('web-1')
      const out = untilMark(scene, 'eject', 61).timeSec
      if (mark === 'eject') return out - 60.5
      // Whatever the phase of the probes was, it does not hang together with a whole number of seconds later.
      const back = out + 7.3 + seed
      scene.until(back).restore('web-1')
      return untilMark(scene, 'readmit', 151).timeSec - back
    }),
  )
}

/** When nginx tries a dead server again, in whole seconds as it counts them. */
function trialsOfNginx(): number[] {
  const scene = new Scene(fleet(2, product('nginx'), 200)).until(30.5).kill('web-1').until(30.6)
  const trials: number[] = []
  let tried = scene.arrived('web-1')
  for (let sec = 30.7; sec < 90; sec += 0.1) {
    if (scene.until(sec).arrived('web-1') > tried) trials.push(Math.floor(sec))
    tried = scene.arrived('web-1')
  }
  return trials
}

/** All of nginx' servers are out from 30.5 s on: the seconds until one of them is tried. */
function silenceOfNginx(): number {
  const scene = new Scene(fleet(2, product('nginx'), 200)).until(30.5)
  scene.kill('web-1').kill('web-2').until(30.6)
  const arrived = (): number => scene.arrived('web-1') + scene.arrived('web-2')
  const before = arrived()
  while (arrived() === before && scene.now < 60) scene.until(scene.now + 0.01)
  return scene.now - 30.5
}

/** How long Envoy leaves a host out for the n-th time. */
function spanOfEnvoy(n: number): number {
  const scene = new Scene(fleet(5, product('envoy'), 100)).until(10).kill('web-1').until(220)
  return scene.marks('readmit')[n - 1]!.timeSec - scene.marks('eject')[n - 1]!.timeSec
}

/** Two sites behind a DNS of which one dies right after a check: the share of its requests that is answered again after 60 s. */
function recoveredByDns(ttlMs: number): number {
  const web: Params = { workers: 10_000, serviceMs: 1, localDataMs: 0 }
  const sites = (ratePerSec: number): Design =>
    draw(
      {
        client: sends(ratePerSec),
        dns: ['dns', { ttlMs, healthIntervalMs: 10_000, healthFall: 3 }],
        'site-1': ['web', web],
        'site-2': ['web', web],
      },
      ['client > dns > site-1', 'dns > site-2'],
    )
  return mean(
    [1, 2, 3].map((seed) => {
      const trial = new Scene(sites(1), seed).until(100).kill('site-1')
      const died = untilMark(trial, 'eject', 31).timeSec - 29.999
      const scene = new Scene(sites(1000), seed)
        .until(died)
        .kill('site-1')
        .until(died + 59)
      return 100 * (1 - 2 * scene.errorsUntil(died + 61))
    }),
  )
}

/** Who leaves a dead target out, when, and when it is let in again. */
export const balancers: readonly TruthCase[] = [
  {
    name: 'nginx, fail_timeout 10 s: from the failure to the trial',
    source: 'ngx_http_upstream_round_robin.c: more than 10 whole seconds',
    unit: 's',
    expected: 11,
    tolerance: 0,
    measure: () => trialsOfNginx()[0]! - 30,
  },
  {
    name: 'nginx: from one failed trial to the next',
    source: 'the same, and each failure sets the clock',
    unit: 's',
    expected: 11,
    tolerance: 0,
    measure: () => (trialsOfNginx()[4]! - trialsOfNginx()[0]!) / 4,
  },
  {
    name: 'nginx, all servers out at 30.5 s: until one is tried',
    source: 'the same: 502 without an attempt until second 41',
    unit: 's',
    expected: 10.5,
    tolerance: 0.01,
    measure: silenceOfNginx,
  },
  {
    name: 'HAProxy, inter 2s, fall 3: a dead server is out after',
    source: 'two intervals and the rest of one: 5 s in the mean',
    unit: 's',
    expected: 5,
    tolerance: 0.05,
    measure: () => probed('haproxy', 'eject'),
  },
  {
    name: 'HAProxy, inter 2s, rise 2: a server that is back is in after',
    source: 'one interval and the rest of one: 3 s in the mean',
    unit: 's',
    expected: 3,
    tolerance: 0.1,
    measure: () => probed('haproxy', 'readmit'),
  },
  {
    name: 'ALB, 30 s, 2 failures: a dead target is out after',
    source: 'one interval and the rest of one: 45 s in the mean',
    unit: 's',
    expected: 45,
    tolerance: 0.08,
    measure: () => probed('alb', 'eject'),
  },
  {
    name: 'ALB, 30 s, 5 successes: a target that is back is in after',
    source: 'four intervals and the rest of one: 135 s in the mean',
    unit: 's',
    expected: 135,
    tolerance: 0.03,
    measure: () => probed('alb', 'readmit'),
  },
  ...[1, 2, 3].map(
    (n): TruthCase => ({
      name: `Envoy, base_ejection_time 30 s: a host is out for the time number ${n}`,
      source: 'Envoy, outlier detection: base x number of ejections',
      unit: 's',
      expected: 30 * n,
      tolerance: 0.001,
      measure: () => spanOfEnvoy(n),
    }),
  ),
  ...(
    [
      [60_000, 50],
      [120_000, 25],
    ] as const
  ).map(
    ([ttlMs, percent]): TruthCase => ({
      name: `DNS, found out after 30 s, TTL ${ttlMs / 1000} s: who was sent to the dead site has moved after 60 s`,
      source: 'answers end evenly over the TTL',
      unit: '%',
      expected: percent,
      tolerance: 0.08,
      measure: () => recoveredByDns(ttlMs),
    }),
  ),
]
