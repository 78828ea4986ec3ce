import { newWirePaths } from '../../compile/wires.ts'
import type { Session } from '../../session/session.ts'
import { refusesEdits } from './read-only.ts'

/** Whether a wire would mean something the other way round. */
export function turns(session: Session, id: string): boolean {
  const { design } = session.design.getState()
  const edge = design.edges.find((candidate) => candidate.id === id)
  return edge !== undefined && newWirePaths(design, edge.target, edge.source).ok
}

/** The other way round, keeping the wire's own fields. */
export function reverseWire(session: Session, id: string): void {
  if (refusesEdits(session)) return
  session.design.edit((current) => ({
    ...current,
    edges: current.edges.map((edge) =>
      edge.id === id ? { ...edge, source: edge.target, target: edge.source } : edge,
    ),
  }))
}
