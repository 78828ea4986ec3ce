import { beforeAll, expect, it } from 'vitest'
import { lastFault } from '../../src/features/canvas/last-fault.ts'
import { activate } from '../../src/i18n/i18n.ts'
import type { Design } from '../../src/model/design.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { frameOf } from '../support/frames.ts'
import { markOf } from '../support/marks.ts'
import { draw } from '../support/simulate.ts'

const drawn = draw({ region: ['region'], tier: ['tier'], a: ['web'], b: ['web'], db: ['database'] }, [])
const PARENTS: Readonly<Record<string, string>> = { tier: 'region', a: 'tier', b: 'tier', db: 'region' }
const DESIGN: Design = {
  ...drawn,
  nodes: drawn.nodes.map((node) => {
    const parent = PARENTS[node.id]
    return parent === undefined ? node : { ...node, parent }
  }),
}
const scene = new SceneBuilder().build(DESIGN, 'en', NO_OVERRIDES)
const DOWN = { down: 1 } as const
const UP = { down: 0 } as const

function named(nodes: Readonly<Record<string, { readonly down: 0 | 1 }>>, killed: Record<string, number>) {
  const marks = Object.entries(killed).map(([node, timeSec]) => {
    return markOf({ timeSec, type: 'kill', node })
  })
  return lastFault(frameOf(scene, nodes), marks, scene, DESIGN)?.target
}

beforeAll(() => activate('en'))

it('one node that dies is named itself', () => {
  expect(named({ a: DOWN, b: UP, db: UP }, { a: 10 })).toBe('a')
})

it('what strikes all of a frame in one moment is named after the frame, the innermost that explains it', () => {
  expect(named({ a: DOWN, b: DOWN, db: DOWN }, { a: 10, b: 10, db: 10 })).toBe('region')
  expect(named({ a: DOWN, b: DOWN, db: UP }, { a: 10, b: 10 })).toBe('tier')
  expect(named({ a: DOWN, b: DOWN, db: DOWN }, { db: 4, a: 10, b: 10 })).toBe('tier')
})

it('a frame of which one came back, or whose nodes died one by one, is not named', () => {
  expect(named({ a: UP, b: DOWN, db: UP }, { a: 10, b: 10 })).toBe('b')
  expect(named({ a: DOWN, b: DOWN, db: UP }, { a: 10, b: 14 })).toBe('b')
})
