import { ENGINE_VERSION } from '../../src/sim/core/vocabulary.ts'
import type { TruthCase } from './case.ts'
import { TRUTHS } from './cases.ts'

export interface Truth {
  readonly name: string
  readonly source: string
  readonly expected: string
  readonly measured: string
  /** How far it is off, in per cent of what is expected. */
  readonly offPercent: number
  readonly allowedPercent: number
  readonly holds: boolean
}

export const truths = (): Truth[] => TRUTHS.map(truthOf)

function truthOf(one: TruthCase): Truth {
  const measured = one.measure()
  const off = one.expected === 0 ? Math.abs(measured) : Math.abs(measured / one.expected - 1)
  const text = (value: number): string =>
    `${Number(value.toPrecision(4))}${one.unit === '' ? '' : ` ${one.unit}`}`
  return {
    name: one.name,
    source: one.source,
    expected: text(one.expected),
    measured: text(measured),
    offPercent: 100 * off,
    allowedPercent: 100 * one.tolerance,
    holds: off <= one.tolerance,
  }
}

/** The page `docs/truth.md`. */
export function truthPage(all: readonly Truth[]): string {
  const rows = all.map(
    ({ name, source, expected, measured, offPercent, allowedPercent }) =>
      `| ${name} | ${source} | ${expected} | ${measured} | ${offPercent.toFixed(2)} % | ${Number(allowedPercent.toPrecision(3))} % |`,
  )
  return `# What the engine is held against

Written by \`npm run truth -- --write\` with engine ${ENGINE_VERSION}; \`npm run truth\` measures it again, and fails where a figure is further off than it
may be or is not the one that stands here. The tests hold more: \`test/oracles\` with intervals, \`test/scenarios\` with every failover.

| figure | by | expected | measured | off | may be off |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}
