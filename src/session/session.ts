import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DesignIssue } from '../compile/issue.ts'
import type { Design } from '../model/design.ts'
import type { ShownFrames } from '../runtime/frame-ring.ts'
import type { ReplayPlan } from '../runtime/replay-plan.ts'
import { type RunCompiler, RunLink } from '../runtime/run-link.ts'
import { SimClient } from '../runtime/sim-client.ts'
import type { SimHost } from '../runtime/sim-host.ts'
import { Acting } from './act.ts'
import type { SessionAction } from './action.ts'
import { type ControlEntry, ControlLog } from './control-log.ts'
import { createDesignStore, type DesignStore } from './design-store.ts'
import { createDeskStore, type DeskStore } from './desk-store.ts'
import { createSelection, type Selection } from './selection.ts'
import { ShownReading } from './shown-reading.ts'
import { createTraceStore, type TraceStore } from './trace-store.ts'
import { createViewStore, type ViewState } from './view-store.ts'

export interface IssueState {
  readonly issues: readonly DesignIssue[]
}

/** What is seen of a run. Its clock, its faults and where one looks go through `act`. */
export type SessionRun = Pick<
  SimClient,
  | 'state'
  | 'runId'
  | 'subscribe'
  | 'model'
  | 'sharedMoment'
  | 'trace'
  | 'traces'
  | 'cancelReplay'
  | 'forgetReplay'
  | 'canGoBack'
  | 'forgetFormer'
  | 'forgetError'
  | 'retry'
> & { readonly frames: ShownFrames }

/** Everything that exists once per open design. */
export interface Session {
  /** The design with its undo; `design.edit()` is the one door for it. */
  readonly design: DesignStore
  /** Which document it is, who may edit it, and whether it is kept. */
  readonly desk: DeskStore
  readonly selection: Selection
  readonly view: StoreApi<ViewState>
  /** What is wrong with it, as compiled last. */
  readonly issues: StoreApi<IssueState>
  /** Single requests that are followed. */
  readonly trace: TraceStore
  readonly run: SessionRun
  /** The frame that numbers are read from. */
  readonly reading: ShownReading
  /** What was done to the clock of the present run, with the ticks at which it took effect. */
  readonly controls: readonly ControlEntry[]
  /** Where an engine runs beside the run that is shown; see `poolOf`. */
  readonly createWorker: () => SimHost
  /** A worker that judges designs beside the page; null where there may be none, and the page does it itself. */
  readonly createAnalyst: () => Worker | null
  /** The one door for play, pause, seek, step, speed, restart, approximate and faults. */
  act(action: SessionAction): void
  /** From now on every edit is compiled and put under the run. */
  link(compiler: SessionCompiler, tellIssues?: (issues: readonly DesignIssue[]) => void): void
  /** The design at a moment; when that very object is opened as a document, the run is taken there. */
  promise(plan: ReplayPlan): Design
  /** Called when the session ends, by whatever hangs on it. */
  whenDisposed(end: () => void): void
  dispose(): void
}

export type SessionCompiler = RunCompiler<readonly DesignIssue[]>

export interface SessionOptions {
  readonly design?: Design
  /** What runs the engine for the run that is shown. */
  readonly createHost: () => SimHost
  readonly createWorker: () => SimHost
  readonly createAnalyst?: () => Worker | null
  /** Given by tests, which put frames into it by hand. */
  readonly run?: SimClient
}

export function createSession({
  design: initial,
  createHost,
  createWorker,
  createAnalyst = () => null,
  run = new SimClient(createHost),
}: SessionOptions): Session {
  const design = createDesignStore(initial)
  const selection = createSelection()
  const issues = createStore<IssueState>()(() => ({ issues: [] }))
  const reading = new ShownReading(run.frames)
  const log = new ControlLog()
  const acting = new Acting(run, log, () => design.getState().design)
  const ends: (() => void)[] = []
  const { goBack, ...linked } = linkOf({ design, issues, run, acting, ends })
  return {
    ...linked,
    design,
    desk: createDeskStore(),
    selection,
    view: createViewStore(),
    issues,
    trace: createTraceStore(selection),
    run,
    reading,
    createWorker,
    createAnalyst,
    get controls() {
      return log.entries
    },
    act(action) {
      if (action.type === 'goBack') goBack()
      else acting.act(action)
    },
    whenDisposed: (end) => void ends.push(end),
    dispose() {
      for (const end of ends.splice(0)) end()
      reading.dispose()
      run.dispose()
    },
  }
}

interface Linked {
  readonly design: DesignStore
  readonly issues: StoreApi<IssueState>
  readonly run: SimClient
  readonly acting: Acting
  readonly ends: (() => void)[]
}

/** What keeps the run the one of the design that is drawn. */
function linkOf({
  design,
  issues,
  run,
  acting,
  ends,
}: Linked): Pick<Session, 'link' | 'promise'> & { goBack(): void } {
  let tell = (list: readonly DesignIssue[]): void => issues.setState({ issues: list })
  const link = new RunLink<readonly DesignIssue[]>(run, (list) => tell(list))
  return {
    link(compiler, tellIssues = tell) {
      tell = tellIssues
      ends.push(linkEdits(design, link, compiler, acting))
    },
    promise: (plan) => link.promise(plan),
    // What was drawn since then is undone in one step, and can be brought back like any other.
    goBack() {
      const there = run.goBack()
      if (there === null) return
      link.wentBack(there.model)
      if (there.design !== design.getState().design) design.edit(() => there.design)
    },
  }
}

/** An edit that changes what runs is seen in the present; boxes may be moved while one looks back. */
function linkEdits(
  design: DesignStore,
  link: RunLink<readonly DesignIssue[]>,
  compiler: SessionCompiler,
  acting: Acting,
): () => void {
  link.show(design.getState(), null, compiler)
  return design.subscribe((state, before) => {
    if (state.design === before.design && state.documentId === before.documentId) return
    if (!compiler.compileAlike(before.design, state.design)) acting.goLive()
    link.show(state, before, compiler)
  })
}
