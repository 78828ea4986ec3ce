import type { DesignIssue } from '../compile/issue.ts'
import { loadWords } from '../i18n/i18n.ts'
import { chosenLanguage } from '../i18n/language.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { ok, type Result } from '../model/result.ts'
import type { RunMoment } from '../model/run-log.ts'
import { whenFetched } from '../page/with-words.ts'
import type { PlanError } from '../runtime/replay-plan.ts'
import { session } from './page-session.ts'

/** Wall time for which the designs of a moment are compiled before the page gets its turn. */
const PLAN_SLICE_MS = 12

/** Fetches what compiles edits, and has each one put under the running simulation. */
export function linkEngine(): Promise<void> {
  return new Promise((linked) => {
    const load = () => import('../compile/sketch.ts')
    whenFetched('compiler', load, ({ sketchCompiler }) => {
      session.link(sketchCompiler, tellIssues)
      linked()
    })
  })
}

/** What the last compiling found. */
let found: readonly DesignIssue[] = []

/** An issue may name a field, and names of fields are not among the first words. The run does not wait for them. */
function tellIssues(issues: readonly DesignIssue[]): void {
  found = issues
  const show = () => {
    if (found === issues) session.issues.setState({ issues })
  }
  if (issues.length === 0) show()
  else loadWords(chosenLanguage()).then(show, show)
}

/**
 * Plans the way of a run to a moment of somebody else's and gives the design as it was then. When the caller opens that very
 * design as a document, the run is taken to the moment; what runs till then is left alone. Rests between designs, and ends
 * without a word when `signal` is aborted.
 */
export async function beginReplay(
  start: Design,
  moment: RunMoment,
  signal: AbortSignal,
): Promise<Result<Design, PlanError> | null> {
  const [{ sketchCompiler }, { changedDesign }, { planReplay }] = await Promise.all([
    import('../compile/sketch.ts'),
    import('../model/changed-design.ts'),
    import('../runtime/replay-plan.ts'),
  ])
  const planning = planReplay(start, moment, {
    compile: (design) => {
      const compiled = sketchCompiler.compile(design)
      return compiled.ok ? ok(compiled.value.model) : compiled
    },
    change: (design, change) => changedDesign(design, change, kindModel),
  })
  let restedAt = performance.now()
  for (;;) {
    const next = planning.next()
    if (signal.aborted) return null
    if (next.done === true) return next.value.ok ? ok(session.promise(next.value.value)) : next.value
    if (performance.now() - restedAt < PLAN_SLICE_MS) continue
    await new Promise((resolve) => setTimeout(resolve, 0))
    restedAt = performance.now()
  }
}
