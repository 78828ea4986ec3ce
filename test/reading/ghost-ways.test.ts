import { expect, it } from 'vitest'
import { lanesOf } from '../../src/analysis/failover.ts'
import { ghostWays } from '../../src/reading/ghost-ways.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { markOf } from '../support/marks.ts'
import { draw } from '../support/simulate.ts'

const scene = new SceneBuilder().build(
  draw({ db: ['database'], r: ['replica'] }, ['db > r']),
  'en',
  NO_OVERRIDES,
)
const lanes = lanesOf(
  [
    markOf({ timeSec: 10, type: 'kill', node: 'db', cause: 0 }),
    markOf({ timeSec: 20, type: 'elect', node: 'r', target: 'db', value: 30, cause: 0 }),
  ],
  [{ id: 0, type: 'kill', target: 'db', amount: null, atSec: 10, endsSec: null, staleBeforePerSec: 0 }],
  { timeSec: 60, failed: 0, lostWrites: 0, staleReads: 0 },
)

it('leads from the dead primary to the replica that was chosen, until that one leads', () => {
  const [way, ...more] = ghostWays(lanes, scene, 35)
  expect(more).toEqual([])
  expect(way).toMatchObject({ from: scene.byId.get('db')!.box, to: scene.byId.get('r')!.box, share: 0.5 })
  expect(way!.label).toContain('15')
  expect([19, 51].map((sec) => ghostWays(lanes, scene, sec))).toEqual([[], []])
})
