import { beforeAll, expect, it } from 'vitest'
import { type Lane, lanesOf } from '../../src/analysis/failover.ts'
import { lookAtWires } from '../../src/features/canvas/overlay/wire-look.ts'
import { activate } from '../../src/i18n/i18n.ts'
import { readFrame, readNode } from '../../src/reading/card-readings.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import type { NodeColumn, WireColumn } from '../../src/sim/stats/frame.ts'
import { frameOf, type Reads } from '../support/frames.ts'
import { markOf } from '../support/marks.ts'
import { draw } from '../support/simulate.ts'

const DESIGN = draw({ web: ['web', { instances: 3 }], db: ['database'], replica: ['replica'] }, [
  'web > db > replica',
])
const scene = new SceneBuilder().build(DESIGN, 'en', NO_OVERRIDES)
const [calls] = scene.wires

function reading(id: string, nodes: Reads<NodeColumn>, level: 'near' | 'mid' = 'near') {
  const frame = frameOf(scene, nodes)
  const context = { frame, scene, overlay: 'load', language: 'en', marks: [] } as const
  return readNode(scene.byId.get(id)!, context, level)
}
const look = (reads: Readonly<Partial<Record<WireColumn, number>>>) =>
  lookAtWires(scene, frameOf(scene, {}, { [calls!.id]: reads }), 'load', new Map())[0]!

beforeAll(() => activate('en'))

it('a card has no badge while all is as it was drawn', () => {
  const calm = { slowFactor: 1, errorShare: 0, paused: 0, draining: 0, dropPerSec: 0, instances: 3 }
  expect(reading('web', { web: calm })).toMatchObject({ badges: [], count: null, promotion: null })
})

it('drops come first, then faults, then what is only said; a tile shows the faults alone', () => {
  const web = { dropPerSec: 12, slowFactor: 10, draining: 1, instances: 5 }
  expect(reading('web', { web }).badges).toEqual([
    { text: 'drops 12/s', tone: 'drop' },
    { text: '×10 slow', tone: 'fault' },
    { text: 'draining', tone: 'plain' },
  ])
  expect(reading('web', { web }).count).toEqual({ drawn: '×3', running: '×5' })
  expect(reading('web', { web }, 'mid').badges).toEqual([{ text: '×10 slow', tone: 'fault' }])
})

it('a card that was drained says so, and one that was killed says that', () => {
  const frame = frameOf(scene, { web: { down: 1, downSinceSec: 88 } })
  const lines = (...types: readonly ('kill' | 'drained')[]) => {
    const marks = types.map((type, at) => markOf({ timeSec: 80 + at, type, node: 'web' }))
    const context = { frame, scene, overlay: 'load', language: 'en', marks } as const
    return readNode(scene.byId.get('web')!, context, 'near').lines.map(({ left }) => left)
  }
  expect(lines('kill', 'drained')).toEqual(['Drained 12 s ago'])
  expect(lines('drained', 'kill')).toEqual(['Killed 12 s ago'])
})

it('a balancer without a healthy target says on its card what it does then, and a client that it spikes', () => {
  const badges = (id: string, reads: Reads<NodeColumn>[string]) => reading(id, { [id]: reads }).badges
  expect(badges('web', { targets: 2, healthyTargets: 1 })).toEqual([])
  expect(badges('web', { targets: 2, healthyTargets: 0 })).toEqual([{ text: 'fail open', tone: 'plain' }])
  expect(badges('web', { spike: 10 })).toEqual([{ text: '×10 traffic', tone: 'fault' }])
})

it('a dead primary counts down to the promotion, and the promoted replica says so', () => {
  const dead = { down: 1, downSinceSec: 90, promoteInSec: 30 }
  const db = reading('db', { db: dead })
  expect(db.promotion).toEqual({ label: '30 s', share: 0.75 })
  expect(db.lines.map((line) => line.left)).toContain('promotes in 30 s')
  expect(reading('replica', { replica: { leader: 1 } }).badges).toEqual([
    { text: 'primary now', tone: 'plain' },
  ])
})

it('calls come as far as a wire is cut, and over an open circuit none comes', () => {
  const whole = look({ ratePerSec: 1000, cut: 0, open: 0 })
  expect(whole).toMatchObject({ until: 1, cut: 0, open: 0 })
  expect(whole.particles).toBeGreaterThan(0)
  const cut = look({ ratePerSec: 1000, failPerSec: 1000, cut: 1 })
  expect(cut.until).toBe(0.5)
  expect(cut.fallsPerSec).toBe(1000)
  expect(look({ ratePerSec: 1000, cut: 0.5 }).until).toBe(1)
  expect(look({ ratePerSec: 1000, open: 1 }).particles).toBe(0)
})

it('a queue whose limit was taken away never says that it is full, and one with a limit does', () => {
  const design = draw({ free: ['queue', { depthMax: null }], tight: ['queue', { depthMax: 150_000 }] })
  const queues = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
  const said = (id: string) => {
    const frame = frameOf(queues, { [id]: { depth: 150_000, depthPerSec: 10, ratePerSec: 20 } })
    const context = { frame, scene: queues, overlay: 'load', language: 'en', marks: [] } as const
    return JSON.stringify(readNode(queues.byId.get(id)!, context, 'near'))
  }
  expect(said('free')).not.toContain('full')
  expect(said('tight')).toContain('full')
})

it('what a fault has cost stands at a node as a card and as a tile, and at a frame that was lost', () => {
  const design = draw({ zone: ['zone'], web: ['web', { in: 'zone' }], other: ['web', { in: 'zone' }] }, [])
  const framed = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
  const frame = frameOf(framed, {})
  const laneOf = (target: string): Lane =>
    lanesOf(
      [markOf({ timeSec: 10, type: 'kill', node: target, cause: 0 })],
      [{ id: 0, type: 'kill', target, amount: null, atSec: 10, endsSec: 22, staleBeforePerSec: 0 }],
      { timeSec: 30, failed: 0, lostWrites: 0, staleReads: 0 },
    )[0]!
  const context = { frame, scene: framed, overlay: 'load', language: 'en', marks: [] } as const
  const zone = { ...context, lanes: [{ ...laneOf('zone'), failed: 812, lostWrites: 99 }] }
  const read = (level: 'near' | 'mid' | 'far') => readFrame(framed.byId.get('zone')!, zone, level).result
  expect(read('near')).toEqual(['down 12\u00a0s · 812 failed', '99 writes lost'])
  expect(read('mid')).toEqual(['down 12\u00a0s · 99 lost'])
  expect(read('far')).toEqual([])
  const web = { ...context, lanes: [laneOf('web')] }
  expect(readNode(framed.byId.get('web')!, web, 'mid').result).toEqual(['down 12\u00a0s'])
  expect(readNode(framed.byId.get('other')!, web, 'mid').result).toEqual([])
})
