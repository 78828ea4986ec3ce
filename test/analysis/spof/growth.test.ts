import { afterAll, describe, expect, it } from 'vitest'
import { compile } from '../../../src/compile/compile.ts'
import type { Design, DesignEdge, DesignNode } from '../../../src/model/design.ts'
import { emptyDesign } from '../../../src/model/design.ts'
import { StepCounter } from '../../support/steps.ts'

const counter = new StepCounter('/src/analysis/spof/')
const { spofVerdicts } = await import('../../../src/analysis/spof/spof.ts')
afterAll(() => counter.close())

const node = (id: string, kind: string, parent?: string): DesignNode => ({
  id,
  kind,
  label: '',
  position: { x: 0, y: 0 },
  params: {},
  ...(parent === undefined ? {} : { parent }),
})

function design(nodes: readonly DesignNode[], pairs: readonly (readonly [string, string])[]): Design {
  const edges = pairs.map(([source, target], i): DesignEdge => ({ id: `w${i}`, source, target, params: {} }))
  return { ...emptyDesign('large'), nodes, edges }
}

const times = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** As many servers as there may be in one frame, behind one balancer and before one database. */
const oneFrame = (n: number): Design =>
  design(
    [
      node('c', 'client'),
      node('lb', 'load-balancer'),
      node('t', 'tier'),
      node('db', 'database'),
      ...times(n, (i) => node(`s${i}`, 'web', 't')),
    ],
    [
      ['c', 'lb'],
      ['lb', 't'],
      ['t', 'db'],
    ],
  )

/** Shards with as many replicas each as there are shards. */
const copies = (n: number): Design =>
  design(
    [
      node('c', 'client'),
      node('web', 'web'),
      ...times(n, (i) => node(`d${i}`, 'shard')),
      ...times(n * n, (i) => node(`r${i}`, 'replica')),
    ],
    [
      ['c', 'web'],
      ...times(n, (i) => ['web', `d${i}`] as const),
      ...times(n * n, (i) => [`d${i % n}`, `r${i}`] as const),
    ],
  )

/** Layers of servers that all call all of the next one: as many ways as there are layers in the exponent. */
const layers = (n: number): Design =>
  design(
    [node('c', 'client'), ...times(n, (layer) => times(3, (i) => node(`s${layer}-${i}`, 'web'))).flat()],
    [
      ...times(3, (i) => ['c', `s0-${i}`] as const),
      ...times(n - 1, (layer) =>
        times(9, (i) => [`s${layer}-${i % 3}`, `s${layer + 1}-${Math.floor(i / 3)}`] as const),
      ).flat(),
    ],
  )

/** Steps that a doubling may cost: losses and what each of them touches both double; replicas and shards do so together. */
const FAMILIES = [
  { name: 'one frame full of servers', build: oneFrame, small: 125, growth: 4 },
  { name: 'shards with many replicas', build: copies, small: 8, growth: 8 },
  { name: 'layers of servers', build: layers, small: 12, growth: 4 },
] as const
const SLACK = 1.7

describe('judging every loss costs steps that grow with a power of the size, and never with its exponent', () => {
  it.each(FAMILIES)('$name', ({ build, small, growth }) => {
    const steps = (n: number): number => {
      const compiled = compile(build(n))
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.error[0]))
      return counter.stepsOf(() => {
        spofVerdicts(compiled.value.model)
      })
    }
    steps(small)
    expect(steps(2 * small) / steps(small)).toBeLessThan(growth * SLACK)
  })
})

it('a circle never comes to be judged, because it does not compile', () => {
  const circle = design(
    [node('c', 'client'), node('a', 'web'), node('b', 'web')],
    [
      ['c', 'a'],
      ['a', 'b'],
      ['b', 'a'],
    ],
  )
  expect(compile(circle).ok).toBe(false)
})

it('a thousand nodes in one frame are judged', () => {
  const compiled = compile(oneFrame(1000))
  if (!compiled.ok) throw new Error('it compiles')
  const { read } = spofVerdicts(compiled.value.model).byClass
  expect(read!.verdicts.filter(({ verdict }) => verdict === 'hard').map(({ target }) => target)).toEqual([
    'db',
    'lb',
    't',
  ])
  expect(read!.verdicts).toHaveLength(1003)
})
