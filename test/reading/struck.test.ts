import { describe, expect, it } from 'vitest'
import { victims } from '../../src/reading/fault-targets.ts'
import { busiestOf, downIn, struckIn } from '../../src/reading/struck.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { frameOf, type Reads } from '../support/frames.ts'
import { draw } from '../support/simulate.ts'

const design = draw(
  { client: ['client'], lb: ['load-balancer'], a: ['web'], b: ['web'], c: ['web'], db: ['database'] },
  ['client > lb > a', 'lb > b', 'lb > c', 'a > db'],
)
const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
const frame = (nodes: Reads<'down' | 'ratePerSec' | 'slowFactor'>, wires: Reads<'cut'> = {}) =>
  frameOf(scene, nodes, wires)

describe('a server that is to be killed', () => {
  const chosen = (nodes: Reads<'down' | 'ratePerSec'>) =>
    victims(design)
      .map((ids) => busiestOf(frame(nodes), ids))
      .find((id) => id !== undefined)

  it('is the one that is up and has the most traffic', () => {
    expect(
      chosen({
        a: { down: 0, ratePerSec: 5 },
        b: { down: 0, ratePerSec: 9 },
        c: { down: 1, ratePerSec: 99 },
      }),
    ).toBe('b')
  })

  it('is a server before anything else, however busy that is', () => {
    expect(chosen({ lb: { down: 0, ratePerSec: 100 }, c: { down: 0, ratePerSec: 0 } })).toBe('c')
  })

  it('is whatever else can die where no server is up', () => {
    const down = { down: 1 }
    expect(
      chosen({ a: down, b: down, c: down, db: { down: 0, ratePerSec: 2 }, lb: { down: 0, ratePerSec: 1 } }),
    ).toBe('db')
  })

  it('is nobody where all are down, and never a client', () => {
    expect(chosen({ client: { down: 0, ratePerSec: 7 } })).toBeUndefined()
  })
})

it('what is down, slowed, cut or spiked is struck, and nothing else', () => {
  const now = frame(
    { a: { down: 1 }, b: { down: 0, slowFactor: 10 }, c: { down: 0, slowFactor: 1 } },
    { 'a>db': { cut: 0.5 } },
  )
  const spike = { timeSec: 1, type: 'spike', node: 'client', target: '', value: 10 } as never
  expect(downIn(now)).toEqual(['a'])
  expect(struckIn(now, [spike])).toEqual(['client', 'a', 'b', 'a>db'])
  expect([downIn(undefined), struckIn(undefined, [])]).toEqual([[], []])
})
