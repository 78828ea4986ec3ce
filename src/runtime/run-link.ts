import type { Design } from '../model/design.ts'
import type { Result } from '../model/result.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import type { ReplayPlan } from './replay-plan.ts'
import type { SimClient } from './sim-client.ts'

/** What turns designs into models; `Issues` is what it finds wrong, which is only passed on. */
export interface RunCompiler<Issues> {
  compile(design: Design): Result<{ readonly model: SimModel; readonly issues: Issues }, Issues>
  sameModel(a: SimModel, b: SimModel): boolean
  /** Whether two designs compile to the same without a look at the whole of them. */
  compileAlike(a: Design, b: Design): boolean
}

type Sim = Pick<SimClient, 'state' | 'load' | 'patch' | 'redraw' | 'replay'> & {
  pause(): unknown
  play(): unknown
}

interface Shown {
  readonly design: Design
  readonly documentId: string
}

/** Keeps the run the one of the design that is drawn: another document is another run, an edit goes under the run that is. */
export class RunLink<Issues> {
  readonly #sim: Sim
  readonly #found: (issues: Issues) => void
  /** The model that runs now, and the document that it belongs to. */
  #running: SimModel | null = null
  #documentId: string | null = null
  /** The way of a run to each design that came with a moment, until that is opened as a document. */
  readonly #ways = new WeakMap<Design, ReplayPlan>()
  /** What is drawn cannot run; a run that is begun anew meanwhile begins with what could. */
  #broken = false
  /** The run stands still because of that. */
  #held = false

  constructor(sim: Sim, found: (issues: Issues) => void) {
    this.#sim = sim
    this.#found = found
  }

  /** The design at a moment; when that very object is opened as a document, the run is taken there. */
  promise(plan: ReplayPlan): Design {
    // A design of its own, so that the start of a run without edits does not count as its moment.
    const design = { ...plan.finalDesign }
    this.#ways.set(design, plan)
    return design
  }

  /** The run went back to where this model ran. */
  wentBack(model: SimModel): void {
    this.#running = model
  }

  /** What is drawn has changed. Moves of boxes and new labels, of which a drag makes many, compile nothing. */
  show(now: Shown, before: Shown | null, compiler: RunCompiler<Issues>): void {
    const same = before !== null && now.documentId === before.documentId && this.#running !== null
    if (same && !this.#broken && compiler.compileAlike(before.design, now.design))
      this.#sim.redraw(now.design)
    else this.#update(now, compiler)
  }

  #update({ design, documentId }: Shown, { compile, sameModel }: RunCompiler<Issues>): void {
    this.#takeDocument(design, documentId)
    const compiled = compile(design)
    this.#found(compiled.ok ? compiled.value.issues : compiled.error)
    this.#broken = !compiled.ok
    if (!compiled.ok) {
      this.#hold()
      return
    }
    const { model } = compiled.value
    const before = this.#running
    this.#running = model
    if (before !== null && sameModel(before, model)) this.#sim.redraw(design)
    else if (before === null || startsDifferently(before, model)) this.#sim.load(model, design)
    else this.#sim.patch(model, design)
    this.#release()
  }

  /** Another document is another run, even where its model is the same; one that comes with a moment brings its run along. */
  #takeDocument(design: Design, documentId: string): void {
    if (documentId === this.#documentId) return
    this.#documentId = documentId
    const way = this.#ways.get(design)
    this.#ways.delete(design)
    this.#running = way?.finalModel ?? null
    if (way === undefined) return
    this.#held = false
    this.#sim.replay(way)
  }

  /** Numbers of another design than the one that is drawn would be a lie, so the run waits until the errors are mended. */
  #hold(): void {
    if (this.#held || this.#sim.state.status !== 'playing') return
    this.#held = true
    this.#sim.pause()
  }

  #release(): void {
    if (!this.#held) return
    this.#held = false
    this.#sim.play()
  }
}

/** A seed or a scenario is part of the run from its first moment. */
const startsDifferently = (a: SimModel, b: SimModel): boolean =>
  a.seed !== b.seed || JSON.stringify(a.faults) !== JSON.stringify(b.faults)
