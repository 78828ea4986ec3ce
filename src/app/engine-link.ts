import type { DesignIssue } from '../compile/issue.ts'
import { loadWords } from '../i18n/i18n.ts'
import { whenFetched } from '../i18n/with-words.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { ok, type Result } from '../model/result.ts'
import type { RunMoment } from '../model/run-log.ts'
import { type PlanError, planReplay } from '../runtime/replay-plan.ts'
import { RunLink } from '../runtime/run-link.ts'
import { simClient } from '../runtime/session.ts'
import { designStore, issueStore, uiStore } from '../store/stores.ts'

/** Wall time for which the designs of a moment are compiled before the page gets its turn. */
const PLAN_SLICE_MS = 12

const link = new RunLink<readonly DesignIssue[]>(simClient, tellIssues)

/** Compiles every edit and puts it under the running simulation. */
export function linkEngine(): Promise<void> {
  return new Promise((linked) => {
    const load = () => import('../compile/compile.ts')
    whenFetched('compiler', load, (compiler) => {
      designStore.subscribe((state, before) => {
        if (state.design !== before.design || state.documentId !== before.documentId)
          link.show(state, before, compiler)
      })
      link.show(designStore.getState(), null, compiler)
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
    if (found === issues) issueStore.setState({ issues })
  }
  if (issues.length === 0) show()
  else loadWords(uiStore.getState().language).then(show, show)
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
  const [{ compile }, { changedDesign }] = await Promise.all([
    import('../compile/compile.ts'),
    import('../model/changed-design.ts'),
  ])
  const planning = planReplay(start, moment, {
    compile: (design) => {
      const compiled = compile(design)
      return compiled.ok ? ok(compiled.value.model) : compiled
    },
    change: (design, change) => changedDesign(design, change, kindModel),
  })
  let restedAt = performance.now()
  for (;;) {
    const next = planning.next()
    if (signal.aborted) return null
    if (next.done === true) return next.value.ok ? ok(link.promise(next.value.value)) : next.value
    if (performance.now() - restedAt < PLAN_SLICE_MS) continue
    await new Promise((resolve) => setTimeout(resolve, 0))
    restedAt = performance.now()
  }
}
