import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { HOURS_PER_MONTH } from '../model/field.ts'
import { numberOf } from '../model/params.ts'
import { blankRecord } from '../model/record.ts'

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
  const nodes = blankRecord<number>()
  let total = 0
  for (const node of design.nodes) {
    const fields = kindModel(node.kind)?.fields ?? []
    const price = numberOf(fields, node.params, 'pricePerHour')
    if (price === undefined) continue
    const running = instances?.(node.id)
    const count = Number.isFinite(running) ? running! : (numberOf(fields, node.params, 'instances') ?? 1)
    // Each row is rounded, so that the rows of a bill add up to its total.
    const sum = toCents(price * count * HOURS_PER_MONTH)
    nodes[node.id] = sum
    total += sum
  }
  return { total: toCents(total), nodes }
}

const toCents = (sum: number): number => Math.round(sum * 100) / 100
