import { beforeAll, describe, expect, it } from 'vitest'
import { lanesOf } from '../../src/analysis/failover.ts'
import { activate } from '../../src/i18n/i18n.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import type { RunFault } from '../../src/model/mark.ts'
import {
  briefResultOf,
  laneTitle,
  laneTotals,
  loopRemedy,
  loopText,
  phaseSentence,
  phaseWord,
  resultOf,
} from '../../src/reading/failover-sentence.ts'
import { markOf } from '../support/marks.ts'

const NAMES: Readonly<Record<string, string>> = { db: 'Primary', r: 'Replica 1' }
const name = (id: string): string => NAMES[id] ?? id
const FAULT: RunFault = {
  id: 0,
  type: 'kill',
  target: 'db',
  amount: null,
  atSec: 12,
  endsSec: null,
  staleBeforePerSec: 0,
}
const MARKS = [
  markOf({ timeSec: 12, type: 'kill', node: 'db', cause: 0 }),
  markOf({ timeSec: 12.25, type: 'degraded', node: '', target: 'write', cause: 0, failed: 10 }),
  markOf({ timeSec: 22, type: 'detected', node: 'r', target: 'db', cause: 0, failed: 200 }),
  markOf({ timeSec: 22, type: 'elect', node: 'r', target: 'db', value: 30, cause: 0, failed: 200 }),
  markOf({
    timeSec: 52,
    type: 'promote',
    node: 'r',
    target: 'db',
    value: 99,
    cause: 0,
    failed: 812,
    lostWrites: 99,
  }),
  markOf({
    timeSec: 52,
    type: 'recovered',
    node: '',
    target: 'write',
    value: 40,
    cause: 0,
    failed: 812,
    lostWrites: 99,
  }),
]
const at = (timeSec: number) => ({ timeSec, failed: 812, lostWrites: 99, staleReads: 0 })
const laneAt = (sec: number, fault = FAULT) =>
  lanesOf(
    MARKS.filter(({ timeSec }) => timeSec <= sec),
    [fault],
    { ...at(sec), ...(sec < 52 ? { failed: 400, lostWrites: 0 } : {}) },
  )[0]!
const t = translatorOf('en')

beforeAll(() => activate('en'))

describe('a lane says', () => {
  it('what struck, its phases, and what it came to', () => {
    const lane = laneAt(60)
    expect(laneTitle(lane, name, t)).toBe('Primary: Kill')
    expect(lane.phases.map(({ phase }) => phaseWord(phase, t))).toEqual([
      'Unnoticed',
      'Detected',
      'Chosen',
      'Promoted',
      'Recovered',
    ])
    expect(laneTotals(lane, t)).toEqual(['RTO 40\u00a0s', 'RPO 99 writes', '812 failed'])
    expect(phaseSentence(lane.phases[0]!, 22, t)).toBe(
      '0:12–0:22 Unnoticed: 200 failed, 0 writes lost, 0 stale reads. Click to look at this moment.',
    )
  })

  it('that it is not over as long as a class is hurt', () => {
    expect(laneTotals(laneAt(30), t)).toEqual(['not recovered', '400 failed'])
  })

  it('that nobody was hurt where nothing failed', () => {
    const [lane] = lanesOf([markOf({ timeSec: 12, type: 'kill', node: 'db', cause: 0 })], [FAULT], at(20))
    expect(laneTotals(lane!, t)).toEqual(['nobody was hurt'])
  })
})

describe('a node that was struck says', () => {
  it('nothing until something has come of it', () => {
    expect(resultOf(laneAt(30), name, 30, t)).toEqual([])
  })

  it('who leads since when, and what that cost', () => {
    expect(resultOf(laneAt(60), name, 60, t)).toEqual([
      'down 48\u00a0s · 812 failed',
      '99 writes lost · Replica 1 leads since 0:52',
    ])
    expect(resultOf(laneAt(90, { ...FAULT, endsSec: 72 }), name, 90, t)[0]).toBe(
      'down 1\u00a0min · 812 failed',
    )
  })

  it('in brief how long, and the worst of what it cost', () => {
    expect(briefResultOf(laneAt(30), 30, t)).toEqual([])
    expect(briefResultOf(laneAt(60), 60, t)).toEqual(['down 48\u00a0s · 99 lost'])
    expect(briefResultOf({ ...laneAt(60), lostWrites: 0 }, 60, t)).toEqual(['down 48\u00a0s · 812 failed'])
    expect(briefResultOf({ ...laneAt(60), lostWrites: 0, failed: 0 }, 60, t)).toEqual(['down 48\u00a0s'])
  })
})

describe('what goes on after the end of a fault', () => {
  const aftermath = (type: 'recovering' | 'metastable', target: string, value: number) =>
    lanesOf(
      [...MARKS.slice(0, 2), markOf({ timeSec: 40, type, node: 'db', target, value, cause: 0, failed: 300 })],
      [{ ...FAULT, endsSec: 20 }],
      at(50),
    )[0]!

  it('is slow, and over in so long', () => {
    const lane = aftermath('recovering', '', 480)
    expect(loopText(lane, name, 50, t)).toBe('slow: recovers in about 7.8\u00a0min')
    expect(loopRemedy(lane, t)).toBe('')
  })

  it.each([
    ['retries', 'retries', /retry budget/],
    ['coldCache', 'cold cache', /single flight/],
    ['expired', 'expired work', /bound the queue/],
  ])('is kept up by %s, and says what would end it', (code, words, remedy) => {
    const lane = aftermath('metastable', code, 0)
    expect(loopText(lane, name, 50, t)).toBe(`stuck: ${words} at Primary`)
    expect(loopRemedy(lane, t)).toMatch(remedy)
  })
})
