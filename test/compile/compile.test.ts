import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, sameModel } from '../../src/compile/compile.ts'
import { CALL_PATHS_MAX, DEPTH_MAX } from '../../src/compile/graph.ts'
import { openingExample } from '../../src/document/examples/opening.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'
import { REQUEST_CLASSES } from '../../src/model/request-class.ts'
import { anyDesign, everyKind } from '../support/designs.ts'
import { draw, modelOf, sends, withParams } from '../support/simulate.ts'

/** What is wrong with a design, as `code target`. */
function issues(design: Design, severity: 'error' | 'warning' = 'warning'): string[] {
  const compiled = compile(design)
  const all = compiled.ok ? compiled.value.issues : compiled.error
  return all
    .filter((issue) => issue.severity === severity)
    .map(({ code, target }) => `${code} ${target}`.trim())
}

describe('a design that runs', () => {
  it('has no issue in the opening example and in one of every kind', () => {
    expect(compile(openingExample('en'))).toMatchObject({ ok: true, value: { issues: [] } })
    expect(issues(everyKind())).toEqual([])
  })

  it('may be empty', () => {
    expect(compile(emptyDesign())).toMatchObject({
      ok: true,
      value: { model: { nodes: [], edges: [] }, issues: [] },
    })
  })

  it('gives every field of every node, the default where none is set', () => {
    const model = modelOf(draw({ web: ['web', { workers: 3 }] }))
    expect(model.nodes[0]!.params).toMatchObject({
      workers: 3,
      instances: 1,
      serviceMs: 20,
      waiting: 'async',
    })
  })

  it('weighs the classes that a mix leaves out with nothing', () => {
    const mix = { read: 1 } as unknown as Params[string]
    expect(modelOf(draw({ client: ['client', { mix }] })).nodes[0]!.params.mix).toEqual({
      static: 0,
      read: 1,
      write: 0,
      upload: 0,
      task: 0,
    })
  })

  it('is the same whatever its boxes are called and wherever they stand', () => {
    fc.assert(
      fc.property(
        anyDesign(),
        fc.string({ maxLength: 20 }),
        fc.integer({ min: -1000, max: 1000 }),
        (design, text, by) => {
          const moved: Design = {
            ...design,
            title: text,
            notes: text,
            nodes: design.nodes.map((node, i) => ({
              ...node,
              label: `${text}${i}`,
              position: { x: by * i, y: by },
            })),
          }
          expect(sameModel(modelOf(moved), modelOf(design))).toBe(true)
          expect(modelOf(moved)).toEqual(modelOf(design))
        },
      ),
    )
  })

  it('is another one after a field, a wire or a node has changed', () => {
    const design = everyKind()
    const model = modelOf(design)
    const others = [
      withParams(design, 'web-1', { workers: 4 }),
      { ...design, edges: design.edges.slice(1) },
      {
        ...design,
        nodes: design.nodes.filter(({ id }) => id !== 'kv'),
        edges: design.edges.filter((e) => e.target !== 'kv'),
      },
    ]
    for (const other of others) expect(sameModel(modelOf(other), model)).toBe(false)
  })

  it('refers only to nodes and edges that are there', () => {
    fc.assert(
      fc.property(anyDesign(14), (design) => {
        const { nodes, edges, plans, primaryOf, wires } = modelOf(design)
        expect(plans).toHaveLength(nodes.length)
        expect(primaryOf).toHaveLength(nodes.length)
        for (const edge of edges) {
          expect(nodes[edge.source]).toBeDefined()
          expect(nodes[edge.target]).toBeDefined()
          expect(wires[edge.wire]).toBeDefined()
        }
        expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length)
        plans.forEach((byClass, node) => {
          expect(byClass).toHaveLength(REQUEST_CLASSES.length)
          for (const step of byClass.flatMap((steps) => steps ?? [])) {
            expect(step.edges.length).toBeGreaterThan(0)
            expect(step.under).toHaveLength(step.edges.length)
            for (const edge of [...step.edges, ...step.under.flat()]) expect(edges[edge]!.source).toBe(node)
          }
        })
      }),
    )
  })
})

describe('an error', () => {
  it('names every node on a circle of calls, and only those', () => {
    const design = draw({ client: ['client'], a: ['web'], b: ['web'], c: ['web'], d: ['web'] }, [
      'client > a > b > c > a',
      'c > d',
    ])
    expect(compile(design).ok).toBe(false)
    expect(issues(design, 'error')).toEqual(['cycle a', 'cycle b', 'cycle c'])
  })

  it('is no circle where data is copied or watched', () => {
    const design = draw(
      { client: sends(1), web: ['web'], db: ['database'], replica: ['replica'], monitor: ['monitor'] },
      ['client > web > db > replica', 'web > replica', 'monitor > web'],
    )
    expect(issues(design, 'error')).toEqual([])
  })

  it('is a chain of calls that is too long', () => {
    const ids = Array.from({ length: DEPTH_MAX + 1 }, (_, i) => `web-${i}`)
    const chain = (length: number): Design =>
      draw(Object.fromEntries(ids.slice(0, length).map((id) => [id, ['web']])), [
        ids.slice(0, length).join(' > '),
      ])
    expect(issues(chain(DEPTH_MAX), 'error')).toEqual([])
    expect(issues(chain(DEPTH_MAX + 1), 'error')).toEqual(['tooDeep'])
  })

  it('is more call paths than the engine is made for', () => {
    const servers = Math.ceil(Math.sqrt(CALL_PATHS_MAX)) + 1
    const members = (frame: string) =>
      Object.fromEntries(
        Array.from({ length: servers }, (_, i) => [`${frame}-${i}`, ['web', {}, { in: frame }] as const]),
      )
    const design = draw(
      { client: ['client'], front: ['tier'], back: ['tier'], ...members('front'), ...members('back') },
      ['front > back'],
    )
    expect(issues(design, 'error')).toEqual(['tooLarge front>back'])
  })

  it('names node and field of a wrong value', () => {
    const compiled = compile(draw({ web: ['web', { workers: 0.5 }] }))
    expect(compiled.ok ? [] : compiled.error).toContainEqual(
      expect.objectContaining({ severity: 'error', code: 'badParam', target: 'web', field: 'workers' }),
    )
  })
})

describe('a warning', () => {
  it('says that there is no client, that it is not wired, and that a class finds nobody', () => {
    expect(issues(draw({ web: ['web'] }))).toEqual(['noClient'])
    expect(issues(draw({ client: ['client'], web: ['web'] }))).toEqual(['clientUnwired client'])
    const design = draw({ client: sends(1, 'upload'), lb: ['load-balancer'], db: ['database'] }, [
      'client > lb > db',
    ])
    expect(issues(design)).toEqual(['noPath client'])
  })

  it('says nothing about a class without weight', () => {
    const design = draw({ client: sends(1, 'read'), db: ['database'] }, ['client > db'])
    expect(issues(design)).toEqual([])
  })

  it('is given for a balancer without targets', () => {
    expect(issues(draw({ client: sends(1), lb: ['load-balancer'] }, ['client > lb']))).toEqual([
      'noPath client',
    ])
  })

  it('is given for what does nothing', () => {
    const parts = {
      client: sends(1),
      web: ['web'],
      db: ['database'],
      'db-2': ['database'],
      replica: ['replica'],
      queue: ['queue'],
      hologram: ['hologram'],
    } as const
    const design = draw(parts, ['client > web > db', 'web > db-2', 'web > queue', 'web > hologram'])
    expect(issues(design).sort()).toEqual([
      'meaninglessWire web>hologram',
      'queueWithoutConsumer queue',
      'replicaWithoutPrimary replica',
      'twoPrimaries web',
      'unknownKind hologram',
    ])
  })

  /** A design, and what is wrong with it: `code target field`. */
  const contradictory: readonly (readonly [string, string, Design])[] = [
    [
      'at least more instances than at most',
      'scaleRange web instancesMax',
      draw({ client: sends(1), web: ['web', { autoscale: true, instancesMin: 5, instancesMax: 2 }] }, [
        'client > web',
      ]),
    ],
    [
      'growing below where it shrinks',
      'scaleBand web scaleDownPercent',
      draw({ client: sends(1), web: ['web', { autoscale: true, scaleUpPercent: 30 }] }, ['client > web']),
    ],
    [
      'a probe that may take longer than the next one',
      'probeTimeout lb healthTimeoutMs',
      draw({ client: sends(1), lb: ['load-balancer', { healthTimeoutMs: 3000 }], web: ['web'] }, [
        'client > lb > web',
      ]),
    ],
    [
      'sessions in two places',
      'twoSessions web sessions',
      draw({ client: sends(1), web: ['web', { sessions: 'memory' }], kv: ['key-value'] }, [
        'client > web > kv',
      ]),
    ],
    [
      'a synchronous primary without replicas',
      'syncAlone db replication',
      draw({ client: sends(1), db: ['database', { replication: 'sync' }] }, ['client > db']),
    ],
    [
      'a cache of nothing',
      'cacheUnused cache ',
      draw({ client: sends(1), web: ['web'], cache: ['cache'] }, ['client > web > cache']),
    ],
    [
      'a cache that reads through to nothing',
      'readThroughAlone cache reading',
      draw(
        { client: sends(1), web: ['web'], cache: ['cache', { reading: 'read-through' }], db: ['database'] },
        ['client > web > cache', 'web > db'],
      ),
    ],
    [
      'the nearest of targets that are nowhere',
      'geoWithoutPlaces dns policy',
      draw(
        {
          client: sends(1, 'read', { place: 'seoul' }),
          dns: ['dns', { policy: 'geo' }],
          a: ['web'],
          b: ['web'],
        },
        ['client > dns > a', 'dns > b'],
      ),
    ],
    [
      'messages that come back while they are worked on',
      'visibilityShort queue visibilityMs',
      draw({ client: sends(1, 'task'), queue: ['queue', { visibilityMs: 500 }], worker: ['worker'] }, [
        'client > queue > worker',
      ]),
    ],
    [
      'a rule that nobody follows',
      'ruleUnused web>db carries',
      draw({ client: sends(1), web: ['web'], db: ['database'] }, [
        ['client > web', { carries: 'read' }],
        ['web > db', { carries: 'write' }],
      ]),
    ],
    [
      'shards that differ',
      'mixedSharding b sharding',
      draw({ client: sends(1), web: ['web'], a: ['shard'], b: ['shard', { sharding: 'range' }] }, [
        'client > web > a',
        'web > b',
      ]),
    ],
  ]

  it.each(contradictory)('is given for %s', (_name, expected, design) => {
    const compiled = compile(design)
    const found = compiled.ok ? compiled.value.issues : compiled.error
    expect(
      found.map(({ severity, code, target, field }) => `${severity} ${code} ${target} ${field}`),
    ).toEqual([`warning ${expected}`])
  })

  it('is not given for what only looks so', () => {
    const tame: readonly Design[] = [
      withParams(contradictory[0]![2], 'web', { autoscale: false }),
      withParams(contradictory[0]![2], 'web', { instancesMax: 5 }),
      withParams(contradictory[2]![2], 'lb', { healthChecks: false }),
      withParams(contradictory[2]![2], 'lb', { healthIntervalMs: 3000 }),
      withParams(contradictory[8]![2], 'queue', { visibilityMs: 1000 }),
      draw({ client: sends(1), db: ['database', { replication: 'sync' }], r: ['replica'] }, [
        'client > db > r',
      ]),
      draw(
        {
          client: sends(1, 'read', { place: 'seoul' }),
          dns: ['dns', { policy: 'geo' }],
          here: ['region', { place: 'seoul' }],
          a: ['web', {}, { in: 'here' }],
          b: ['web'],
        },
        ['client > dns > a', 'dns > b'],
      ),
      draw({ client: sends(1), dns: ['dns', { policy: 'geo' }], a: ['web'] }, ['client > dns > a']),
      draw(
        {
          client: sends(1),
          lb: ['load-balancer'],
          tier: ['tier'],
          a: ['web', {}, { in: 'tier' }],
          b: ['web'],
        },
        ['client > lb > b', ['lb > tier', { carries: 'upload' }], ['b > a', { carries: 'write' }]],
      ),
      draw(
        { client: sends(1), web: ['web'], cache: ['cache', { reading: 'read-through' }], db: ['database'] },
        ['client > web > cache > db'],
      ),
    ]
    for (const design of tame) expect(issues(design)).toEqual([])
  })

  it('is given for a fault that strikes nobody, and the fault is left out', () => {
    const design: Design = {
      ...draw({ client: sends(1), zone: ['zone'], web: ['web', {}, { in: 'zone' }] }, ['client > web']),
      scenario: {
        seed: 1,
        events: [
          { at: 1, type: 'kill', target: 'gone' },
          { at: 2, type: 'kill', target: 'zone' },
          { at: 3, type: 'restore', target: 'web' },
        ],
      },
    }
    expect(issues(design)).toEqual(['faultTarget gone'])
    expect(modelOf(design).faults.map(({ target }) => target)).toEqual(['zone', 'web'])
  })

  it('is given for a fault that its target does not take, and the fault is left out', () => {
    const design: Design = {
      ...draw(
        {
          client: sends(1),
          zone: ['zone'],
          web: ['web', {}, { in: 'zone' }],
          db: ['database'],
          empty: ['zone'],
        },
        ['client > web > db'],
      ),
      scenario: {
        seed: 1,
        events: [
          { at: 1, type: 'flush', target: 'web' },
          { at: 2, type: 'kill', target: 'client' },
          { at: 3, type: 'kill', target: 'web>db' },
          { at: 4, type: 'cut', target: 'db' },
          { at: 5, type: 'pause', target: 'zone' },
          { at: 6, type: 'kill', target: 'empty' },
          { at: 7, type: 'slow', target: 'zone' },
          { at: 8, type: 'cut', target: 'web>db' },
          { at: 9, type: 'spike', target: 'client' },
          { at: 10, type: 'pause', target: 'db' },
        ],
      },
    }
    expect(issues(design)).toEqual([
      'faultUnfit web',
      'faultUnfit client',
      'faultUnfit web>db',
      'faultUnfit db',
      'faultUnfit zone',
      'faultUnfit empty',
    ])
    expect(modelOf(design).faults.map(({ atSec }) => atSec)).toEqual([7, 8, 9, 10])
  })

  it('of an unknown kind leaves the rest of the design running', () => {
    const model = modelOf(
      draw({ client: sends(1), web: ['web'], hologram: ['hologram', { depth: 3 }] }, [
        'client > web > hologram',
      ]),
    )
    expect(model.nodes.map(({ id }) => id)).toEqual(['client', 'web'])
    expect(model.edges).toHaveLength(1)
  })
})
