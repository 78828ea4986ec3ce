import type { Design } from '../../model/design.ts'
import { REQUEST_CLASSES } from '../../model/request-class.ts'
import type { Result } from '../../model/result.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'
import { type ClassVerdict, VERDICTS } from '../verdict.ts'
import { applyRemedy, remediesOf } from './remedies.ts'
import type { Remedy } from './remedy.ts'
import { Spof } from './spof.ts'

type Compile = (design: Design) => Result<{ readonly model: SimModel }, unknown>

/** The first remedy that was tried out and makes the verdict better; undefined where none does, or none has to. */
export function provenRemedy(design: Design, verdict: ClassVerdict, compile: Compile): Remedy | undefined {
  return remediesOf(design, verdict).find((remedy) => {
    const compiled = compile(applyRemedy(design, remedy))
    return compiled.ok && isBetter(verdictIn(compiled.value.model, verdict), verdict)
  })
}

function verdictIn(model: SimModel, { target, requestClass }: ClassVerdict): ClassVerdict | undefined {
  const spof = new Spof(model, {})
  const again = spof.targets.find(({ id }) => id === target)
  const c = REQUEST_CLASSES.indexOf(requestClass)
  return again && spof.verdict(c, again, spof.successBefore(c))
}

/** Another verdict counts first, then how many succeed, how long the gap is, and how much is too much. */
function isBetter(after: ClassVerdict | undefined, before: ClassVerdict): boolean {
  if (after === undefined) return true
  const rank = VERDICTS.indexOf(after.verdict) - VERDICTS.indexOf(before.verdict)
  if (rank !== 0) return rank > 0
  const factor = (one: ClassVerdict): number => one.overloads[0]?.factor ?? 0
  return after.success > before.success || after.sec < before.sec || factor(after) < factor(before)
}
