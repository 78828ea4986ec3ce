import { describe, expect, it } from 'vitest'
import { kindModel } from '../../src/kinds/models.ts'
import { readDesign } from '../../src/model/parse.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { draw } from '../support/simulate.ts'

/** The scene of a document, as its text would be read. */
function sceneOf(nodes: readonly object[]) {
  const read = readDesign({ format: 'faultline', version: 1, nodes }, kindModel)
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return new SceneBuilder().build(read.value, 'en', NO_OVERRIDES)
}

const web = (more: object) => ({ id: 'web', kind: 'web', ...more })

describe('what lies in a frame', () => {
  it('lies where the frame does, however the document orders them', () => {
    const scene = sceneOf([
      web({ parent: 'tier', position: { x: 16, y: 32 } }),
      { id: 'tier', kind: 'tier', parent: 'zone', position: { x: 100, y: 200 } },
      { id: 'zone', kind: 'zone', position: { x: 1000, y: 2000 } },
    ])
    expect(scene.byId.get('web')!.box).toMatchObject({ x: 1116, y: 2232 })
    expect(scene.nodes.map(({ id, depth }) => [id, depth])).toEqual([
      ['zone', 0],
      ['tier', 1],
      ['web', 2],
    ])
  })

  it('of a kind that this version does not know lies on it too, and not on another card', () => {
    const scene = sceneOf([
      { id: 'pod', kind: 'kubernetes-pod', position: { x: 500, y: 500 }, params: { width: 400 } },
      web({ parent: 'pod', position: { x: 16, y: 48 } }),
      { id: 'lone', kind: 'kubernetes-pod' },
    ])
    expect(scene.byId.get('pod')).toMatchObject({ frame: true, box: { width: 400, height: 320 } })
    expect(scene.byId.get('web')!.box).toMatchObject({ x: 516, y: 548 })
    expect(scene.byId.get('lone')).toMatchObject({ frame: false, box: { width: 128, height: 56 } })
  })

  it('an unknown kind that claims an absurd size gets the usual one', () => {
    const scene = sceneOf([
      { id: 'pod', kind: 'pod', params: { width: 1e9, height: 'tall' } },
      web({ parent: 'pod' }),
    ])
    expect(scene.byId.get('pod')!.box).toMatchObject({ width: 320, height: 320 })
  })
})

describe('an edit', () => {
  const drawn = draw({ client: ['client'], web: ['web'], cache: ['cache'] }, ['client > web > cache'])
  const edited = (change: object) => ({
    ...drawn,
    nodes: drawn.nodes.map((node) => (node.id === 'cache' ? { ...node, ...change } : node)),
  })

  it('that moves nothing keeps every wire the same object, so that none is drawn anew', () => {
    const builder = new SceneBuilder()
    const { wires } = builder.build(drawn, 'en', NO_OVERRIDES)
    const after = builder.build(edited({ params: { ttlMs: 5000 } }), 'en', NO_OVERRIDES)
    expect(after.wires).toHaveLength(2)
    after.wires.forEach((wire, index) => {
      expect(wire).toBe(wires[index])
    })
  })

  it('that moves a card draws its wires anew', () => {
    const builder = new SceneBuilder()
    const [first, second] = builder.build(drawn, 'en', NO_OVERRIDES).wires
    const moved = builder.build(edited({ position: { x: 900, y: 900 } }), 'en', NO_OVERRIDES).wires
    expect(moved[1]!.route.d).not.toBe(second!.route.d)
    expect(first!.route.bounds.width).toBeGreaterThan(0)
  })
})
