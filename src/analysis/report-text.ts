import type { Design } from '../model/design.ts'
import { printableJson } from '../model/printable.ts'
import type { Report } from '../sim/stats/report.ts'
import { type MonthlyBill, monthlyBill } from './cost.ts'
import { faultsJson, lanesOf, marksJson } from './failover.ts'

/** What the design costs with the instances that run at the end of a measured run. A report that came from a worker has a prototype. */
export const reportBill = (design: Design, report: Report): MonthlyBill =>
  monthlyBill(design, (id) => (Object.hasOwn(report.nodes, id) ? report.nodes[id]?.instances : undefined))

/**
 * A measured run as one line of JSON: what the shell prints and what the page hands out, the same bytes for the same
 * design, seed and engine version. `more` is what only one of them adds.
 */
export function reportText(design: Design, report: Report, more: object = {}): string {
  const { total, nodes } = reportBill(design, report)
  const { marks, faults, end, ...figures } = report
  const happened = { marks: marksJson(marks, faults), faults: faultsJson(lanesOf(marks, faults, end)) }
  return `${printableJson({ ...figures, ...happened, cost: { perMonth: total, nodes }, ...more })}\n`
}
