import { afterAll, describe, expect, it } from 'vitest'
import { DESIGN_LIMITS, type Design } from '../../src/model/design.ts'
import { FAMILIES } from '../support/large-designs.ts'
import { StepCounter } from '../support/steps.ts'

const counter = new StepCounter('/src/compile/')
const { compile } = await import('../../src/compile/compile.ts')
afterAll(() => counter.close())

const steps = (design: Design): number =>
  counter.stepsOf(() => {
    compile(design)
  })

/** What a doubling may cost over its factor: tables grow, and fixed costs show in small designs only. */
const SLACK = 1.6
/** Doublings that are looked at, down from the largest design. */
const DOUBLINGS = 3
/** The largest designs that a document may hold took 0.1 to 10 million steps when this was written; a search for each wire takes billions. */
const STEPS_MAX = 20_000_000

describe.each(FAMILIES)('$name', ({ most, growth, build }) => {
  it('stay within the limits of a document', () => {
    const { nodes, edges, scenario } = build(most)
    expect(nodes.length).toBeLessThanOrEqual(DESIGN_LIMITS.nodes)
    expect(edges.length).toBeLessThanOrEqual(DESIGN_LIMITS.edges)
    expect(scenario.events.length).toBeLessThanOrEqual(DESIGN_LIMITS.events)
  })

  it('cost steps that grow with their size, and never with its exponent', () => {
    const sizes = Array.from({ length: DOUBLINGS + 1 }, (_, i) => Math.floor(most / 2 ** (DOUBLINGS - i)))
    const counts = sizes.map((n) => steps(build(n)))
    const growths = counts.slice(1).map((count, i) => count / counts[i]!)
    expect(Math.max(...growths)).toBeLessThan(growth * SLACK)
    expect(counts.at(-1)).toBeLessThan(STEPS_MAX)
  })
})
