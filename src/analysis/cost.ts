import { kindModel } from '../kinds/models.ts'
import type { Design, DesignNode } from '../model/design.ts'
import { HOURS_PER_MONTH } from '../model/field.ts'

export interface MonthlyBill {
  readonly total: number
  /** By id, for each node whose kind has a price. */
  readonly nodes: Readonly<Record<string, number>>
}

/**
 * What the design costs in a month, to the cent: hourly price x instances x hours. `instances` gives the count that runs at
 * the moment, for nodes that know one; the field says it for the others.
 */
export function monthlyBill(design: Design, instances?: (id: string) => number | undefined): MonthlyBill {
  const nodes: Record<string, number> = {}
  let total = 0
  for (const node of design.nodes) {
    const price = numberOf(node, 'pricePerHour')
    if (price === undefined) continue
    const running = instances?.(node.id)
    const count = Number.isFinite(running) ? running! : (numberOf(node, 'instances') ?? 1)
    // Each row is rounded, so that the rows of a bill add up to its total.
    nodes[node.id] = toCents(price * count * HOURS_PER_MONTH)
    total += nodes[node.id]!
  }
  return { total: toCents(total), nodes }
}

const toCents = (sum: number): number => Math.round(sum * 100) / 100

function numberOf(node: DesignNode, key: string): number | undefined {
  const field = kindModel(node.kind)?.fields.find((candidate) => candidate.key === key)
  const value = node.params[key] ?? field?.default
  return field && typeof value === 'number' ? value : undefined
}
