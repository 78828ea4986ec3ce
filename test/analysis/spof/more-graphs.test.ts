import { describe, expect, it } from 'vitest'
import type { Params } from '../../../src/model/field.ts'
import { draw, only } from '../../support/simulate.ts'
import { verdictsOf } from './verdicts.ts'

type Drawn = Parameters<typeof draw>

const users = (mix: Params['mix'], more: Params = {}): readonly [string, Params] => [
  'client',
  { mix, keys: 1000, zipfAlpha: 0, ...more },
]
const reads = (more: Params = {}) => users(only('read'), more)
const writes = (more: Params = {}) => users(only('write'), more)
const both = (more: Params = {}) => users({ static: 0, read: 50, write: 50, upload: 0, task: 0 }, more)
const web = ['web'] as const
const blind = { healthChecks: false }

/** What a design is, and what each class has to fear, by verdict. */
const GRAPHS: readonly (readonly [name: string, drawn: Drawn, expected: ReturnType<typeof verdictsOf>])[] = [
  [
    'one server that does everything',
    [{ c: both(), web }, ['c > web']],
    { read: { hard: ['web'] }, write: { hard: ['web'] } },
  ],
  [
    'requests take a dead server out again and again, and each time some more have to fail: three, then those that wait meanwhile',
    [
      {
        c: reads({ ratePerSec: 80 }),
        lb: ['load-balancer', { ...blind, passiveFailures: 3, ejectMs: 5000, connectMs: 300 }],
        a: ['web', { whenDown: 'silent' }],
        b: web,
      },
      ['c > lb > a', 'lb > b'],
    ],
    { read: { hard: ['lb'], partial: ['a 97 %', 'b 99 %'] } },
  ],
  [
    'what requests take out before probes do is out for good',
    [
      {
        c: reads({ ratePerSec: 80 }),
        lb: ['load-balancer', { passiveFailures: 3, ejectMs: 60_000 }],
        a: web,
        b: web,
      },
      ['c > lb > a', 'lb > b'],
    ],
    { read: { hard: ['lb'], transient: ['a 0.075 s', 'b 0.075 s'] } },
  ],
  [
    'least connections without probes: the retry finds the others as busy as the first try did, and the dead one idle',
    [
      {
        c: reads({ retries: 1, ratePerSec: 60 }),
        lb: ['load-balancer', { ...blind, policy: 'least-connections' }],
        a: ['web', { serviceMs: 5, localDataMs: 0 }],
        b: ['web', { serviceMs: 5, localDataMs: 0 }],
        d: ['web', { serviceMs: 5, localDataMs: 0 }],
      },
      ['c > lb > a', 'lb > b', 'lb > d'],
    ],
    { read: { hard: ['lb'], partial: ['a 96 %', 'b 96 %', 'd 96 %'] } },
  ],
  [
    'four sticky servers that keep sessions themselves: nothing fails, but a quarter of the users have to log in again',
    [
      {
        c: reads(),
        lb: ['load-balancer', { policy: 'sticky', retryNext: 1 }],
        ...Object.fromEntries(
          ['w', 'x', 'y', 'z'].map((id) => [id, ['web', { sessions: 'memory' }] as const]),
        ),
      },
      ['c > lb > w', 'lb > x', 'lb > y', 'lb > z'],
    ],
    { read: { hard: ['lb'], delay: ['w', 'x', 'y', 'z'] } },
  ],
  [
    'who fetched a key for all when the primary died keeps the others waiting until its lease is over',
    [
      {
        c: reads(),
        web: ['web', { reads: 'primary' }],
        cache: ['cache', { singleFlight: true, leaseMs: 8000 }],
        db: ['database', { detectMs: 2000, promoteMs: 2000 }],
        copy: ['replica'],
      },
      ['c > web > cache', 'web > db > copy'],
    ],
    { read: { hard: ['web'], transient: ['db 12 s'], delay: ['cache'] } },
  ],
  [
    'two servers that a client asks in turn: half of it fails, because a client does not look',
    [{ c: reads(), a: web, b: web }, ['c > a', 'c > b']],
    { read: { partial: ['a 50 %', 'b 50 %'] } },
  ],
  [
    'the same with one retry, which meets the other one',
    [{ c: reads({ retries: 1, ratePerSec: 1 }), a: web, b: web }, ['c > a', 'c > b']],
    { read: {} },
  ],
  [
    'the same where others take their turns while it waits for its retry, which meets either of them',
    [{ c: reads({ retries: 1, ratePerSec: 60, backoffMs: 1000 }), a: web, b: web }, ['c > a', 'c > b']],
    { read: { partial: ['a 75 %', 'b 76 %'] } },
  ],
  [
    'two replicas without a primary, of which each read asks one after the other: a retry does not help',
    [
      {
        c: reads({ retries: 1, ratePerSec: 1 }),
        web: ['web', { queriesPerRead: 2, reads: 'replicas' }],
        a: ['replica'],
        b: ['replica'],
      },
      ['c > web', 'web > a', 'web > b'],
    ],
    { read: { hard: ['web'], partial: ['a 1 %', 'b 1 %'] } },
  ],
  [
    'three servers of which the second has twice the weight',
    [{ c: reads(), a: web, b: web, d: web }, ['c > a', ['c > b', { weight: 2 }], 'c > d']],
    { read: { partial: ['a 75 %', 'b 50 %', 'd 75 %'] } },
  ],
  [
    'a server of weight 0 stands by for nobody where the chooser does not look',
    [{ c: reads(), a: web, b: web }, ['c > a', ['c > b', { weight: 0 }]]],
    { read: { hard: ['a'] } },
  ],
  [
    'a balancer that probes finds the one that stands by',
    [{ c: reads(), lb: ['load-balancer'], a: web, b: web }, ['c > lb > a', ['lb > b', { weight: 0 }]]],
    { read: { hard: ['lb'], transient: ['a 6 s'] } },
  ],
  [
    'a balancer without probes goes on sending to the dead one',
    [{ c: reads(), lb: ['load-balancer', blind], a: web, b: web }, ['c > lb > a', 'lb > b']],
    { read: { hard: ['lb'], partial: ['a 50 %', 'b 50 %'] } },
  ],
  [
    'a balancer without probes that tries the next one loses nothing',
    [
      { c: reads(), lb: ['load-balancer', { ...blind, retryNext: 1 }], a: web, b: web },
      ['c > lb > a', 'lb > b'],
    ],
    { read: { hard: ['lb'] } },
  ],
  [
    'trying the next one with probes leaves no gap',
    [{ c: reads(), lb: ['load-balancer', { retryNext: 1 }], a: web, b: web }, ['c > lb > a', 'lb > b']],
    { read: { hard: ['lb'] } },
  ],
  [
    'sticky sessions without probes bind users to the dead one',
    [
      { c: reads({ retries: 3 }), lb: ['load-balancer', { ...blind, policy: 'sticky' }], a: web, b: web },
      ['c > lb > a', 'lb > b'],
    ],
    { read: { hard: ['lb'], partial: ['a 50 %', 'b 50 %'] } },
  ],
  [
    'one target that is down is all of them: fail open helps nobody',
    [{ c: reads(), lb: ['load-balancer'], a: web }, ['c > lb > a']],
    { read: { hard: ['a', 'lb'] } },
  ],
  [
    'two balancers by DNS with health checks',
    [
      { c: reads(), dns: ['dns'], 'lb-1': ['load-balancer'], 'lb-2': ['load-balancer'], web },
      ['c > dns > lb-1 > web', 'dns > lb-2 > web'],
    ],
    { read: { hard: ['dns', 'web'], transient: ['lb-1 150 s', 'lb-2 150 s'] } },
  ],
  [
    'two balancers by DNS without health checks',
    [
      { c: reads(), dns: ['dns', blind], 'lb-1': ['load-balancer'], 'lb-2': ['load-balancer'], web },
      ['c > dns > lb-1 > web', 'dns > lb-2 > web'],
    ],
    { read: { hard: ['dns', 'web'], partial: ['lb-1 50 %', 'lb-2 50 %'] } },
  ],
  [
    'a failover policy: only the leader is missed',
    [
      {
        c: reads(),
        dns: ['dns', { policy: 'failover' }],
        'lb-1': ['load-balancer'],
        'lb-2': ['load-balancer'],
        web,
      },
      [['c > dns', {}], ['dns > lb-1', { weight: 2 }], 'dns > lb-2', 'lb-1 > web', 'lb-2 > web'],
    ],
    { read: { hard: ['dns', 'web'], transient: ['lb-1 150 s'] } },
  ],
  [
    'two names that a client asks in turn, with a retry',
    [
      { c: reads({ retries: 1, ratePerSec: 1 }), d1: ['dns'], d2: ['dns'], web },
      ['c > d1 > web', 'c > d2 > web'],
    ],
    { read: { hard: ['web'] } },
  ],
  [
    'an asynchronous replica that is promoted',
    [{ c: both(), web, db: ['database'], r: ['replica'] }, ['c > web > db > r']],
    { read: { hard: ['web'] }, write: { hard: ['web'], transient: ['db 40 s'] } },
  ],
  [
    'reads from the primary alone wait for the promotion as well',
    [
      { c: both(), web: ['web', { reads: 'primary' }], db: ['database'], r: ['replica'] },
      ['c > web > db > r'],
    ],
    { read: { hard: ['web'], transient: ['db 40 s'] }, write: { hard: ['web'], transient: ['db 40 s'] } },
  ],
  [
    'a server that is wired to a replica alone knows its primary',
    [{ c: both(), web, db: ['database'], r: ['replica'] }, ['c > web > r', 'db > r']],
    { read: { hard: ['web'] }, write: { hard: ['web'], transient: ['db 40 s'] } },
  ],
  [
    'replicas without a primary, asked in turn',
    [{ c: reads(), web, 'r-1': ['replica'], 'r-2': ['replica'] }, ['c > web > r-1', 'web > r-2']],
    { read: { hard: ['web'], partial: ['r-1 50 %', 'r-2 50 %'] } },
  ],
  [
    'shards with replicas: their keys wait for the promotion',
    [
      { c: writes(), web, 's-1': ['shard'], 's-2': ['shard'], 'r-1': ['replica'], 'r-2': ['replica'] },
      ['c > web > s-1 > r-1', 'web > s-2 > r-2'],
    ],
    { write: { hard: ['web'], transient: ['s-1 40 s', 's-2 40 s'] } },
  ],
  [
    'shards by range under skewed keys: the first one has nearly all',
    [
      { c: reads({ zipfAlpha: 1.5 }), web, 's-1': ['shard', { sharding: 'range' }], 's-2': ['shard'] },
      ['c > web > s-1', 'web > s-2'],
    ],
    { read: { hard: ['web'], partial: ['s-1 1 %', 's-2 99 %'] } },
  ],
  [
    'a read-through cache that is dead is passed over, like any other',
    [
      { c: both(), web, cache: ['cache', { reading: 'read-through' }], db: ['database'] },
      ['c > web > cache > db', 'web > db'],
    ],
    { read: { hard: ['db', 'web'], delay: ['cache'] }, write: { hard: ['db', 'web'] } },
  ],
  [
    'a session store for everything but static content',
    [
      { c: users({ static: 50, read: 50, write: 0, upload: 0, task: 0 }), web, kv: ['key-value'] },
      ['c > web > kv'],
    ],
    { static: { hard: ['web'] }, read: { hard: ['kv', 'web'] } },
  ],
  [
    'sessions in memory are lost with a server, and no request is',
    [
      {
        c: reads(),
        lb: ['load-balancer', { retryNext: 1 }],
        a: ['web', { sessions: 'memory' }],
        b: ['web', { sessions: 'memory' }],
      },
      ['c > lb > a', 'lb > b'],
    ],
    { read: { hard: ['lb'] } },
  ],
  [
    'object storage for static content and uploads only',
    [
      {
        c: users({ static: 40, read: 40, write: 0, upload: 20, task: 0 }),
        web,
        store: ['storage'],
        db: ['database'],
      },
      ['c > web > store', 'web > db'],
    ],
    { static: { hard: ['store', 'web'] }, read: { hard: ['db', 'web'] }, upload: { hard: ['store', 'web'] } },
  ],
  [
    'uploads by a rule to a server of their own',
    [
      {
        c: users({ static: 0, read: 50, write: 0, upload: 50, task: 0 }),
        lb: ['load-balancer'],
        a: web,
        up: web,
      },
      ['c > lb > a', ['lb > up', { carries: 'upload' }]],
    ],
    { read: { hard: ['a', 'lb'] }, upload: { hard: ['lb', 'up'] } },
  ],
  [
    'tasks without a queue are done in line',
    [{ c: users(only('task')), web, store: ['storage'] }, ['c > web > store']],
    { task: { hard: ['web'] } },
  ],
  [
    'the database behind the workers only delays',
    [
      { c: users(only('task')), web, q: ['queue'], w: ['worker'], db: ['database'] },
      ['c > web > q > w > db'],
    ],
    { task: { hard: ['q', 'web'], delay: ['db', 'w'] } },
  ],
  [
    'one of two workers is not missed while the other one keeps up',
    [
      { c: users(only('task'), { ratePerSec: 2 }), web, q: ['queue'], 'w-1': ['worker'], 'w-2': ['worker'] },
      ['c > web > q > w-1', 'q > w-2'],
    ],
    { task: { hard: ['q', 'web'] } },
  ],
  [
    'one of two queues that are filled in turn',
    [
      { c: users(only('task'), { ratePerSec: 2 }), web, 'q-1': ['queue'], 'q-2': ['queue'], w: ['worker'] },
      ['c > web > q-1 > w', 'web > q-2 > w'],
    ],
    { task: { hard: ['web'], partial: ['q-1 50 %', 'q-2 50 %'], delay: ['w'] } },
  ],
  [
    'a CDN that falls back to its origin is a delay, and no overload where the origin has room',
    [
      { c: users(only('static'), { ratePerSec: 10 }), cdn: ['cdn', { originFallback: true }], web },
      ['c > cdn > web'],
    ],
    { static: { hard: ['web'], delay: ['cdn'] } },
  ],
  [
    'and an overload where the origin has none',
    [
      {
        c: users(only('static'), { ratePerSec: 800, zipfAlpha: 1 }),
        cdn: ['cdn', { originFallback: true }],
        web,
      },
      ['c > cdn > web'],
    ],
    { static: { hard: ['web'], overload: ['cdn > web 200 %'] } },
  ],
  [
    'two servers of which one alone cannot carry the load',
    [{ c: reads({ ratePerSec: 200 }), lb: ['load-balancer'], a: web, b: web }, ['c > lb > a', 'lb > b']],
    { read: { hard: ['lb'], overload: ['a > b 125 %', 'b > a 125 %'] } },
  ],
  [
    'the same with an autoscaler: too much until it has scaled',
    [
      {
        c: reads({ ratePerSec: 200 }),
        lb: ['load-balancer', { retryNext: 1 }],
        a: ['web', { autoscale: true, instancesMax: 4 }],
        b: ['web', { autoscale: true, instancesMax: 4 }],
      },
      ['c > lb > a', 'lb > b'],
    ],
    { read: { hard: ['lb'], transient: ['a 60 s', 'b 60 s'] } },
  ],
  [
    'replicas that carry the reads of a primary that could not',
    [
      {
        c: reads({ ratePerSec: 1200 }),
        web: ['web', { workers: 100 }],
        db: ['database'],
        'r-1': ['replica'],
        'r-2': ['replica'],
      },
      ['c > web > db > r-1', 'db > r-2'],
    ],
    { read: { hard: ['web'], overload: ['r-1 > r-2 150 %', 'r-2 > r-1 150 %'] } },
  ],
  [
    'two zones with a server each: one may go',
    [
      {
        z1: ['zone'],
        z2: ['zone'],
        c: reads(),
        lb: ['load-balancer'],
        a: ['web', {}, { in: 'z1' }],
        b: ['web', {}, { in: 'z2' }],
      },
      ['c > lb > a', 'lb > b'],
    ],
    { read: { hard: ['lb'], transient: ['a 6 s', 'b 6 s', 'z1 6 s', 'z2 6 s'] } },
  ],
  [
    'two servers in one zone are one domain',
    [
      {
        z: ['zone'],
        c: reads(),
        lb: ['load-balancer'],
        a: ['web', {}, { in: 'z' }],
        b: ['web', {}, { in: 'z' }],
      },
      ['c > lb > a', 'lb > b'],
    ],
    { read: { hard: ['lb', 'z'], transient: ['a 6 s', 'b 6 s'] } },
  ],
  [
    'a primary and its only replica in one zone',
    [
      { z: ['zone'], c: both(), web, db: ['database', {}, { in: 'z' }], r: ['replica', {}, { in: 'z' }] },
      ['c > web > db > r'],
    ],
    { read: { hard: ['web', 'z'] }, write: { hard: ['web', 'z'], transient: ['db 40 s'] } },
  ],
  [
    'a silent replica costs time, as long as users wait longer than the server',
    [
      { c: reads({ timeoutMs: 20_000 }), web, db: ['database'], r: ['replica', { whenDown: 'silent' }] },
      ['c > web > db > r'],
    ],
    { read: { hard: ['web'], delay: ['r'] } },
  ],
  [
    'a silent cache is a single point of failure where users do not wait for its callers to give up',
    [
      { c: reads({ timeoutMs: 2000 }), web, cache: ['cache', { whenDown: 'silent' }], db: ['database'] },
      ['c > web > cache', 'web > db'],
    ],
    { read: { hard: ['cache', 'db', 'web'] } },
  ],
  [
    'a monitor is never missed',
    [{ c: reads(), web, m: ['monitor'] }, ['c > web', 'm > web']],
    { read: { hard: ['web'] } },
  ],
  [
    'what stands beside the path is nothing to anybody',
    [
      { c: reads(), web, db: ['database'], spare: ['web'], other: ['database'] },
      ['c > web > db', 'spare > other'],
    ],
    { read: { hard: ['db', 'web'] } },
  ],
  [
    'a class without a way has nothing to lose',
    [{ c: users(only('task')), q: ['dns'] }, ['c > q']],
    { task: {} },
  ],
  ['a design without a client', [{ web, db: ['database'] }, ['web > db']], {}],
  ['an empty design', [{}, []], {}],
]

describe('what each class has to fear', () => {
  it.each(GRAPHS)('%s', (_, drawn, expected) => {
    expect(verdictsOf(draw(...drawn))).toEqual(expected)
  })
})
