import { whenFetched, withWords } from '../i18n/with-words.ts'
import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import { ok, type Result } from '../model/result.ts'
import type { RunMoment } from '../model/run-log.ts'
import { type PlanError, planReplay, type ReplayPlan } from '../runtime/replay-plan.ts'
import { simClient } from '../runtime/session.ts'
import type { SimModel } from '../sim/sim-model.ts'
import { designStore, issueStore } from '../store/stores.ts'

type Compiler = typeof import('../compile/compile.ts')

/** Wall time for which the designs of a moment are compiled before the page gets its turn. */
const PLAN_SLICE_MS = 12

/** The model that runs now and the document that it belongs to, and whether the run stands still because the drawn design cannot run. */
let running: SimModel | null = null
let documentId = ''
/** The way of a run to each design that was read together with a moment, until that is opened as a document. */
const ways = new WeakMap<Design, ReplayPlan>()
let held = false

/** Compiles every edit and puts it under the running simulation, but not the moves of boxes and new labels, of which a drag makes many. */
export function linkEngine(): Promise<void> {
  return new Promise((linked) => {
    // What it finds names fields, and names of fields are not among the first words.
    const load = () => withWords(() => import('../compile/compile.ts'))
    whenFetched('compiler', load, (compiler) => {
      designStore.subscribe((state, before) => {
        const sameDocument = state.documentId === before.documentId
        if (sameDocument && running !== null && compiler.compileAlike(before.design, state.design))
          simClient.redraw(state.design)
        else update(state.design, compiler)
      })
      update(designStore.getState().design, compiler)
      linked()
    })
  })
}

/** Another document is another run, even where its model is the same; one that comes with a moment brings its run along. */
function takeOtherDocument(design: Design): void {
  const open = designStore.getState().documentId
  if (open === documentId) return
  documentId = open
  const way = ways.get(design)
  ways.delete(design)
  running = way?.finalModel ?? null
  if (way === undefined) return
  held = false
  simClient.replay(way)
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
    if (next.done === true) return next.value.ok ? ok(promised(next.value.value)) : next.value
    if (performance.now() - restedAt < PLAN_SLICE_MS) continue
    await new Promise((resolve) => setTimeout(resolve, 0))
    restedAt = performance.now()
  }
}

function promised(plan: ReplayPlan): Design {
  // A design of its own, so that the start of a run without edits does not count as its moment.
  const design = { ...plan.finalDesign }
  ways.set(design, plan)
  return design
}

function update(design: Design, { compile, sameModel }: Compiler): void {
  takeOtherDocument(design)
  const compiled = compile(design)
  issueStore.setState({ issues: compiled.ok ? compiled.value.issues : compiled.error })
  if (!compiled.ok) {
    hold()
    return
  }
  const { model } = compiled.value
  if (running !== null && sameModel(running, model)) {
    simClient.redraw(design)
    release()
    return
  }
  const before = running
  running = model
  if (before === null || startsDifferently(before, model)) simClient.load(model, design)
  else simClient.patch(model, design)
  release()
}

/** A seed or a scenario is part of the run from its first moment. */
const startsDifferently = (a: SimModel, b: SimModel): boolean =>
  a.seed !== b.seed || JSON.stringify(a.faults) !== JSON.stringify(b.faults)

/** Numbers of another design than the one that is drawn would be a lie, so the run waits until the errors are mended. */
function hold(): void {
  if (held || simClient.state.status !== 'playing') return
  held = true
  simClient.pause()
}

function release(): void {
  if (!held) return
  held = false
  simClient.play()
}
