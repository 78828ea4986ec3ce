import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeMermaid } from '../../../src/document/mermaid/export.ts'
import { readMermaid } from '../../../src/document/mermaid/import.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import type { Design } from '../../../src/model/design.ts'
import { readDesign } from '../../../src/model/parse.ts'
import { everyKind } from '../../support/designs.ts'
import { anyDesign } from './any-design.ts'

function back(design: Design): Design {
  const text = writeMermaid(design, 'ko')
  const read = readMermaid(text)
  if (!read.ok) throw new Error(`${read.error.code}\n${text}`)
  expect(read.value.leftOut).toEqual([])
  return read.value.design
}

/**
 * Kinds, frames and wires without the ids, which mermaid cannot always take: a node is its place in the order in which
 * the tree of frames is walked, the frames first.
 */
function structure({ nodes, edges }: Design) {
  const numbers = new Map<string, number>()
  const walk = (parent: string | undefined, frames: boolean): void => {
    for (const node of nodes) {
      if (node.parent !== parent) continue
      const frame = kindModel(node.kind)?.traits.contains === true
      if (frame === frames) numbers.set(node.id, numbers.size)
      if (frame) walk(node.id, frames)
    }
  }
  walk(undefined, true)
  walk(undefined, false)
  const byNumber = [...nodes].sort((a, b) => numbers.get(a.id)! - numbers.get(b.id)!)
  return {
    nodes: byNumber.map(
      ({ kind, parent }) => `${kind} in ${parent === undefined ? '-' : numbers.get(parent)}`,
    ),
    wires: edges.map(({ source, target }) => `${numbers.get(source)} > ${numbers.get(target)}`),
  }
}

it('a design that is exported and imported keeps its kinds, frames and wires', () => {
  fc.assert(
    fc.property(anyDesign, (design) => {
      expect(readDesign(design, kindModel).ok).toBe(true)
      expect(structure(back(design))).toEqual(structure(design))
    }),
    { numRuns: 400 },
  )
})

it('the design with every kind keeps its ids and labels as well', () => {
  const design = everyKind()
  const returned = back(design)
  const ids = ({ nodes }: Design) => nodes.map(({ id }) => id).sort()
  expect(ids(returned)).toEqual(ids(design))
  const labelled = design.nodes.filter(({ label }) => label !== '')
  for (const { id, label } of labelled)
    expect(returned.nodes.find((node) => node.id === id)!.label).toBe(label)
})

it('replication is dotted, frames are subgraphs, and a label is what the canvas shows', () => {
  const text = writeMermaid(everyKind(), 'en')
  const design = everyKind()
  const copy = design.edges.find(
    ({ source, target }) =>
      kindModel(design.nodes.find(({ id }) => id === source)!.kind)?.wires[
        kindModel(design.nodes.find(({ id }) => id === target)!.kind)!.role
      ] === 'replicates',
  )!
  expect(text).toContain(`${copy.source} -.-> ${copy.target}`)
  expect(text.match(/^ *subgraph /gm)).toHaveLength(
    design.nodes.filter(({ kind }) => kindModel(kind)?.traits.contains).length,
  )
})
