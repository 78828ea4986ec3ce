import { expect, it } from 'vitest'
import { FAULTS, type FaultType } from '../../src/model/fault.ts'
import {
  faultsAt,
  faultsNow,
  faultsOf,
  nodesUnder,
  READY_DEGREES,
  targetOf,
} from '../../src/reading/fault-targets.ts'
import { draw } from '../support/simulate.ts'

const design = draw(
  { zone: ['zone'], client: ['client'], web: ['web', {}, { in: 'zone' }], cache: ['cache'] },
  ['client > web > cache'],
)
const wire = design.edges[0]!.id
const WELL = { down: false, struck: false }

it('a node knows the faults of its kind, a wire is cut, and a stranger knows none', () => {
  expect(faultsAt(design, 'cache')).toEqual(['kill', 'freeze', 'slow', 'errors', 'flush', 'restore'])
  expect(faultsAt(design, wire)).toEqual(['cut', 'restore'])
  expect(faultsAt(design, 'nobody')).toEqual([])
})

it('several offer what one of them knows, and each gets only what it knows', () => {
  expect(faultsNow(design, ['web', 'cache'], WELL)).toEqual([
    'kill',
    'freeze',
    'slow',
    'errors',
    'drain',
    'flush',
  ])
  expect(faultsOf(design, ['web', 'cache', wire], { type: 'flush', amount: null })).toEqual([
    { type: 'flush', target: 'cache', amount: null, durationSec: null },
  ])
})

it('only what is struck is restored, a client always, and what is down is not struck again', () => {
  expect(faultsNow(design, ['web'], WELL)).not.toContain('restore')
  expect(faultsNow(design, ['web'], { down: false, struck: true })).toContain('restore')
  expect(faultsNow(design, ['web'], { down: true, struck: true })).toEqual(['restore'])
  expect(faultsNow(design, ['client'], WELL)).toEqual(['spike', 'restore'])
})

it('a frame stands for all that it holds, a wire for no node', () => {
  expect(nodesUnder(design, 'zone')).toEqual(['web'])
  expect(nodesUnder(design, 'web')).toEqual(['web'])
  expect(nodesUnder(design, wire)).toEqual([])
})

it('every ready degree lies within the limits of its fault', () => {
  for (const [type, degrees] of Object.entries(READY_DEGREES))
    for (const degree of degrees) {
      const limits = FAULTS[type as FaultType].amount!
      expect(degree).toBeGreaterThanOrEqual(limits.min)
      expect(degree).toBeLessThanOrEqual(limits.max)
    }
})

it('a fault that nobody knows is looked for in time that grows as the design does', () => {
  const looksAt = (size: number): number => {
    let looks = 0
    const nodes = Array.from({ length: size }, (_, i) => ({
      ...design.nodes[0]!,
      kind: 'web',
      get id() {
        looks++
        return `web-${i}`
      },
    }))
    expect(targetOf({ ...design, nodes, edges: [] }, 'flush', [])).toBeUndefined()
    return looks
  }
  expect(looksAt(200)).toBeLessThanOrEqual(2 * looksAt(100))
})
