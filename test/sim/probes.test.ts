import { describe, expect, it } from 'vitest'
import { plainFault } from '../../src/model/fault.ts'
import type { Params } from '../../src/model/field.ts'
import { draw, Scene, sends } from '../support/simulate.ts'
import { spanUntil, untilMark } from '../support/spans.ts'

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
