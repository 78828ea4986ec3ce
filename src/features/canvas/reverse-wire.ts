import { newWirePaths } from '../../compile/wires.ts'
import { designStore } from '../../store/stores.ts'

/** Whether a wire would mean something the other way round. */
export function turns(id: string): boolean {
  const { design } = designStore.getState()
  const edge = design.edges.find((candidate) => candidate.id === id)
  return edge !== undefined && newWirePaths(design, edge.target, edge.source).ok
}

/** The other way round, keeping the wire's own fields. */
export function reverseWire(id: string): void {
  designStore.edit((current) => ({
    ...current,
    edges: current.edges.map((edge) =>
      edge.id === id ? { ...edge, source: edge.target, target: edge.source } : edge,
    ),
  }))
}
