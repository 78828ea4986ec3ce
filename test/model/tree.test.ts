import { describe, expect, it } from 'vitest'
import type { DesignNode } from '../../src/model/design.ts'
import { absolutePosition, byId, childrenByFrame, framesFirst } from '../../src/model/tree.ts'

const node = (id: string, parent?: string, x = 0, y = 0): DesignNode => ({
  ...{ id, kind: 'web', label: '', position: { x, y }, params: {} },
  ...(parent === undefined ? {} : { parent }),
})

describe('frames and what is in them', () => {
  it('a node lies where its frames and its own place add up to, in each direction for itself', () => {
    const nodes = [
      node('outer', undefined, 100, 7),
      node('inner', 'outer', 20, -3),
      node('web', 'inner', 1, 50),
    ]
    const places = nodes.map((one) => absolutePosition(one, byId(nodes)))
    expect(places).toEqual([
      { x: 100, y: 7 },
      { x: 120, y: 4 },
      { x: 121, y: 54 },
    ])
  })

  it('children stand under their frame in order, those without one under nothing', () => {
    const nodes = [node('a'), node('b', 'a'), node('c'), node('d', 'a')]
    const ids = [...childrenByFrame(nodes)].map(([frame, inside]) => [frame, inside.map(({ id }) => id)])
    expect(ids).toEqual([
      ['', ['a', 'c']],
      ['a', ['b', 'd']],
    ])
  })

  it.each<[string, DesignNode[], string[]]>([
    ['a frame goes before what is in it', [node('web', 'zone'), node('zone')], ['zone', 'web']],
    [
      'outer frames go before inner ones, and the rest keeps its order',
      [node('b'), node('web', 'inner'), node('inner', 'outer'), node('a'), node('outer')],
      ['outer', 'inner', 'b', 'web', 'a'],
    ],
    ['an empty frame goes first as well', [node('web'), node('empty')], ['empty', 'web']],
  ])('%s', (_, nodes, expected) => {
    const isFrame = ({ id }: DesignNode): boolean => id === 'empty'
    expect(framesFirst(nodes, isFrame).map(({ id }) => id)).toEqual(expected)
  })

  it('nodes that stand in order already are handed back as they are', () => {
    const nodes = [node('zone'), node('web', 'zone')]
    expect(framesFirst(nodes, () => false)).toBe(nodes)
  })
})
