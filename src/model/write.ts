import type { Design, DesignEdge, DesignNode, ScenarioEvent } from './design.ts'

/** The document as text; reading it gives an equal design, and writing that the same text. */
export const writeDesign = (design: Design): string => `${JSON.stringify(documentOf(design), null, 2)}\n`

/** The document as plain JSON values, in the order in which it is written. */
export function documentOf(design: Design): Readonly<Record<string, unknown>> {
  const { format, version, title, notes, scenario, slo, extra } = design
  return {
    ...extra,
    format,
    version,
    title,
    notes,
    nodes: design.nodes.map(plainNode),
    edges: design.edges.map(plainEdge),
    scenario: { ...scenario.extra, seed: scenario.seed, events: scenario.events.map(plainEvent) },
    slo: { ...slo.extra, availability: slo.availability, latencyMsP95: slo.latencyMsP95 },
  }
}

export const plainNode = ({ id, kind, label, position, parent, params, extra }: DesignNode) => ({
  ...extra,
  id,
  kind,
  label,
  position: { x: position.x, y: position.y },
  ...(parent === undefined ? {} : { parent }),
  params,
})

export const plainEdge = ({ id, source, target, params, extra }: DesignEdge) => ({
  ...extra,
  id,
  source,
  target,
  params,
})

const plainEvent = ({ extra, ...event }: ScenarioEvent) => ({ ...extra, ...event })
