import type { HitRatios } from '../../../src/analysis/spof/hit-ratios.ts'
import { spofVerdicts } from '../../../src/analysis/spof/spof.ts'
import type { ClassVerdict } from '../../../src/analysis/verdict.ts'
import { compile } from '../../../src/compile/compile.ts'
import type { Design } from '../../../src/model/design.ts'

type Sets = Record<string, Record<string, string[]>>

/** The verdicts of a design by class: what is lost, with its figure where it has one, in the order of the alphabet. */
export function verdictsOf(design: Design, hits: HitRatios = {}): Sets {
  const compiled = compile(design)
  if (!compiled.ok) throw new Error(compiled.error.map(({ code, target }) => `${code} ${target}`).join(', '))
  const sets: Sets = {}
  for (const [name, { verdicts }] of Object.entries(spofVerdicts(compiled.value.model, hits).byClass)) {
    const byVerdict: Record<string, string[]> = {}
    for (const one of verdicts) {
      const list = byVerdict[one.verdict] ?? []
      byVerdict[one.verdict] = [...list, figure(one)].sort()
    }
    sets[name] = byVerdict
  }
  return sets
}

function figure({ verdict, target, success, overloads, sec }: ClassVerdict): string {
  if (verdict === 'partial') return `${target} ${Math.round(success * 100)} %`
  if (verdict === 'overload')
    return `${target} > ${overloads[0]!.target} ${Math.round(overloads[0]!.factor * 100)} %`
  return verdict === 'transient' ? `${target} ${sec} s` : target
}
