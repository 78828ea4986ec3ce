import { Frame, indexLayout } from '../../src/runtime/frame-ring.ts'
import type { Scene } from '../../src/scene/scene.ts'
import {
  frameLength,
  NODE,
  NODE_AT,
  type NodeColumn,
  SYSTEM,
  SYSTEM_AT,
  type SystemColumn,
  WIRE_AT,
  type WireColumn,
} from '../../src/sim/stats/frame.ts'

export type Reads<C extends string> = Readonly<Record<string, Readonly<Partial<Record<C, number>>>>>

/** A frame in which everything that is not given is not measured. */
export function frameOf(scene: Scene, nodes: Reads<NodeColumn>, wires: Reads<WireColumn> = {}): Frame {
  const layout = indexLayout({
    version: 1,
    nodes: scene.nodes.map(({ id }) => id),
    wires: scene.wires.map(({ id }) => id),
  })
  const data = new Float64Array(frameLength(layout.nodes.length, layout.wires.length)).fill(Number.NaN)
  data[SYSTEM_AT.timeSec] = 100
  for (const [id, columns] of Object.entries(nodes))
    for (const [column, value] of Object.entries(columns))
      data[SYSTEM.length + NODE_AT[column as NodeColumn] * layout.nodes.length + layout.nodeIndex.get(id)!] =
        value
  const base = SYSTEM.length + NODE.length * layout.nodes.length
  for (const [id, columns] of Object.entries(wires))
    for (const [column, value] of Object.entries(columns))
      data[base + WIRE_AT[column as WireColumn] * layout.wires.length + layout.wireIndex.get(id)!] = value
  return new Frame(layout, data)
}

/** A frame of a run without components. */
export function systemFrame(reads: Readonly<Partial<Record<SystemColumn, number>>>): Frame {
  const data = new Float64Array(frameLength(0, 0)).fill(Number.NaN)
  for (const [column, value] of Object.entries(reads)) data[SYSTEM_AT[column as SystemColumn]] = value
  return new Frame(indexLayout({ version: 1, nodes: [], wires: [] }), data)
}
