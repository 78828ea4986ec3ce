import { describe, expect, it } from 'vitest'
import { emptyDesign } from '../../src/model/design.ts'
import { applyChange, changeBetween } from '../../src/model/design-change.ts'
import { addNode, connect, remove, setLabel, setNodeParam, setTitle } from '../../src/session/edits.ts'

const three = ['client', 'web', 'database'].reduce(
  (design, kind, i) => addNode(design, kind, { x: 160 * i, y: 0 }).design,
  emptyDesign('Three'),
)
const wired = connect(three, 'client-1', 'web-1').design

describe('a change of a design', () => {
  it.each([
    ['a field', setNodeParam(wired, 'web-1', 'workers', 3)],
    ['a new node in front of others, as frames are', addNode(wired, 'tier', { x: 0, y: 0 }).design],
    ['a removed node and its wire', remove(wired, new Set(['web-1']), new Set())],
    ['a title and a label', setTitle(setLabel(wired, 'web-1', '웹'), 'Other')],
    ['another order', { ...wired, nodes: [...wired.nodes].reverse() }],
    [
      'a scenario',
      { ...wired, scenario: { seed: 7, events: [{ at: 1, type: 'kill', target: 'web-1' } as const] } },
    ],
    ['nothing', wired],
    ['everything', emptyDesign()],
  ])('gives the changed design when it is applied: %s', (_, after) => {
    expect(applyChange(wired, changeBetween(wired, after))).toEqual(after)
    expect(applyChange(after, changeBetween(after, wired))).toEqual(wired)
  })

  it('is small for a small edit', () => {
    const change = changeBetween(wired, setNodeParam(wired, 'web-1', 'workers', 3))
    expect(Object.keys(change)).toEqual(['nodes'])
    expect(change.nodes).toHaveLength(1)
    expect(changeBetween(wired, wired)).toEqual({})
  })
})
