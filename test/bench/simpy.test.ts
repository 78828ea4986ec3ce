import { describe, expect, it } from 'vitest'
import { compared, parseSimpy } from './simpy.ts'

const LINE = '{"workload": "mm1", "requests": 10, "requestsPerSec": 139000.5, "meanMs": 49.7, "timedOut": 0}'

describe('parseSimpy', () => {
  it('reads a line for each workload and skips what is no figure', () => {
    const rounds = parseSimpy(`DeprecationWarning: old\n${LINE}\n${LINE.replace('mm1', 'mm4')}\n`)
    expect(rounds).toEqual([
      { workload: 'mm1', requestsPerSec: 139_000.5, meanMs: 49.7, timedOut: 0 },
      { workload: 'mm4', requestsPerSec: 139_000.5, meanMs: 49.7, timedOut: 0 },
    ])
  })

  it.each([
    ['a missing figure', LINE.replace('meanMs', 'mean')],
    ['a figure that is none', LINE.replace('139000.5', '0')],
    ['no name', LINE.replace('"workload": "mm1", ', '')],
  ])('refuses %s instead of comparing with nothing', (_, line) => {
    expect(() => parseSimpy(line)).toThrow("SimPy's line")
  })
})

describe('compared', () => {
  it('takes the ratio of neighbouring runs, so that a slow moment of the machine hits both', () => {
    const theirs = [100, 50, 90].map((requestsPerSec, i) => ({
      workload: 'mm1',
      requestsPerSec,
      meanMs: 48 + i,
      timedOut: 0,
    }))
    const ours = [4000, 2000, 3600].map((requestsPerSec) => ({ requestsPerSec }))
    expect(compared(ours, theirs, 40)).toEqual({ requestsPerSec: 90, meanMs: 49, times: 40, targetTimes: 40 })
  })
})
