import { expect, it } from 'vitest'
import { EXAMPLES } from '../../src/document/examples/examples.ts'
import { emptyDesign } from '../../src/model/design.ts'
import { miniature } from '../../src/scene/miniature.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'

it.each(EXAMPLES.map((example) => [example.id, example.design('en')] as const))(
  'the miniature of %s has every box and wire where the canvas has it, within what it shows',
  (_, design) => {
    const scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
    const { boxes, wires, viewBox } = miniature(design)
    expect(wires.map(({ d }) => d)).toEqual(scene.wires.map(({ route }) => route.d))
    const [left, top, width, height] = viewBox.split(' ').map(Number) as [number, number, number, number]
    expect(boxes).toHaveLength(design.nodes.length)
    for (const box of boxes) {
      expect(box).toMatchObject(scene.byId.get(box.id)!.box)
      expect(box.x >= left && box.y >= top).toBe(true)
      expect(box.x + box.width <= left + width && box.y + box.height <= top + height).toBe(true)
    }
  },
)

it('a small design is not blown up, and an empty one has a picture of nothing', () => {
  const { viewBox, boxes } = miniature(emptyDesign())
  expect(boxes).toEqual([])
  expect(viewBox.split(' ').slice(2).map(Number)).toEqual([720, 380])
})
