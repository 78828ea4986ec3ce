import { describe, expect, it } from 'vitest'
import { ByteReader, ByteWriter } from '../../../src/document/link/bytes.ts'
import { readDesignBytes, writeDesignBytes } from '../../../src/document/link/compact-design.ts'
import { designLink } from '../../../src/document/link/link.ts'
import { DESIGN_VERSION, type Design, type DesignNode, emptyDesign } from '../../../src/model/design.ts'
import type { Params } from '../../../src/model/field.ts'

const node = (id: string, x = 0, y = 0, params: Params = {}): DesignNode => ({
  ...{ id, kind: 'web', label: '', position: { x, y }, params },
})
const wired = (id: string): Design => ({
  ...emptyDesign(),
  nodes: [node('web-1'), node('web-2')],
  edges: [{ id, source: 'web-1', target: 'web-2', params: {} }],
})

function bytesOf(design: Design): Uint8Array {
  const writer = new ByteWriter()
  writeDesignBytes(writer, design)
  return writer.finish()
}
const back = (design: Design) => readDesignBytes(new ByteReader(bytesOf(design)), DESIGN_VERSION)
const length = (design: Design): number => bytesOf(design).length

describe('a design as bytes', () => {
  it.each(['web-1>web-2', 'wire-1', 'wire-2', 'wire-130', 'wire-0', 'wire-01', 'wire-', 'anything', 'web-1'])(
    'keeps the id of a wire: %s',
    (id) => {
      expect(back(wired(id))).toMatchObject({ edges: [{ id, source: 'web-1', target: 'web-2' }] })
    },
  )

  it('takes no byte for the id of a wire that follows from its ends or from a small number', () => {
    const least = length(wired('web-1>web-2'))
    expect(length(wired('wire-7'))).toBe(least)
    expect(length(wired('other'))).toBe(least + 1 + 'other'.length)
  })

  it('takes fewer bytes for places on a grid, of which one off in one direction is enough to lose it', () => {
    const at = (x: number, y: number): Design => ({ ...emptyDesign(), nodes: [node('web-1', x, y)] })
    const onGrid = length(at(9600, 9600))
    for (const [x, y] of [
      [9601, 9600],
      [9600, 9601],
    ] as const) {
      expect(back(at(x, y))).toMatchObject({ nodes: [{ position: { x, y } }] })
      expect(length(at(x, y))).toBeGreaterThan(onGrid)
    }
  })

  it('leaves out a value that is the default, and keeps any other', () => {
    const having = (params: Params): Design => ({ ...emptyDesign(), nodes: [node('web-1', 0, 0, params)] })
    expect(designLink(having({ workers: 4 }))).not.toBe(designLink(having({})))
    expect(back(having({ workers: 5 }))).toMatchObject({ nodes: [{ params: { workers: 5 } }] })
  })

  it('grows with what is written into it, and loses nothing on the way', () => {
    const long: Design = {
      ...emptyDesign(),
      nodes: Array.from({ length: 600 }, (_, i) => node(`web-${i + 1}`, 1.5 * i, -1 - i)),
    }
    expect(length(long)).toBeGreaterThan(2048)
    expect(back(long)).toMatchObject({ nodes: long.nodes })
  })
})
