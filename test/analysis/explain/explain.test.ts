import { describe, expect, it } from 'vitest'
import { explain } from '../../../src/analysis/explain/explain.ts'
import { EXAMPLES } from '../../../src/document/examples/examples.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import type { Design } from '../../../src/model/design.ts'
import { numberOf } from '../../../src/model/params.ts'
import { draw, sends, withParams } from '../../support/simulate.ts'
import { at, chainOf, type Watched, watch } from '../../support/watch.ts'
import { causesOf, designOf, type KnownCause, STRIKES_AT, shapeOf } from './known-causes.ts'

const SHAPES = Array.from({ length: 24 }, (_, seed) => seed)
/** Each shape takes every so-manieth of its causes, beginning with another one, so that all of them come up. */
const EVERY = 4

/** What the chain begins with at the moments at which something is wrong. */
function heads({ design, untilSec, node }: KnownCause): string[] {
  const seen = watch(design, untilSec)
  const moments = untilSec < STRIKES_AT ? [3, 5, untilSec] : [43, 46, 50, untilSec]
  const symptom = node === undefined ? ({ of: 'system' } as const) : ({ of: 'node', id: node } as const)
  return moments.flatMap((sec) => {
    const { wrong, links } = explain(seen, symptom, sec)
    return wrong ? [links[0] ? `${links[0].code} ${links[0].node}` : 'no cause'] : []
  })
}

describe('one known cause in a design', () => {
  const found = new Set<string>()

  it.each(SHAPES)('is what the chain begins with, whenever something is wrong: drawing %i', (seed) => {
    const shape = shapeOf(seed)
    const causes = causesOf(shape).filter((_, i) => i % EVERY === seed % EVERY)
    for (const cause of causes) {
      const said = [...new Set(heads(cause))]
      expect(
        said.filter((head) => !cause.first.includes(head)),
        cause.name,
      ).toEqual([])
      if (said.length > 0) found.add(cause.first[0]!.replace(/ .*/, ''))
    }
  })

  it('every kind of cause has come up', () => {
    expect([...found].sort()).toEqual(
      [
        'coldCache',
        'consumers',
        'cut',
        'errors',
        'flush',
        'freeze',
        'kill',
        'overload',
        'pause',
        'slow',
        'smallPool',
        'spike',
      ].sort(),
    )
  })

  it.each(SHAPES.slice(0, 5))('without one there is nothing to explain: drawing %i', (seed) => {
    const seen = watch(designOf(shapeOf(seed)), 56)
    for (const sec of [40, 48, 56]) expect(chainOf(seen, sec)).toEqual([])
  })
})

/** An example at another load, without its scenario. */
function quiet(design: Design, ratePerSec: number): Design {
  const rate = (node: Design['nodes'][number]) =>
    numberOf(kindModel(node.kind)?.fields ?? [], node.params, 'ratePerSec') ?? 0
  const total = design.nodes.reduce((sum, node) => sum + (node.kind === 'client' ? rate(node) : 0), 0)
  const nodes = design.nodes.map((node) =>
    node.kind === 'client'
      ? {
          ...node,
          params: { ...node.params, ratePerSec: (rate(node) / total) * ratePerSec, shape: 'steady' },
        }
      : node,
  )
  return { ...design, nodes, scenario: { seed: 1, events: [] } }
}

const GALLERY = EXAMPLES.map((example, i) => [example.id, [40, 60, 80][i % 3]!, i] as const)

describe('the gallery', () => {
  it.each(GALLERY)(
    '%s at %i/s: nothing while all is well, and the one that is killed when it is not',
    (id, load, i) => {
      const design = quiet(EXAMPLES.find((example) => example.id === id)!.design('en'), load)
      const mortal = design.nodes.filter(({ kind }) => kindModel(kind)?.traits.mortal)
      const victim = mortal[(i * 7 + load) % mortal.length]!.id
      const seen = watch(at(design, { at: 12, type: 'kill', target: victim }), 24)
      expect(chainOf(seen, 11)).toEqual([])
      for (const sec of [14, 18, 24])
        for (const symptom of [{ of: 'system' } as const, { of: 'node', id: victim } as const]) {
          const chain = chainOf(seen, sec, symptom)
          if (symptom.of === 'node' || chain.length > 0) expect(chain[0]).toBe(`kill ${victim}`)
        }
    },
  )
})

describe('an overload without any fault', () => {
  const small = draw(
    {
      client: sends(400, 'read'),
      lb: ['load-balancer'],
      web: ['web', { instances: 4, workers: 20 }],
      db: ['database', { slots: 2, readMs: 10 }],
    },
    ['client > lb > web > db'],
  )

  it('names who is too small, by how much, and what comes of it', () => {
    const seen = watch(small, 20)
    const { links } = explain(seen, { of: 'system' }, 20)
    expect(links.map(({ code, node }) => `${code} ${node}`.trim())).toEqual([
      'overload db',
      'queue db',
      'refuses db',
      'failsBehind web',
      'failing',
    ])
    expect(links[0]!.values.factor).toBeGreaterThan(1.8)
    expect(links[0]!.values.factor).toBeLessThan(2.2)
  })

  it('does not blame a fault that was over long before, nor one that goes on elsewhere', () => {
    const decoys = at(
      withParams(small, 'client', { ratePerSec: 150, shape: 'ramp', shapePeak: 4, shapeSec: 60 }),
      { at: 5, type: 'kill', target: 'web', duration: 2 },
      { at: 8, type: 'slow', target: 'lb', amount: 2 },
    )
    const head = chainOf(watch(decoys, 60), 60)[0]
    expect(['loadRose client', 'overload db']).toContain(head)
  })

  it('blames the load where it rose', () => {
    const rising = withParams(small, 'client', {
      ratePerSec: 100,
      shape: 'steps',
      shapePeak: 5,
      shapeSec: 100,
    })
    expect(chainOf(watch(rising, 90), 90)[0]).toBe('loadRose client')
  })

  it('a client that is wired to nobody who answers is not wired yet', () => {
    const lonely = draw({ client: sends(50), kv: ['key-value'], other: sends(10), web: ['web'] }, [
      'other > web',
    ])
    expect(chainOf(watch(lonely, 10), 10)[0]).toBe('noPath client')
  })
})

const seenAt = (watched: Watched, ...seconds: number[]) =>
  seconds.map((sec) => chainOf(watched, sec)[0] ?? '')

describe('failures and failovers', () => {
  const twoWebs = (lb = {}): Design =>
    draw(
      {
        client: sends(100),
        lb: ['load-balancer', { healthIntervalMs: 10_000, healthFall: 3, ...lb }],
        'web-1': ['web', { workers: 20 }],
        'web-2': ['web', { workers: 20 }],
      },
      ['client > lb > web-1', 'lb > web-2'],
    )

  it('one of two servers dies: it, until it is ejected, and then nothing', () => {
    const seen = watch(at(twoWebs(), { at: 10, type: 'kill', target: 'web-1' }), 70)
    expect(seenAt(seen, 12, 25, 70)).toEqual(['kill web-1', 'kill web-1', ''])
    expect(chainOf(seen, 70, { of: 'node', id: 'web-1' })[0]).toBe('kill web-1')
  })

  it('nothing for the users where the next one is tried', () => {
    expect(
      seenAt(watch(at(twoWebs({ retryNext: 1 }), { at: 10, type: 'kill', target: 'web-1' }), 20), 12, 20),
    ).toEqual(['', ''])
  })

  it('all are dead: those who were killed', () => {
    const seen = watch(
      at(twoWebs(), { at: 10, type: 'kill', target: 'web-1' }, { at: 10, type: 'kill', target: 'web-2' }),
      60,
    )
    for (const head of seenAt(seen, 12, 60)) expect(['kill web-1', 'kill web-2']).toContain(head)
  })

  it('a site dies behind a resolver: the site, as long as answers are held', () => {
    const sites = draw(
      {
        client: sends(100),
        dns: ['dns', { ttlMs: 60_000, healthIntervalMs: 10_000, healthFall: 3 }],
        east: ['region', {}],
        'web-1': ['web', { workers: 20 }, { in: 'east' }],
        'web-2': ['web', { workers: 20 }],
      },
      ['client > dns > web-1', 'dns > web-2'],
    )
    const seen = watch(at(sites, { at: 10, type: 'kill', target: 'east' }), 60)
    expect(seenAt(seen, 15, 40, 60)).toEqual(['kill east', 'kill east', 'kill east'])
  })

  const cluster = (more = {}): Design =>
    draw(
      {
        client: ['client', { ratePerSec: 100, mix: { static: 0, read: 80, write: 20, upload: 0, task: 0 } }],
        web: ['web', { workers: 40 }],
        db: ['database', { slots: 4, ...more }],
        'replica-1': ['replica', { slots: 4 }],
        'replica-2': ['replica', { slots: 4 }],
      },
      ['client > web > db', 'db > replica-1', 'db > replica-2'],
    )

  it('the primary dies: it, until another one leads', () => {
    const seen = watch(at(cluster(), { at: 10, type: 'kill', target: 'db' }), 90)
    expect(seenAt(seen, 12, 45, 90)).toEqual(['kill db', 'kill db', ''])
  })

  it('one of several replicas dies and the others cannot carry it', () => {
    const tight = withParams(withParams(cluster(), 'replica-1', { slots: 1, readMs: 18 }), 'replica-2', {
      slots: 1,
      readMs: 18,
    })
    const seen = watch(at(tight, { at: 20, type: 'kill', target: 'replica-1' }), 45)
    expect(chainOf(seen, 18)).toEqual([])
    expect(chainOf(seen, 45)[0]).toBe('kill replica-1')
  })

  it('the shards: the dead one', () => {
    const shards = draw(
      { client: sends(100), web: ['web', { workers: 40 }], 'shard-1': ['shard'], 'shard-2': ['shard'] },
      ['client > web > shard-1', 'web > shard-2'],
    )
    expect(seenAt(watch(at(shards, { at: 10, type: 'kill', target: 'shard-2' }), 20), 20)).toEqual([
      'kill shard-2',
    ])
  })

  it('a CDN with its origin behind it: the dead CDN, although the origin is what breaks', () => {
    const edge = draw(
      {
        client: sends(100, 'static', { keys: 100 }),
        cdn: ['cdn', { originFallback: true }],
        web: ['web', { workers: 1, serviceMs: 33, queueMax: 20 }],
      },
      ['client > cdn > web'],
    )
    const seen = watch(at(edge, { at: 30, type: 'kill', target: 'cdn' }), 50)
    expect(chainOf(seen, 28)).toEqual([])
    expect(seenAt(seen, 40, 50)).toEqual(['kill cdn', 'kill cdn'])
  })

  it('a queue fills because its consumers are down: the consumers, before and after it is full', () => {
    const tasks = draw(
      {
        client: sends(50, 'task'),
        web: ['web', { workers: 20 }],
        queue: ['queue', { depthMax: 1000 }],
        worker: ['worker', { workers: 60, serviceMs: 500 }],
      },
      ['client > web > queue > worker'],
    )
    const seen = watch(at(tasks, { at: 10, type: 'kill', target: 'worker' }), 60)
    expect(chainOf(seen, 20)).toEqual([])
    expect(chainOf(seen, 20, { of: 'node', id: 'queue' })).toEqual(['kill worker', 'depth queue'])
    expect(chainOf(seen, 60).slice(0, 3)).toEqual(['kill worker', 'depth queue', 'refuses queue'])
  })

  it('a zone of three dies and the two others are too small: the zone', () => {
    const zones = draw(
      {
        client: sends(150),
        lb: ['load-balancer', { healthIntervalMs: 1000 }],
        ...Object.fromEntries(
          ['a', 'b', 'c'].flatMap((z) => [
            [`zone-${z}`, ['zone']],
            [`web-${z}`, ['web', { workers: 2, serviceMs: 1, queueMax: 50 }, { in: `zone-${z}` }]],
          ]),
        ),
      },
      ['a', 'b', 'c'].map((z) => (z === 'a' ? `client > lb > web-${z}` : `lb > web-${z}`)),
    )
    const seen = watch(at(zones, { at: 20, type: 'kill', target: 'zone-a' }), 60)
    expect(chainOf(seen, 18)).toEqual([])
    expect(seenAt(seen, 22, 60)).toEqual(['kill zone-a', 'kill zone-a'])
  })
})

describe('metastable failure', () => {
  const server = (ratePerSec: number, client = {}, web = {}): Design =>
    at(
      draw(
        {
          client: sends(ratePerSec, 'static', { timeoutMs: 1000, keys: 1, ...client }),
          web: ['web', { workers: 1, serviceMs: 1000 / 300, queueMax: null, ...web }],
        },
        ['client > web'],
      ),
      { at: 30, type: 'slow', target: 'web', amount: 1000, duration: 10 },
    )

  it.each([
    ['1 retry at 160/s', server(160, { retries: 1 })],
    ['3 retries at 100/s', server(100, { retries: 3 })],
    ['backoff and jitter', server(160, { retries: 1, backoffMs: 100 })],
    ['a queue of 400', server(280, { retries: 1 }, { queueMax: 400 })],
  ])(
    'long after the outage the chain still begins with it, and says what keeps it going: %s',
    (_, design) => {
      const chain = chainOf(watch(design, 110), 110)
      expect(chain[0]).toBe('slow web')
      expect(chain).toContain('staysDown web')
    },
  )

  it('is over without retries, and nothing is left to explain', () => {
    expect(seenAt(watch(server(140), 100), 38, 100)).toEqual(['slow web', ''])
  })

  it('a cache that was flushed', () => {
    const cached = at(
      draw(
        {
          client: sends(200, 'read', { keys: 300, zipfAlpha: 0, timeoutMs: 1000 }),
          web: ['web', { workers: 200, serviceMs: 1 }],
          cache: ['cache', { entriesMax: 1000, ttlMs: 9000 }],
          db: ['database', { slots: 1, readMs: 12, connectionsMax: null }],
        },
        ['client > web > cache', 'web > db'],
      ),
      { at: 40, type: 'flush', target: 'cache' },
    )
    expect(chainOf(watch(cached, 52), 46)[0]).toBe('flush cache')
  })
})
