import { describe, expect, it } from 'vitest'
import { type CpuProfile, functionNames, groupedSelfTimes, groupOf, type Place } from './profile.ts'

const node = (
  id: number,
  functionName: string,
  lineNumber: number,
  hits: Readonly<Record<number, number>> = {},
  children: readonly number[] = [],
) => ({
  id,
  callFrame: { functionName, url: lineNumber < 0 ? '' : 'file:///bundle.js', lineNumber },
  hitCount: Object.values(hits).reduce((sum, ticks) => sum + ticks, 0),
  children,
  positionTicks: Object.entries(hits)
    .filter(([line]) => line !== '0')
    .map(([line, ticks]) => ({ line: Number(line), ticks })),
})

/** By line, from 1. */
const PLACES: readonly Place[] = [
  { name: 'push', file: 'src/sim/core/event-heap.ts', text: 'push(payload) {' },
  { name: 'run', file: 'src/sim/core/engine.ts', text: 'run(until) {' },
  { name: 'run', file: 'src/sim/core/engine.ts', text: 'nodes[n + N_DONE] += 1' },
  { name: 'measured', file: 'test/bench/engine-runs.ts', text: '' },
]

const PROFILE: CpuProfile = {
  nodes: [
    node(1, '(root)', -1, {}, [2, 6]),
    node(2, 'measured', 3, {}, [3]),
    node(3, 'run', 1, { 0: 1, 1: 3, 2: 2, 3: 2 }, [4, 5]),
    node(4, 'push', 0, { 1: 1 }),
    node(5, '(garbage collector)', -1, { 0: 1 }),
    node(6, 'push', 0, { 1: 50 }),
  ],
}

describe('groupedSelfTimes', () => {
  it('counts what ran under the root only, and gives lines of inlined functions to those', () => {
    const groups = groupedSelfTimes(PROFILE, (line) => PLACES[line - 1]!, 'measured')
    expect(groups.map(({ group, share }) => [group, Number(share.toFixed(6))])).toEqual([
      ['events', 0.7],
      ['statistics', 0.2],
      ['other', 0.1],
    ])
    expect(groups[0]!.functions).toEqual([
      { name: 'push', file: 'src/sim/core/event-heap.ts', share: 0.4 },
      { name: 'run', file: 'src/sim/core/engine.ts', share: 0.3 },
    ])
  })

  it('refuses a profile without the root instead of dividing by nothing', () => {
    expect(() => groupedSelfTimes(PROFILE, () => PLACES[0]!, 'elsewhere')).toThrow('no time under elsewhere')
  })
})

describe('groupOf', () => {
  it.each([
    ['push', 'src/sim/core/delay-ring.ts', 'events'],
    ['#handle', 'src/sim/core/engine.ts', 'events'],
    ['callOn', 'src/sim/core/engine.ts', 'call records'],
    ['enter', 'src/sim/core/engine.ts', 'stations'],
    ['accumulate', 'src/sim/core/engine-core.ts', 'statistics'],
    ['drawService', 'src/sim/core/stations.ts', 'random numbers'],
    ['settle', 'src/sim/kit/plan.ts', 'plans'],
    ['arrive', 'src/kinds/load-balancer/sim.ts', 'balancer, choice'],
    ['get', 'src/sim/kit/key-cache.ts', 'caches, keys'],
    ['arrive', 'src/kinds/web/sim.ts', 'other'],
    ['(garbage collector)', '', 'other'],
  ])('%s of %s belongs to %s', (name, file, group) => {
    expect(groupOf({ name, file, text: '' })).toBe(group)
  })

  it('a line that keeps books belongs to the statistics wherever it stands', () => {
    const text = 'nodes[n + N_LATENCY_SUM] = nodes[n + N_LATENCY_SUM]! + latency'
    expect(groupOf({ name: 'reply', file: 'src/sim/core/engine.ts', text })).toBe('statistics')
  })
})

describe('functionNames', () => {
  it('gives each line the innermost function that has a name', () => {
    const script = [
      'const list = [1]',
      'class Heap {',
      '  #sift(at) {',
      '    list.forEach((one) => one)',
      '  }',
      '}',
      'const kind = {',
      '  served() {',
      '    return 1',
      '  },',
      '}',
      'const finish$1 = () => 2',
    ]
    expect(functionNames(script.join('\n'))).toEqual([
      ...['(top level)', '(top level)', '#sift', '#sift', '#sift', '(top level)'],
      ...['(top level)', 'served', 'served', 'served', '(top level)', 'finish'],
    ])
  })
})
