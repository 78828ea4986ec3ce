import { describe, expect, it } from 'vitest'
import { plainFault } from '../../../src/model/fault.ts'
import type { Params } from '../../../src/model/field.ts'
import { TICKS_PER_SEC } from '../../support/engine.ts'
import { draw, Scene, sends, withParams } from '../../support/simulate.ts'
import { spanUntil, untilMark } from '../../support/spans.ts'

const PROBES: Params = { healthIntervalMs: 2000, healthTimeoutMs: 1000, healthFall: 3, healthRise: 2 }

/** Two equal servers behind a balancer, or behind a DNS whose answers end at once. */
const pair = (front: 'load-balancer' | 'dns', web: Params = {}) =>
  draw(
    {
      client: sends(100),
      front: front === 'dns' ? ['dns', { ...PROBES, ttlMs: 0 }] : ['load-balancer', PROBES],
      'web-1': ['web', { workers: 100, localDataMs: 0, ...web }],
      'web-2': ['web', { workers: 100, localDataMs: 0, ...web }],
    },
    ['client > front', 'front > web-1', 'front > web-2'],
  )

describe('probes over a cut wire', () => {
  it.each(['load-balancer', 'dns'] as const)(
    'get no answer, so a %s takes the target out until the wire is back',
    (front) => {
      const scene = new Scene(pair(front)).until(10)
      scene.run.inject(plainFault('cut', 'front>web-1'))
      const { timeSec, target } = untilMark(scene, 'eject', 8)
      expect(target).toBe('web-1')
      // Three probes at 2 s, and the time limit of the last one.
      const limitSec = front === 'dns' ? 2 : 1
      expect(timeSec - 10).toBeGreaterThan(4 + limitSec)
      expect(timeSec - 10).toBeLessThanOrEqual(6 + limitSec)
      // What was sent before is lost when its callers give up.
      scene.until(timeSec + 10)
      expect(spanUntil(scene, timeSec + 30).errors).toBe(0)
      scene.run.inject(plainFault('restore', 'front>web-1'))
      expect(untilMark(scene, 'readmit', front === 'dns' ? 7 : 5).target).toBe('web-1')
    },
  )
})

describe('a DNS that fails look-ups', () => {
  const failing = (ttlMs: number): Scene => {
    const scene = new Scene(withParams(pair('dns'), 'front', { ttlMs })).until(10)
    scene.run.inject({ type: 'errors', target: 'front', amount: 50, durationSec: null })
    return scene
  }

  it('fails nobody who holds an answer', () => {
    // Of 600 s in which the answers end evenly, five: less than 1 % of the cohorts look up, and half of them in vain.
    expect(failing(600_000).errorsUntil(15)).toBeLessThan(0.01)
  })

  it('fails its share of the requests when answers do not hold', () => {
    expect(Math.abs(failing(0).errorsUntil(60) - 0.5)).toBeLessThan(0.03)
  })
})

describe('the countdown to an ejection', () => {
  it.each([
    ['that refuses', {}],
    ['that says nothing', { whenDown: 'silent' }],
  ] as const)('of a dead target %s is right from the kill on', (_, web) => {
    const scene = new Scene(pair('load-balancer', web)).until(10).kill('web-1')
    const { engine, edgeSlots, model } = scene.run
    const front = scene.slot('front')
    const edge = edgeSlots[model.edges.findIndex(({ id }) => id.startsWith('front>web-1'))]!
    const told: number[] = []
    while (scene.marks('eject').length === 0) {
      const left = engine.behaviours[front]!.ejectsIn(engine, front, edge)
      told.push(scene.now + left / TICKS_PER_SEC)
      scene.until(scene.now + 0.1)
    }
    const { timeSec } = scene.marks('eject')[0]!
    expect(told.length).toBeGreaterThan(40)
    for (const due of told) expect(due).toBeCloseTo(timeSec, 6)
  })
})
