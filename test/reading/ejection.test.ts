import { describe, expect, it } from 'vitest'
import { ejectionOf, isLeftOut } from '../../src/reading/ejection.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { frameOf } from '../support/frames.ts'
import { markOf } from '../support/marks.ts'
import { draw } from '../support/simulate.ts'

const design = draw(
  {
    lb: ['load-balancer'],
    tier: ['tier'],
    'web-1': ['web', {}, { in: 'tier' }],
    'web-2': ['web', {}, { in: 'tier' }],
    lone: ['web'],
  },
  ['lb > tier', 'lb > lone'],
)
const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
const wireTo = (id: string): string => design.edges.find(({ target }) => target === id)!.id
const ejected = markOf({ timeSec: 5, type: 'eject', node: 'lb', target: 'web-1' })
const back = markOf({ timeSec: 9, type: 'readmit', node: 'lb', target: 'web-1' })

/** What both readers say of each server: the one of the canvas and the one of panels and tables. */
function leftOut(share: number, marks: Parameters<typeof isLeftOut>[3], to = 'tier') {
  const frame = frameOf(scene, {}, { [wireTo(to)]: { ejected: share } })
  return ['web-1', 'web-2', 'lone'].filter((id) => {
    const said = isLeftOut(design, frame, id, marks)
    expect(ejectionOf(id, scene, frame, marks).ejected).toBe(said)
    return said
  })
}

describe('a server behind a wire to its frame', () => {
  it('is out of rotation when it was left out, and its neighbours are not', () => {
    expect(leftOut(0.5, [ejected])).toEqual(['web-1'])
    expect(leftOut(0.5, [])).toEqual([])
  })

  it('is back once it was taken in again, though another one is out', () => {
    const other = markOf({ timeSec: 8, type: 'eject', node: 'lb', target: 'web-2' })
    expect(leftOut(0.5, [ejected, other, back])).toEqual(['web-2'])
  })

  it('is out where all of them are', () => {
    expect(leftOut(1, [])).toEqual(['web-1', 'web-2'])
  })
})

it('a server with a wire of its own is out as the wire says', () => {
  expect(leftOut(1, [], 'lone')).toEqual(['lone'])
})
