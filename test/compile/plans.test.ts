import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../src/model/request-class.ts'
import { draw, modelOf, report } from '../support/simulate.ts'

/**
 * A plan in words: `op target, target [under: …]`, one step after the other; null where nobody can answer. A `?` marks an
 * optional step.
 */
function plan(design: Design, id: string, requestClass: RequestClass): string[] | null {
  const model = modelOf(design)
  const steps =
    model.plans[model.nodes.findIndex((node) => node.id === id)]![REQUEST_CLASSES.indexOf(requestClass)]
  if (!steps) return null
  const names = (edges: readonly number[]): string =>
    edges.map((edge) => model.nodes[model.edges[edge]!.target]!.id).join(', ')
  return steps.map(({ op, choice, edges, under, optional, skipOnHit }) => {
    const replicas = under.filter((list) => list.length > 0).map(names)
    return [
      `${op}${optional ? '?' : ''} ${names(edges)}`,
      choice === 'turn' ? '' : ` by ${choice}`,
      replicas.length === 0 ? '' : ` [${replicas.join(' | ')}]`,
      skipOnHit === 0 ? '' : ` skip ${skipOnHit}`,
    ].join('')
  })
}

const full = draw(
  {
    client: ['client'],
    web: ['web'],
    kv: ['key-value'],
    auth: ['web'],
    cache: ['cache'],
    db: ['database'],
    replica: ['replica'],
    storage: ['storage'],
    queue: ['queue'],
    worker: ['worker'],
  },
  [
    'client > web > queue > worker > db > replica',
    'web > storage',
    'web > db',
    'web > cache',
    'web > auth',
    'web > kv',
    'worker > storage',
    'worker > cache',
  ],
)

describe('a server asks', () => {
  it('for a read: session, service, cache, and on a miss the replicas before the primary', () => {
    expect(plan(full, 'web', 'read')).toEqual([
      'session kv by ring',
      'call auth',
      'cacheGet? cache by ring skip 1',
      'dataGet db [replica]',
    ])
  })

  it('for a write: session, service, the primary, and then the cache forgets', () => {
    expect(plan(full, 'web', 'write')).toEqual([
      'session kv by ring',
      'call auth',
      'dataPut db [replica]',
      'cacheInvalidate? cache by ring',
    ])
  })

  it('for an upload: session, service, storage', () => {
    expect(plan(full, 'web', 'upload')).toEqual(['session kv by ring', 'call auth', 'call storage'])
  })

  it('for a task: session, service, and the queue takes it', () => {
    expect(plan(full, 'web', 'task')).toEqual(['session kv by ring', 'call auth', 'publish queue'])
  })

  it('no other server for a class that none of the wires between them carries', () => {
    const design = draw({ client: ['client'], web: ['web'], images: ['web'], db: ['database'] }, [
      'client > web > db',
      ['web > images', { carries: 'upload' }],
    ])
    expect(plan(design, 'web', 'read')).toEqual(['dataGet db'])
    expect(plan(design, 'web', 'upload')).toEqual(['call images'])
    expect(report(design, 10).system.errorRate).toBe(0)
  })

  it('for static content the storage alone', () => {
    expect(plan(full, 'web', 'static')).toEqual(['call storage'])
  })

  it('nobody where nobody is wired', () => {
    const alone = draw({ client: ['client'], web: ['web'] }, ['client > web'])
    for (const requestClass of REQUEST_CLASSES) expect(plan(alone, 'web', requestClass)).toEqual([])
  })
})

it('a worker does its task with data and storage', () => {
  expect(plan(full, 'worker', 'task')).toEqual([
    'dataPut db [replica]',
    'cacheInvalidate? cache by ring',
    'call storage',
  ])
})

it('a queue hands a task to its workers and answers nothing else', () => {
  expect(plan(full, 'queue', 'task')).toEqual(['call worker'])
  expect(plan(full, 'queue', 'read')).toBeNull()
})

describe('data', () => {
  it('replicas that are wired without their primary bring it along', () => {
    const design = draw({ client: ['client'], web: ['web'], db: ['database'], r: ['replica'] }, [
      'client > web > r',
      'db > r',
    ])
    expect(plan(design, 'web', 'read')).toEqual(['dataGet db [r]'])
    expect(plan(design, 'web', 'write')).toEqual(['dataPut db [r]'])
  })

  it('a primary brings its replicas along', () => {
    const design = draw(
      { client: ['client'], web: ['web'], db: ['database'], r1: ['replica'], r2: ['replica'] },
      ['client > web > db > r1', 'db > r2'],
    )
    expect(plan(design, 'web', 'read')).toEqual(['dataGet db [r1, r2]'])
  })

  it('a replica without a primary answers reads, and writes find nobody', () => {
    const design = draw({ client: ['client'], web: ['web'], r: ['replica'] }, ['client > web > r'])
    expect(plan(design, 'web', 'read')).toEqual(['dataGet r'])
    expect(plan(design, 'web', 'write')).toEqual([])
  })

  it('several shards are chosen by the key, each with its own replicas', () => {
    const design = draw(
      { client: ['client'], web: ['web'], a: ['shard'], b: ['shard'], ra: ['replica'], rb: ['replica'] },
      ['client > web > a > ra', 'web > b > rb'],
    )
    expect(plan(design, 'web', 'read')).toEqual(['dataGet a, b by modulo [ra | rb]'])
    expect(plan(design, 'web', 'write')).toEqual(['dataPut a, b by modulo [ra | rb]'])
  })

  it('shards and a primary are both needed, and a hit makes both needless', () => {
    const design = draw(
      { client: ['client'], web: ['web'], a: ['shard'], db: ['database'], cache: ['cache'] },
      ['client > web > a', 'web > db', 'web > cache'],
    )
    expect(plan(design, 'web', 'read')).toEqual([
      'cacheGet? cache by ring skip 2',
      'dataGet a by modulo',
      'dataGet db',
    ])
    expect(plan(design, 'web', 'write')).toEqual([
      'dataPut a by modulo',
      'dataPut db',
      'cacheInvalidate? cache by ring',
    ])
  })

  it('behind a cache is reached past the cache', () => {
    const design = draw({ client: ['client'], web: ['web'], cache: ['cache'], db: ['database'] }, [
      'client > web > cache > db',
    ])
    expect(plan(design, 'web', 'read')).toEqual(['cacheGet? cache by ring skip 1', 'dataGet db'])
    expect(plan(design, 'web', 'write')).toEqual(['dataPut db', 'cacheInvalidate? cache by ring'])
  })

  it('several caches share the keys by a ring', () => {
    const design = draw(
      { client: ['client'], web: ['web'], c1: ['cache'], c2: ['cache'], db: ['database'] },
      ['client > web > c1', 'web > c2', 'web > db'],
    )
    expect(plan(design, 'web', 'read')![0]).toBe('cacheGet? c1, c2 by ring skip 1')
  })

  it('a cache without data behind it is not asked', () => {
    const design = draw({ client: ['client'], web: ['web'], cache: ['cache'] }, ['client > web > cache'])
    expect(plan(design, 'web', 'read')).toEqual([])
  })
})

describe('a client', () => {
  it('looks up a name that stands beside the path, then calls', () => {
    const design = draw({ client: ['client'], dns: ['dns'], web: ['web'] }, ['client > dns', 'client > web'])
    expect(plan(design, 'client', 'read')).toEqual(['lookup dns', 'call web'])
  })

  it('goes through a name that is on the path', () => {
    const design = draw({ client: ['client'], dns: ['dns'], web: ['web'] }, ['client > dns > web'])
    expect(plan(design, 'client', 'read')).toEqual(['call dns'])
    expect(plan(design, 'dns', 'read')).toEqual(['call web'])
  })

  it('takes static content from the CDN, and everything else not', () => {
    const design = draw(
      { client: ['client'], cdn: ['cdn'], storage: ['storage'], lb: ['load-balancer'], web: ['web'] },
      ['client > cdn > storage', 'client > lb > web'],
    )
    expect(plan(design, 'client', 'static')).toEqual(['call cdn'])
    expect(plan(design, 'client', 'read')).toEqual(['call lb'])
    expect(plan(design, 'client', 'upload')).toEqual(['call lb'])
  })

  it('sends everything through a CDN that stands before it all', () => {
    const design = draw({ client: ['client'], cdn: ['cdn'], web: ['web'] }, ['client > cdn > web'])
    expect(plan(design, 'client', 'read')).toEqual(['call cdn'])
    expect(plan(design, 'cdn', 'read')).toEqual(['call web'])
  })

  it('publishes tasks to a queue that it is wired to', () => {
    const design = draw({ client: ['client'], queue: ['queue'], worker: ['worker'], web: ['web'] }, [
      'client > queue > worker',
      'client > web',
    ])
    expect(plan(design, 'client', 'task')).toEqual(['publish queue'])
    expect(plan(design, 'client', 'read')).toEqual(['call web'])
  })

  it('finds nobody behind a balancer whose targets cannot answer', () => {
    const design = draw({ client: ['client'], lb: ['load-balancer'], db: ['database'] }, ['client > lb > db'])
    expect(plan(design, 'client', 'read')).toEqual(['call lb'])
    expect(plan(design, 'client', 'upload')).toBeNull()
    expect(plan(design, 'lb', 'upload')).toBeNull()
  })
})

it('a balancer sends uploads to the storage where it has one', () => {
  const design = draw({ client: ['client'], lb: ['load-balancer'], web: ['web'], storage: ['storage'] }, [
    'client > lb > web',
    'lb > storage',
  ])
  expect(plan(design, 'lb', 'upload')).toEqual(['call storage'])
  expect(plan(design, 'lb', 'static')).toEqual(['call storage'])
  expect(plan(design, 'lb', 'read')).toEqual(['call web'])
})
