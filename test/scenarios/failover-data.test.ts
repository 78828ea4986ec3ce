import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { plainFault } from '../../src/model/fault.ts'
import type { Params } from '../../src/model/field.ts'
import type { RunMark } from '../../src/model/mark.ts'
import { levelOf } from '../../src/scene/levels.ts'
import { N_DONE, TICKS_PER_SEC } from '../support/engine.ts'
import { draw, only, Scene, sends, withParams } from '../support/simulate.ts'
import { frames, mean, presetOf, spanUntil, untilMark } from '../support/spans.ts'

interface Database {
  readonly client: Params
  readonly primary?: Params
  readonly replica?: Params
  /** Replication delays of replicas that differ from the others. */
  readonly lagMs?: readonly number[]
  readonly replicas?: number
  /** Round trip from the primary to each replica. */
  readonly wireMs?: number
}

/** Servers without limits before a primary and its replicas `r-1`, `r-2`, ... */
function database({
  client,
  primary = {},
  replica = {},
  lagMs = [],
  replicas = 2,
  wireMs = 0,
}: Database): Design {
  const ids = Array.from({ length: replicas }, (_, i) => `r-${i + 1}`)
  const part = (i: number): Params => (lagMs[i] === undefined ? replica : { ...replica, lagMs: lagMs[i] })
  return draw(
    {
      client: ['client', client],
      web: ['web', { workers: 10_000 }],
      db: ['database', { connectionsMax: null, slots: 100, ...primary }],
      ...Object.fromEntries(
        ids.map((id, i) => [id, ['replica', { connectionsMax: null, ...part(i) }] as const]),
      ),
    },
    ['client > web > db', ...ids.map((id) => [`db > ${id}`, { latencyMs: wireMs }] as const)],
  )
}

const half = { static: 0, read: 1, write: 1, upload: 0, task: 0 }
const MIXED = { ratePerSec: 400, mix: half }
const WRITES = { ratePerSec: 200, mix: only('write') }
const READS = { ratePerSec: 600, mix: only('read') }

const leaders = (scene: Scene, ids: readonly string[]): string[] =>
  ids.filter((id) => scene.readings(id).leader === 1)

const lostWrites = (scene: Scene): number => scene.readings('db').lostWrites!

describe('a death that probes notice', () => {
  it('falls anywhere between two of them: Patroni promotes 25 to 35 s after it', () => {
    const waits = Array.from({ length: 40 }, (_, i) => {
      const design = database({
        client: { ...WRITES, ratePerSec: 1 },
        primary: presetOf('database', 'patroni'),
      })
      const scene = new Scene(design, i + 1).until(20.5).kill('db').until(60)
      const [elected] = scene.marks('elect')
      const [promoted] = scene.marks('promote')
      expect(promoted!.timeSec - elected!.timeSec).toBeCloseTo(5, 6)
      return promoted!.timeSec - 20.5
    })
    expect(Math.min(...waits)).toBeGreaterThan(25)
    expect(Math.max(...waits)).toBeLessThanOrEqual(35)
    // The mean of 40 values that are even over 10 s is 30 with a standard error of 0.46.
    expect(Math.abs(waits.reduce((sum, wait) => sum + wait, 0) / 40 - 30)).toBeLessThan(2)
  })
})

describe('5: detect 10 s, promote 30 s, reads on replicas; the primary dies', () => {
  it.each([1, 2, 3])('no write succeeds for 40 s and every read does, then all of both (seed %i)', (seed) => {
    const scene = new Scene(database({ client: MIXED }), seed).until(10)
    expect(scene.errorsUntil(60)).toBe(0)
    scene.kill('db').until(60.1)
    const down = spanUntil(scene, 99.9)
    expect(down.of('write').done).toBe(0)
    expect(Math.abs(down.of('write').ended / 39.8 / 200 - 1)).toBeLessThan(0.05)
    expect(down.of('read').errors).toBe(0)
    expect(Math.abs(down.of('read').perSec / 200 - 1)).toBeLessThan(0.05)
    expect(untilMark(scene, 'promote', 1).timeSec).toBeCloseTo(100, 6)
    const after = spanUntil(scene.until(100.1), 160)
    expect(after.errors).toBe(0)
    expect(Math.abs(after.of('write').perSec / 200 - 1)).toBeLessThan(0.05)
  })

  it.each([
    ['rds', 90],
    ['patroni', 35],
  ])('with the longest times of %s writes are back after %i s', (profile, seconds) => {
    const primary = { ...presetOf('database', profile), detectEveryMs: 0 }
    const scene = new Scene(database({ client: MIXED, primary })).until(60)
    scene.kill('db').until(60.1)
    expect(spanUntil(scene, 60 + seconds - 0.1).of('write').done).toBe(0)
    expect(spanUntil(scene.until(60 + seconds + 0.1), 60 + seconds + 30).errors).toBe(0)
  })

  it('a primary that says nothing holds its writers up for the connect timeout, and no reader', () => {
    const scene = new Scene(database({ client: MIXED, primary: { whenDown: 'silent' } })).until(60).kill('db')
    const down = spanUntil(scene.until(65.1), 99.9)
    expect(down.of('write').by('timeout')).toBe(1)
    expect(down.of('read').errors).toBe(0)
    // Writes that began in the last 5 s still wait for the dead one.
    expect(spanUntil(scene.until(105.1), 160).errors).toBe(0)
  })

  it('without promotion writes stay away until the primary itself is back, and nothing is lost', () => {
    const scene = new Scene(database({ client: MIXED, primary: { promotion: false } })).until(60).kill('db')
    const down = spanUntil(scene.until(60.1), 300)
    expect(down.of('write').done).toBe(0)
    expect(down.of('read').errors).toBe(0)
    expect(spanUntil(scene.restore('db').until(300.1), 360).errors).toBe(0)
    expect(scene.marks('promote')).toEqual([])
    expect(lostWrites(scene)).toBe(0)
  })

  it('with the reads on the primary they are away as long as the writes', () => {
    const design = withParams(database({ client: MIXED }), 'web', { reads: 'primary' })
    const scene = new Scene(design).until(60).kill('db')
    const down = spanUntil(scene.until(60.1), 99.9)
    expect(down.done).toBe(0)
    expect(spanUntil(scene.until(100.1), 160).errors).toBe(0)
  })
})

describe('6: 200 writes a second are acknowledged and one replica is behind', () => {
  /** Acknowledged writes that the promotion lost, as it was reported; and how many the last `lagSec` before the death brought. */
  function failover(seed: number, lagSec: number, more: Partial<Database> = {}) {
    const design = database({
      client: WRITES,
      replica: { lagMs: lagSec * 1000, writeMs: 0 },
      primary: { serviceCv: 0 },
      ...more,
    })
    const scene = new Scene(design, seed).until(30 - lagSec)
    const before = scene.column('db', N_DONE)
    const recent = scene.until(30).column('db', N_DONE) - before
    scene.kill('db')
    const { value } = untilMark(scene, 'promote', 41)
    expect(lostWrites(scene)).toBe(value)
    return { lost: value, recent }
  }
  const seeds = Array.from({ length: 30 }, (_, seed) => seed)

  it('asynchronously by 0.5 s: about 100 are lost with the primary, and reported', () => {
    const runs = seeds.map((seed) => failover(seed, 0.5))
    for (const { lost, recent } of runs) expect(lost).toBe(recent)
    // Poisson with mean 100: the mean of thirty has a standard error of 1.8.
    expect(Math.abs(mean(runs.map(({ lost }) => lost)) - 100)).toBeLessThan(6)
  })

  it('a replica that was down when the primary died lacks all that was written meanwhile', () => {
    const lost = (back: number): number => {
      const design = database({
        client: WRITES,
        replica: { lagMs: 0, writeMs: 0 },
        primary: { serviceCv: 0 },
        replicas: 1,
      })
      const scene = new Scene(design, 1).until(20).kill('r-1')
      if (back < 30) scene.until(back).restore('r-1')
      scene.until(30).kill('db')
      if (back >= 30) scene.until(back).restore('r-1')
      return untilMark(scene, 'promote', 41).value
    }
    // Ten seconds of 200 writes; a replica that came back in time has fetched them.
    expect(Math.abs(lost(35) - 2000)).toBeLessThan(200)
    expect(lost(25)).toBeLessThan(5)
  })

  it('twice the lag loses twice as many', () => {
    expect(Math.abs(mean(seeds.map((seed) => failover(seed, 1).lost)) - 200)).toBeLessThan(9)
  })

  it('the most advanced of several replicas is promoted, so the least is lost', () => {
    const scene = new Scene(
      database({ client: WRITES, lagMs: [1500, 500, 1000], replicas: 3, replica: { writeMs: 0 } }),
    )
    const { node, value } = untilMark(scene.until(30).kill('db'), 'promote', 41)
    expect(node).toBe('r-2')
    expect(Math.abs(value - 100)).toBeLessThan(45)
  })

  it.each([0, 20, 200])('synchronously none is, %i ms away', (wireMs) => {
    const primary = { replication: 'sync', serviceCv: 0 }
    for (const seed of seeds.slice(0, 10)) expect(failover(seed, 0.5, { primary, wireMs }).lost).toBe(0)
  })

  it('what is acknowledged synchronously waits for the nearest replica', () => {
    const wireMs = 200
    const scene = new Scene(database({ client: WRITES, primary: { replication: 'sync' }, wireMs })).until(10)
    expect(spanUntil(scene, 30).latencyMs(0.01)).toBeGreaterThan(200)
  })

  it('synchronously none is while a replica is cut off and another one is not', () => {
    const primary = { replication: 'sync', serviceCv: 0 }
    const scene = new Scene(database({ client: WRITES, primary, replica: { writeMs: 0 } })).until(10)
    scene.run.inject(plainFault('cut', 'db>r-1'))
    expect(scene.errorsUntil(30)).toBe(0)
    expect(untilMark(scene.kill('db'), 'promote', 41)).toMatchObject({ node: 'r-2', value: 0 })
  })

  it.each([
    ['its wire is cut', 'cut', 'db>r-1'],
    ['its replication is paused', 'pause', 'r-1'],
    ['replication is paused at the primary', 'pause', 'db'],
  ] as const)(
    'synchronously no write is acknowledged while the only replica is cut off: %s',
    (_, type, target) => {
      for (const seed of seeds.slice(0, 5)) {
        const primary = { replication: 'sync', serviceCv: 0 }
        const client = { ...WRITES, timeoutMs: 1000 }
        const scene = new Scene(database({ client, primary, replicas: 1, wireMs: 200 }), seed).until(10)
        scene.run.inject(plainFault(type, target))
        // What the replica had received by then is acknowledged.
        const down = spanUntil(scene.until(10.2), 20)
        expect(down.done).toBe(0)
        expect(down.by('timeout')).toBe(1)
        expect(untilMark(scene.kill('db'), 'promote', 41).value).toBe(0)
      }
    },
  )

  it('what waited synchronously for a replica is acknowledged when it can be reached again, or is dead', () => {
    const primary = { replication: 'sync', serviceCv: 0 }
    const scene = new Scene(database({ client: WRITES, primary, replicas: 1, wireMs: 20 })).until(10)
    for (const ends of [() => scene.run.inject(plainFault('restore', 'db>r-1')), () => scene.kill('r-1')]) {
      scene.run.inject(plainFault('cut', 'db>r-1'))
      expect(spanUntil(scene.until(scene.now + 0.1), scene.now + 5).ended).toBe(0)
      ends()
      const { inFlight } = scene.books()
      expect(inFlight).toBeGreaterThan(900)
      expect(spanUntil(scene, scene.now + 0.1).done).toBeGreaterThan(inFlight - 10)
    }
    expect(scene.errorsUntil(60)).toBe(0)
  })

  it('what replicas had received but not applied is not lost', () => {
    const behind = { lagMs: 0, writeMs: 10, serviceCv: 0 }
    const scene = new Scene(database({ client: WRITES, replica: behind })).until(30)
    expect(scene.readings('r-1').lagMs!).toBeGreaterThan(10_000)
    expect(untilMark(scene.kill('db'), 'promote', 41).value).toBe(0)
  })

  it('a replica whose log was cut off loses all that came since', () => {
    const design = database({ client: WRITES, replicas: 1, replica: { lagMs: 0 } })
    const scene = new Scene(design).until(20)
    scene.run.inject(plainFault('cut', 'db>r-1'))
    const before = scene.column('db', N_DONE)
    const since = scene.until(30).column('db', N_DONE) - before
    expect(untilMark(scene.kill('db'), 'promote', 41).value).toBe(since)
  })
})

describe('7: 600 reads a second on three replicas', () => {
  const three = (primary: Params = {}): Design =>
    draw(
      {
        client: sends(600),
        web: ['web', { workers: 10_000 }],
        db: ['database', primary],
        'r-1': ['replica'],
        'r-2': ['replica'],
        'r-3': ['replica'],
        monitor: ['monitor'],
      },
      ['client > web > db', 'db > r-1', 'db > r-2', 'db > r-3'],
    )
  const perSec = (scene: Scene, ids: readonly string[], seconds: number): number[] => {
    const before = ids.map((id) => scene.column(id, N_DONE))
    const from = scene.now
    scene.until(from + seconds)
    return ids.map((id, i) => (scene.column(id, N_DONE) - before[i]!) / seconds)
  }

  it.each([1, 2, 3])(
    'each answers 200; of two that are left each 300; and no read fails (seed %i)',
    (seed) => {
      const scene = new Scene(three(), seed).until(10)
      for (const rate of perSec(scene, ['r-1', 'r-2', 'r-3'], 60))
        expect(Math.abs(rate / 200 - 1)).toBeLessThan(0.02)
      const { failed } = scene.kill('r-1').books()
      for (const rate of perSec(scene, ['r-2', 'r-3'], 60))
        expect(Math.abs(rate / 300 - 1)).toBeLessThan(0.02)
      expect(scene.column('db', N_DONE)).toBe(0)
      expect(scene.books().failed).toBe(failed)
      // Back without anything to catch up, it has its share again.
      scene.restore('r-1').until(131)
      for (const rate of perSec(scene, ['r-1', 'r-2', 'r-3'], 60))
        expect(Math.abs(rate / 200 - 1)).toBeLessThan(0.02)
    },
  )

  it('when all have died the primary answers the 600, and is not flagged while it can', () => {
    const scene = new Scene(three())
    const frame = frames(scene.until(20))
    for (const id of ['r-1', 'r-2', 'r-3']) scene.kill(id)
    scene.until(21)
    expect(Math.abs(perSec(scene, ['db'], 60)[0]! / 600 - 1)).toBeLessThan(0.02)
    expect(levelOf('load', frame('db', 'utilisation'))).toBe(2)
    expect(frame('db', 'dropPerSec')).toBe(0)
    expect(scene.marks('alert').map(({ target }) => target)).toEqual(['down'])
  })

  it('and is flagged when 600 are too much for it: full, turning requests away, and the monitor fires', () => {
    const scene = new Scene(three({ readMs: 20 }))
    const frame = frames(scene.until(20))
    expect(frame('db', 'utilisation')).toBe(0)
    for (const id of ['r-1', 'r-2', 'r-3']) scene.kill(id)
    scene.until(30)
    const down = spanUntil(scene, 90)
    expect(Math.abs(down.perSec / 400 - 1)).toBeLessThan(0.02)
    expect(Math.abs(down.by('shed') - 1 / 3)).toBeLessThan(0.02)
    expect(levelOf('load', frame('db', 'utilisation'))).toBe(4)
    expect(frame('db', 'dropPerSec') / 200).toBeCloseTo(1, 0)
    expect(scene.marks('alert').map(({ target }) => target)).toContain('errors')
  })
})

describe('8: a replica is away for 60 s at 200 writes a second, and applies 400', () => {
  const mix = { static: 0, read: 2, write: 1, upload: 0, task: 0 }
  const busy = (replica: Params = {}): Design =>
    database({ client: { ratePerSec: 600, mix }, replica: { writeMs: 2.5, slots: 100, ...replica } })

  it('back again it catches up in 60 s, and serves no read until then', () => {
    const took = [1, 2, 3, 4, 5, 6].map((seed) => {
      const scene = new Scene(busy(), seed).until(30).kill('r-1').until(90).restore('r-1').until(90.5)
      expect(scene.readings('r-1').syncing).toBe(1)
      const served = scene.arrived('r-1')
      let untilThen = served
      while (scene.readings('r-1').syncing === 1) {
        untilThen = scene.arrived('r-1')
        scene.until(scene.now + 0.01)
      }
      expect(untilThen).toBe(served)
      const [{ node, timeSec }, ...more] = scene.marks('synced') as [RunMark]
      expect([node, more]).toEqual(['r-1', []])
      expect(scene.readings('r-1').lagMs!).toBeLessThan(300)
      const before = scene.arrived('r-1')
      expect(spanUntil(scene, timeSec + 20).errors).toBe(0)
      expect(Math.abs((scene.arrived('r-1') - before) / 20 / 200 - 1)).toBeLessThan(0.05)
      return timeSec - 90
    })
    for (const seconds of took) expect(Math.abs(seconds - 60)).toBeLessThan(4)
    expect(Math.abs(mean(took) - 60)).toBeLessThan(1.5)
  })

  it('one that applies 800 a second needs 20 s, and one that applies no more than is written never gets there', () => {
    const fast = new Scene(busy({ writeMs: 1.25 })).until(30).kill('r-1').until(90).restore('r-1')
    expect(Math.abs(untilMark(fast, 'synced', 30).timeSec - 110)).toBeLessThan(2)
    const slow = new Scene(busy({ writeMs: 5 })).until(30).kill('r-1').until(90).restore('r-1').until(300)
    expect(slow.marks('synced')).toEqual([])
    expect(slow.readings('r-1').syncing).toBe(1)
  })

  it('a delay of the log that is never empty does not keep it from its reads', () => {
    const scene = new Scene(busy({ lagMs: 2000 })).until(30).kill('r-1').until(90).restore('r-1')
    expect(Math.abs(untilMark(scene, 'synced', 70).timeSec - 150)).toBeLessThan(4)
  })

  it('with no write meanwhile there is nothing to catch up', () => {
    const scene = new Scene(database({ client: READS }))
      .until(30)
      .kill('r-1')
      .until(90)
      .restore('r-1')
      .until(91)
    expect(scene.readings('r-1').syncing).toBe(0)
    expect(scene.arrived('r-1')).toBeGreaterThan(30 * 200 + 100)
  })
})

describe('9: the old primary returns', () => {
  const IDS = ['db', 'r-1', 'r-2']
  const quiet = { ratePerSec: 20, mix: half }

  /** Runs on event by event, and gives every set of primaries that there was. */
  function watched(scene: Scene, seconds: number): Set<string> {
    const seen = new Set<string>()
    const end = seconds * TICKS_PER_SEC
    const { engine } = scene.run
    while (engine.run(end, 1) > 0) seen.add(leaders(scene, IDS).join())
    return seen
  }

  it.each([1, 2, 3])('as a replica: there are never two primaries at any tick (seed %i)', (seed) => {
    const scene = new Scene(database({ client: quiet, primary: { detectMs: 2000, promoteMs: 3000 } }), seed)
    expect(watched(scene, 10)).toEqual(new Set(['db']))
    scene.kill('db')
    const [first, heir, ...more] = watched(scene, 20)
    expect([first, more]).toEqual(['db', []])
    scene.restore('db')
    expect(watched(scene, 30)).toEqual(new Set([heir]))
    expect(scene.marks('rejoin')).toMatchObject([{ node: 'db', timeSec: 20 }])
    expect(scene.readings('db').leader).toBe(0)
    // It takes its share of the reads, its log comes from the new primary, and no write is done in it.
    const other = heir === 'r-1' ? 'r-2' : 'r-1'
    const before = IDS.map((id) => scene.column(id, N_DONE))
    const after = spanUntil(scene.until(30.1), 330)
    expect(after.errors).toBe(0)
    const [inDb, inR1, inR2] = IDS.map((id, i) => (scene.column(id, N_DONE) - before[i]!) / 300)
    const [inHeir, inOther] = heir === 'r-1' ? [inR1!, inR2!] : [inR2!, inR1!]
    expect(Math.abs(inHeir / 10 - 1)).toBeLessThan(0.08)
    expect(Math.abs(inDb! / 5 - 1)).toBeLessThan(0.08)
    expect(Math.abs(inOther / 5 - 1)).toBeLessThan(0.08)
    for (const id of ['db', other]) expect(scene.readings(id).lagMs!).toBeLessThan(1000)
    // And it can be promoted in its turn.
    scene.kill(heir!).kill(other)
    expect(watched(scene, 340)).toEqual(new Set([heir, 'db']))
    scene.restore(heir!).restore(other)
    expect(watched(scene, 350)).toEqual(new Set(['db']))
  })

  it.each([4.9, 4.999_999, 5, 5.000_001])('%d s after its death, about the promotion: one primary', (sec) => {
    const scene = new Scene(database({ client: quiet, primary: { detectMs: 2000, promoteMs: 3000 } })).until(
      10,
    )
    scene
      .kill('db')
      .until(10 + sec)
      .restore('db')
    const seen = watched(scene, 30)
    expect([...seen]).toEqual([sec < 5 ? 'db' : expect.stringMatching(/^r-[12]$/)])
    expect(scene.marks('promote')).toHaveLength(sec < 5 ? 0 : 1)
    expect(scene.errorsUntil(60)).toBe(0)
  })

  it('when it dies again before it was replaced, detection begins anew', () => {
    const scene = new Scene(database({ client: quiet })).until(10)
    scene.kill('db').until(40).restore('db').until(45).kill('db')
    expect(untilMark(scene, 'promote', 41).timeSec).toBeCloseTo(85, 6)
  })

  it('while nobody else lives nobody is promoted, and whoever is back first takes over', () => {
    const scene = new Scene(database({ client: quiet }))
      .until(10)
      .kill('db')
      .kill('r-1')
      .kill('r-2')
      .until(100)
    expect(leaders(scene, IDS)).toEqual(['db'])
    scene.restore('r-2')
    expect(untilMark(scene, 'promote', 1.1).node).toBe('r-2')
    expect(watched(scene.restore('db').restore('r-1'), 200)).toEqual(new Set(['r-2']))
  })
})

describe('10: four sticky servers, one dies', () => {
  const IDS = ['web-1', 'web-2', 'web-3', 'web-4']
  /** 2,000 users, each with a request in ten seconds on average. */
  function farm(policy: string, web: Params, store: boolean): Design {
    const server = { workers: 1000, localDataMs: 0, ...web }
    return draw(
      {
        client: sends(200, 'read', { sessions: 2000 }),
        lb: ['load-balancer', { policy }],
        ...Object.fromEntries(IDS.map((id) => [id, ['web', server] as const])),
        ...(store ? { kv: ['key-value'] as const } : {}),
      },
      ['client > lb', ...IDS.flatMap((id) => [`lb > ${id}`, ...(store ? [`${id} > kv`] : [])])],
    )
  }
  const lost = (scene: Scene): number =>
    IDS.reduce((sum, id) => sum + (scene.readings(id).sessionsLost ?? 0), 0)

  it.each([1, 2, 3, 4, 5])('with sessions in memory a quarter of them is lost (seed %i)', (seed) => {
    const scene = new Scene(farm('sticky', { sessions: 'memory' }, false), seed).until(120)
    expect(lost(scene)).toBe(0)
    scene.kill('web-2').until(126)
    expect(scene.marks('eject')).toMatchObject([{ target: 'web-2' }])
    // Everyone has come by since.
    expect(scene.errorsUntil(260)).toBe(0)
    expect(Math.abs(lost(scene) / 2000 - 0.25)).toBeLessThan(0.02)
    // Back with nothing in its memory it takes nobody away from the others.
    scene.restore('web-2')
    const before = lost(scene)
    expect(lost(scene.until(400))).toBe(before)
  })

  it('two of them hold half', () => {
    const scene = new Scene(farm('sticky', { sessions: 'memory' }, false))
      .until(120)
      .kill('web-1')
      .kill('web-2')
    expect(Math.abs(lost(scene.until(260)) / 2000 - 0.5)).toBeLessThan(0.03)
  })

  it('with a shared store none is', () => {
    const scene = new Scene(farm('sticky', { sessions: 'none' }, true)).until(120).kill('web-2').until(126)
    const asked = scene.arrived('kv')
    expect(scene.errorsUntil(260)).toBe(0)
    expect(lost(scene)).toBe(0)
    expect(Math.abs((scene.arrived('kv') - asked) / 134 / 200 - 1)).toBeLessThan(0.03)
  })

  it.each([
    ['in its memory lose all of them with the store', false, 1],
    ['on its disk lose none', true, 0],
  ] as const)('sessions that a shared store has %s', (_, persistent, share) => {
    const scene = new Scene(withParams(farm('sticky', { sessions: 'none' }, true), 'kv', { persistent }))
    scene.until(120).kill('kv').until(121).restore('kv')
    expect(scene.readings('kv').sessionsLost).toBe(0)
    scene.until(260)
    expect(Math.abs(scene.readings('kv').sessionsLost! / 2000 - share)).toBeLessThan(0.01)
  })

  it('with sessions in memory and no stickiness they are lost without any failure', () => {
    const scene = new Scene(farm('round-robin', { sessions: 'memory' }, false)).until(120)
    // Each user logs in at all four servers, of which three did not know them.
    expect(lost(scene) / 2000).toBeGreaterThan(2)
  })
})
