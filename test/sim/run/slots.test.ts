import { expect, it } from 'vitest'
import type { Design } from '../../../src/model/design.ts'
import { everyKind } from '../../support/designs.ts'
import { auditOf } from '../../support/engine.ts'
import { Scene } from '../../support/simulate.ts'

/** The client and whatever it needs to be one. */
const bare = (design: Design): Design => ({
  ...design,
  nodes: design.nodes.filter(({ kind }) => kind === 'client'),
  edges: [],
})

it('parts that come and go with undo and redo get their old places back, and work there as new', () => {
  const design = everyKind()
  const scene = new Scene(design).until(3)
  const places = scene.run.engine.nodeIds.length
  for (let turn = 0; turn < 20; turn++) {
    scene.edit(bare(design)).until(3.2 + turn)
    expect(auditOf(scene.run.engine)).toEqual([])
    scene.edit(design).until(4 + turn)
    expect(auditOf(scene.run.engine)).toEqual([])
  }
  expect(scene.run.engine.nodeIds.length).toBe(places)
  const { completed } = scene.books()
  // Every kind works again: as many requests end well as in the beginning.
  const later = scene.until(27).books().completed - completed
  expect(later / new Scene(design).until(4).books().completed).toBeGreaterThan(0.7)
})

it('a part of another kind under the id of one that is gone gets a place of its own', () => {
  const design = everyKind()
  const scene = new Scene(design).until(2)
  const places = scene.run.engine.nodeIds.length
  const gone = design.nodes.find(({ kind }) => kind === 'storage')!
  const without = design.edges.filter(({ source, target }) => source !== gone.id && target !== gone.id)
  const nodes = design.nodes.filter(({ id }) => id !== gone.id)
  scene.edit({ ...design, nodes, edges: without }).until(2.5)
  scene
    .edit({ ...design, nodes: [...nodes, { ...gone, kind: 'monitor', params: {} }], edges: without })
    .until(3)
  expect(scene.run.engine.nodeIds.length).toBe(places + 1)
  expect(auditOf(scene.run.engine)).toEqual([])
})
