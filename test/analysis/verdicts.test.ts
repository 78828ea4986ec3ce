import { expect, it } from 'vitest'
import { randomGraph } from '../support/random-graphs.ts'
import { agreementOf, compareVerdicts } from '../support/verdicts.ts'

const DESIGNS = 300
/** Chance is told apart, request by request; what is left are designs in which requests hang together otherwise than the walk knows. */
const DIFFERING_MAX = 0.002

it('what the structure says of the loss of a part is what is measured, on three hundred random designs at low load', () => {
  let all = 0
  const differing: string[] = []
  for (let seed = 1; seed <= DESIGNS; seed++) {
    for (const one of compareVerdicts(randomGraph(seed), 7 * seed) ?? []) {
      all++
      if (agreementOf(one) === 'differs')
        differing.push(
          `${seed} ${one.target} ${one.requestClass} ${one.said.verdict} ${one.measured.verdict}`,
        )
    }
  }
  expect(all).toBeGreaterThan(DESIGNS)
  expect(differing.length / all, differing.join('\n')).toBeLessThan(DIFFERING_MAX)
})
