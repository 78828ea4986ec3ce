import { describe, expect, it } from 'vitest'
import { type CpuProfile, groupedSelfTimes, groupOf } from './profile.ts'

const node = (id: number, functionName: string, lineNumber: number, children: readonly number[] = []) => ({
  id,
  callFrame: { functionName, url: lineNumber < 0 ? '' : 'file:///bundle.js', lineNumber, columnNumber: 0 },
  children,
})

const FILES = ['src/sim/event-heap.ts', 'src/sim/engine.ts', 'test/bench/engine-runs.ts']

const PROFILE: CpuProfile = {
  nodes: [
    node(1, '(root)', -1, [2, 6]),
    node(2, 'measured', 2, [3]),
    node(3, 'run', 1, [4, 5]),
    node(4, 'push', 0),
    node(5, '(garbage collector)', -1),
    node(6, 'push', 0),
  ],
  samples: [6, 4, 4, 3, 5],
  timeDeltas: [0, 100, 10, 30, 40, 20],
}

describe('groupedSelfTimes', () => {
  it('counts what ran under the root only, each sample with the time that follows it', () => {
    const groups = groupedSelfTimes(PROFILE, (line) => FILES[line]!, 'measured')
    expect(groups.map(({ group, share }) => [group, share])).toEqual([
      ['events', 0.8],
      ['other', 0.2],
    ])
    expect(groups[0]!.functions).toEqual([
      { name: 'push', file: 'src/sim/event-heap.ts', share: 0.4 },
      { name: 'run', file: 'src/sim/engine.ts', share: 0.4 },
    ])
  })

  it('refuses a profile without the root instead of dividing by nothing', () => {
    expect(() => groupedSelfTimes(PROFILE, () => '', 'elsewhere')).toThrow('no time under elsewhere')
  })
})

describe('groupOf', () => {
  it.each([
    ['push', 'src/sim/delay-ring.ts', 'events'],
    ['#handle', 'src/sim/engine.ts', 'events'],
    ['callOn', 'src/sim/engine.ts', 'call records'],
    ['enter', 'src/sim/engine.ts', 'stations'],
    ['accumulate', 'src/sim/engine-core.ts', 'statistics'],
    ['drawService', 'src/sim/stations.ts', 'random numbers'],
    ['settle', 'src/sim/plan.ts', 'plans'],
    ['arrive', 'src/kinds/load-balancer/sim.ts', 'balancer, choice'],
    ['get', 'src/sim/key-cache.ts', 'caches, keys'],
    ['arrive', 'src/kinds/web/sim.ts', 'other'],
    ['(garbage collector)', '', 'other'],
  ])('%s of %s belongs to %s', (name, file, group) => {
    expect(groupOf(name, file)).toBe(group)
  })
})
