import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, compileAlike, sameModel } from '../../src/compile/compile.ts'
import { moveNodes, remove, setLabel, setNodeParam } from '../../src/session/edits.ts'
import { everyKind } from '../support/designs.ts'
import { randomDesign } from '../support/random-designs.ts'
import { modelOf } from '../support/simulate.ts'

describe('designs that compile alike', () => {
  const design = everyKind()

  it('are those in which boxes were moved or named', () => {
    const moved = moveNodes(design, [{ id: 'client', position: { x: 5, y: 6 }, parent: undefined }])
    expect(moved).not.toBe(design)
    expect(compileAlike(design, setLabel(moved, 'db', 'Orders'))).toBe(true)
  })

  it('are not those with another field, frame, wire or event', () => {
    const others = [
      setNodeParam(design, 'db', 'slots', 99),
      moveNodes(design, [{ id: 'web-1', position: { x: 0, y: 0 }, parent: 'zone' }]),
      remove(design, new Set(), new Set([design.edges[0]!.id])),
      remove(design, new Set(['monitor']), new Set()),
      { ...design, scenario: { ...design.scenario, seed: 2 } },
    ]
    expect(others.map((other) => compileAlike(design, other))).toEqual(others.map(() => false))
  })

  it('give the same model and the same issues, whatever the design', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(), (seed, n) => {
        const before = randomDesign(seed)
        const { id, parent } = before.nodes[n % before.nodes.length]!
        const after = setLabel(moveNodes(before, [{ id, position: { x: 1, y: n }, parent }]), id, 'x')
        // Moving brings frames to the front of the list; where that changes the order, the designs are not alike.
        if (compileAlike(before, after)) expect(compile(after)).toEqual(compile(before))
      }),
      { numRuns: 50 },
    )
  })
})

describe('models', () => {
  it('are the same when they hold the same', () => {
    expect(sameModel(modelOf(everyKind()), modelOf(everyKind()))).toBe(true)
  })

  it('differ by one value, one missing entry, one plan', () => {
    const model = modelOf(everyKind())
    const others = [
      { ...model, seed: 2 },
      { ...model, wires: model.wires.slice(1) },
      { ...model, plans: [...model.plans.slice(1), []] },
      { ...model, nodes: model.nodes.map((node) => ({ ...node, params: { ...node.params, extra: 1 } })) },
    ]
    expect(others.map((other) => sameModel(model, other))).toEqual([false, false, false, false])
  })
})
