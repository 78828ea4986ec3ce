import type { MonthlyBill } from '../analysis/cost.ts'
import { printable } from '../model/printable.ts'
import type { Percentiles, Report } from '../sim/stats/report.ts'

/** The report for people: a headline, then a row a node. */
export function reportTable(report: Report, bill: MonthlyBill): string {
  const { system, conservation: books } = report
  const reasons = Object.entries(system.errors)
    .filter(([, share]) => share > 0)
    .map(([reason, share]) => `${reason} ${percent(share)}`)
  const lines = [
    `engine ${report.engine}, seed ${report.seed}, ${report.measuredSec} s measured after ${report.warmupSec} s of warm-up`,
    ...(report.approximate
      ? [
          `APPROXIMATE: one of ${report.approximate.oneOf} requests was followed through the design`,
          ...coarseLine(report.approximate.coarse),
        ]
      : []),
    `offered ${rate(system.offeredPerSec)}/s, goodput ${rate(system.goodputPerSec)}/s, errors ${percent(system.errorRate)}${reasons.length > 0 ? ` (${reasons.join(', ')})` : ''}`,
    `latency ${latency(system.latencyMs)}`,
    `requests: ${books.generated} generated = ${books.completed} completed + ${books.failed} failed + ${books.shed} shed + ${books.inFlight} in flight`,
    `cost: ${money(bill.total)} a month${costliest(bill)}`,
    ...(report.limited > 0
      ? [`LIMIT REACHED: ${report.limited} calls or timers were refused by the engine's own limits`]
      : []),
    ...(report.stuckAtSec === null
      ? []
      : [
          `STUCK at ${report.stuckAtSec} s: requests that take no time at all let none pass; give one a time`,
        ]),
    '',
    ...columns([
      [
        'node',
        'kind',
        'utilisation',
        'in /s',
        'out /s',
        'failed /s',
        'queue',
        'p50 ms',
        'p95 ms',
        'p99 ms',
        'more',
      ],
      ...Object.entries(report.nodes).map(([id, node]) => [
        printable(id),
        node.kind,
        node.utilisation === null ? '' : percent(node.utilisation),
        rate(node.arrivalRatePerSec),
        rate(node.throughputPerSec),
        rate(node.failurePerSec),
        rate(node.queue.mean),
        ms(node.latencyMs.p50),
        ms(node.latencyMs.p95),
        ms(node.latencyMs.p99),
        more(node),
      ]),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

const coarseLine = (ids: readonly string[]): string[] =>
  ids.length === 0 ? [] : [`COARSE, because few of their calls were followed: ${ids.join(', ')}`]

function more(node: Report['nodes'][string]): string {
  const parts: string[] = []
  if (node.hitRatio !== undefined) parts.push(`hit ${percent(node.hitRatio)}`)
  if (node.hitLatencyMs) parts.push(`hit in ${ms(node.hitLatencyMs.mean)} ms`)
  if (node.missLatencyMs) parts.push(`miss in ${ms(node.missLatencyMs.mean)} ms`)
  if (node.lagMs !== undefined) parts.push(`lag ${ms(node.lagMs)} ms`)
  if (node.lag) parts.push(`behind at most ${ms(node.lag.maxMs)} ms`)
  if (node.waitedShare !== undefined && node.waitedShare > 0)
    parts.push(`waited ${percent(node.waitedShare)}`)
  if (node.staleRatio !== undefined) parts.push(`stale ${percent(node.staleRatio)}`)
  if (node.depth !== undefined) parts.push(`depth ${node.depth}`)
  if (node.deadLetters !== undefined && node.deadLetters > 0) parts.push(`dead letters ${node.deadLetters}`)
  return parts.join(', ')
}

/** Rows as lines, with numbers under one another. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)))
  return rows.map((row) =>
    row
      .map((cell, c) => (c < 2 || c === row.length - 1 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!)))
      .join('  ')
      .trimEnd(),
  )
}

/** The rows of the bill from the largest on, as far as they say much. */
function costliest({ nodes }: MonthlyBill): string {
  const rows = Object.entries(nodes).filter(([, sum]) => sum > 0)
  if (rows.length === 0) return ''
  const said = rows.sort(([, a], [, b]) => b - a).slice(0, COST_ROWS)
  const rest = rows.length - said.length
  return ` (${said.map(([id, sum]) => `${printable(id)} ${money(sum)}`).join(', ')}${rest > 0 ? `, ${rest} more` : ''})`
}

const COST_ROWS = 5
const money = (sum: number): string => `$${sum.toFixed(2).replace(/\.00$/, '')}`
const rate = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2))
export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`
const ms = (value: number | null): string =>
  value === null ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(2)
const latency = (p: Percentiles): string =>
  p.mean === null
    ? 'none measured'
    : `mean ${ms(p.mean)}, p50 ${ms(p.p50)}, p95 ${ms(p.p95)}, p99 ${ms(p.p99)} ms`
