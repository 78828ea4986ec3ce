import type { Design } from './design.ts'

/** The document as text; reading it gives an equal design, and writing that the same text. */
export function writeDesign(design: Design): string {
  const { format, version, title, notes, scenario, slo } = design
  const nodes = design.nodes.map(({ id: nodeId, kind, label, position, parent, params: given, extra }) => ({
    ...extra,
    id: nodeId,
    kind,
    label,
    position: { x: position.x, y: position.y },
    ...(parent === undefined ? {} : { parent }),
    params: given,
  }))
  const edges = design.edges.map(({ id: edgeId, source, target, params: given }) => ({
    id: edgeId,
    source,
    target,
    params: given,
  }))
  return `${JSON.stringify({ format, version, title, notes, nodes, edges, scenario, slo }, null, 2)}\n`
}
