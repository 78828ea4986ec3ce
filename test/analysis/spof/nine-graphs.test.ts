import { describe, expect, it } from 'vitest'
import { draw } from '../../support/simulate.ts'
import { verdictsOf } from './verdicts.ts'

const READS_AND_WRITES = { mix: { static: 0, read: 90, write: 10, upload: 0, task: 0 } }

/** The awkward graphs: articulation points get one of them right, dominators from client to data five. */
describe('single points of failure are what no request of a class can do without', () => {
  it('a balancer and the database behind two servers', () => {
    const design = draw(
      {
        client: ['client', READS_AND_WRITES],
        lb: ['load-balancer'],
        'web-1': ['web'],
        'web-2': ['web'],
        db: ['database'],
      },
      ['client > lb > web-1 > db', 'lb > web-2 > db'],
    )
    expect(verdictsOf(design)).toEqual({
      read: { hard: ['db', 'lb'], transient: ['web-1 6 s', 'web-2 6 s'] },
      write: { hard: ['db', 'lb'], transient: ['web-1 6 s', 'web-2 6 s'] },
    })
  })

  it('never a look-aside cache, though it is drawn in line', () => {
    const design = draw(
      {
        client: ['client', READS_AND_WRITES],
        lb: ['load-balancer'],
        'web-1': ['web'],
        'web-2': ['web'],
        cache: ['cache'],
        db: ['database'],
      },
      ['client > lb > web-1 > cache > db', 'lb > web-2 > cache'],
    )
    expect(verdictsOf(design)).toEqual({
      read: { hard: ['db', 'lb'], transient: ['web-1 6 s', 'web-2 6 s'], delay: ['cache'] },
      write: { hard: ['db', 'lb'], transient: ['web-1 6 s', 'web-2 6 s'] },
    })
  })

  it('a required service that is a leaf', () => {
    const design = draw(
      {
        client: ['client', READS_AND_WRITES],
        lb: ['load-balancer'],
        'web-1': ['web'],
        'web-2': ['web'],
        auth: ['web'],
        db: ['database'],
      },
      ['client > lb > web-1 > db', 'lb > web-2 > db', 'web-1 > auth', 'web-2 > auth'],
    )
    expect(verdictsOf(design)).toEqual({
      read: { hard: ['auth', 'db', 'lb'], transient: ['web-1 6 s', 'web-2 6 s'] },
      write: { hard: ['auth', 'db', 'lb'], transient: ['web-1 6 s', 'web-2 6 s'] },
    })
  })

  it('a resolver beside the path', () => {
    const design = draw({ client: ['client', READS_AND_WRITES], dns: ['dns'], web: ['web'] }, [
      'client > dns',
      'client > web',
    ])
    expect(verdictsOf(design)).toEqual({ read: { hard: ['dns', 'web'] }, write: { hard: ['dns', 'web'] } })
  })

  it('a queue for what is put into it, and never its only worker', () => {
    const design = draw(
      {
        client: ['client', { mix: { static: 0, read: 90, write: 0, upload: 0, task: 10 } }],
        lb: ['load-balancer'],
        'web-1': ['web'],
        'web-2': ['web'],
        queue: ['queue'],
        worker: ['worker'],
      },
      ['client > lb > web-1 > queue > worker', 'lb > web-2 > queue'],
    )
    expect(verdictsOf(design)).toEqual({
      read: { hard: ['lb'], transient: ['web-1 6 s', 'web-2 6 s'] },
      task: { hard: ['lb', 'queue'], transient: ['web-1 6 s', 'web-2 6 s'], delay: ['worker'] },
    })
  })

  it('half of the keys with each of two shards without replicas', () => {
    const design = draw(
      {
        client: ['client', { ...READS_AND_WRITES, zipfAlpha: 0, keys: 1000 }],
        web: ['web'],
        'shard-1': ['shard'],
        'shard-2': ['shard'],
      },
      ['client > web > shard-1', 'web > shard-2'],
    )
    const half = { hard: ['web'], partial: ['shard-1 50 %', 'shard-2 50 %'] }
    expect(verdictsOf(design)).toEqual({ read: half, write: half })
  })

  it('a primary whose replicas nobody promotes, for writes only', () => {
    const design = draw(
      {
        client: ['client', READS_AND_WRITES],
        web: ['web'],
        db: ['database', { promotion: false }],
        'r-1': ['replica'],
        'r-2': ['replica'],
      },
      ['client > web > db > r-1', 'db > r-2'],
    )
    expect(verdictsOf(design)).toEqual({ read: { hard: ['web'] }, write: { hard: ['db', 'web'] } })
  })

  it('no member of a quorum: two of three go on', () => {
    const design = draw(
      {
        client: ['client', READS_AND_WRITES],
        web: ['web'],
        'm-1': ['database', { replication: 'sync' }],
        'm-2': ['replica'],
        'm-3': ['replica'],
      },
      ['client > web > m-1 > m-2', 'm-1 > m-3'],
    )
    expect(verdictsOf(design)).toEqual({
      read: { hard: ['web'] },
      write: { hard: ['web'], transient: ['m-1 40 s'] },
    })
  })

  it('a CDN for all static content, and its origin for what it does not hold', () => {
    const design = draw(
      {
        client: ['client', { mix: { static: 60, read: 30, write: 10, upload: 0, task: 0 } }],
        cdn: ['cdn', { apiTtlMs: 300_000 }],
        web: ['web'],
        db: ['database'],
      },
      ['client > cdn > web > db'],
    )
    expect(verdictsOf(design, { cdn: 0.9 })).toEqual({
      static: { hard: ['cdn'], partial: ['web 90 %'] },
      read: { hard: ['cdn'], partial: ['db 90 %', 'web 90 %'] },
      write: { hard: ['cdn', 'db', 'web'] },
    })
  })
})
