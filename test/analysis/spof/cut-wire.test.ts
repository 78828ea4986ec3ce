import { describe, expect, it } from 'vitest'
import { cutVerdicts } from '../../../src/analysis/spof/cut-wire.ts'
import { draw, modelOf, only } from '../../support/simulate.ts'

type Drawn = Parameters<typeof draw>

const reads = ['client', { mix: only('read'), keys: 1000, zipfAlpha: 0, timeoutMs: 20_000 }] as const
const replicated: Drawn[0] = {
  c: reads,
  web: ['web', { reads: 'primary' }],
  db: ['database'],
  copy: ['replica'],
}

/** What is drawn, which wire is cut, and what becomes of reads. */
const CUTS: readonly (readonly [name: string, drawn: Drawn, cut: [string, string], verdict: string])[] = [
  ['the only way', [{ c: reads, web: ['web'] }, ['c > web']], ['c', 'web'], 'hard'],
  [
    'one of two servers behind a balancer, until its probes have seen it',
    [{ c: reads, lb: ['load-balancer'], a: ['web'], b: ['web'] }, ['c > lb > a', 'lb > b']],
    ['lb', 'a'],
    'transient',
  ],
  [
    'the same without probes',
    [
      { c: reads, lb: ['load-balancer', { healthChecks: false }], a: ['web'], b: ['web'] },
      ['c > lb > a', 'lb > b'],
    ],
    ['lb', 'a'],
    'partial',
  ],
  [
    'the way to a cache, which costs only time',
    [{ c: reads, web: ['web'], cache: ['cache'], db: ['database'] }, ['c > web > cache', 'web > db']],
    ['web', 'cache'],
    'delay',
  ],
  [
    'the way to a primary that lives: nobody is promoted for that',
    [replicated, ['c > web > db > copy']],
    ['web', 'db'],
    'hard',
  ],
  [
    'the way of the log, by which nobody reads',
    [replicated, ['c > web > db > copy']],
    ['db', 'copy'],
    'none',
  ],
]

it('writes wait for ever for a copy that lives and cannot be told, and reads do not', () => {
  const mixed = { ...only('read'), write: 1 }
  const design = draw(
    {
      c: ['client', { mix: mixed }],
      web: ['web'],
      db: ['database', { replication: 'sync' }],
      copy: ['replica'],
    },
    ['c > web > db > copy'],
  )
  const log = design.edges.find(({ target }) => target === 'copy')!
  expect(cutVerdicts(modelOf(design), log.id)).toMatchObject({
    read: { verdict: 'none' },
    write: { verdict: 'hard' },
  })
})

describe('a wire that is cut', () => {
  it.each(CUTS)('%s', (_, drawn, [source, target], verdict) => {
    const design = draw(...drawn)
    const wire = design.edges.find((edge) => edge.source === source && edge.target === target)!
    const { read } = cutVerdicts(modelOf(design), wire.id)
    expect(read).toMatchObject({ verdict, target: wire.id, targetKind: 'wire', domain: false })
  })
})
