import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runDesign } from '../../src/cli/run-command.ts'
import type { Report } from '../../src/sim/stats/report.ts'
import { ROOT } from '../support/paths.ts'

/** Two servers behind a balancer; one drains at 10 s and is restored at 12 s, before the balancer has taken it out. */
const TEXT = readFileSync(join(ROOT, 'test/scenarios/drain-restore.json'), 'utf8')

/** The last minute of two. */
function lastMinute(text: string): Report {
  const outcome = runDesign(text, {
    file: '-',
    seed: null,
    durationSec: 120,
    warmupSec: 60,
    json: true,
    approximate: false,
    traces: 0,
  })
  if (!outcome.ok) throw new Error(outcome.errors.join())
  return JSON.parse(outcome.text)
}

function changed(restoreAtSec: number, ratePerSec: number): string {
  const design = JSON.parse(TEXT)
  design.scenario.events[1].at = restoreAtSec
  design.nodes[0].params = { ratePerSec }
  return JSON.stringify(design)
}

it.each([
  ['before the balancer has taken it out', 12, 300, []],
  // One server alone carries so many.
  ['after the balancer has taken it out', 30, 100, ['eject', 'readmit']],
])('a server that is restored %s is sent to again, and nothing fails', (_, sec, rate, marks) => {
  const { system, nodes, marks: all } = lastMinute(changed(sec, rate))
  expect(system.errorRate).toBe(0)
  const [a, b] = ['web-a', 'web-b'].map((id) => nodes[id]!.arrivalRatePerSec)
  expect(a! / (a! + b!)).toBeCloseTo(0.5, 1)
  expect(a! + b!).toBeCloseTo(system.offeredPerSec, 0)
  const types = all.filter(({ type }) => type === 'eject' || type === 'readmit').map(({ type }) => type)
  expect(types).toEqual(marks)
})
