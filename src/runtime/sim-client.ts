import {
  ENGINE_VERSION,
  type FrameMessage,
  type ReplayNews,
  type ReplayPath,
  type RunStart,
} from '../../worker/protocol.ts'
import type { Design } from '../model/design.ts'
import type { Fault } from '../model/fault.ts'
import type { RunFault, RunMark } from '../model/mark.ts'
import { followedIn } from '../model/measure.ts'
import { err, type Result } from '../model/result.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import type { RunStep } from '../sim/run/replay.ts'
import type { Trace, TraceFilter, TraceOptions } from '../sim/stats/trace.ts'
import { FrameInbox } from './frame-inbox.ts'
import { FrameRing } from './frame-ring.ts'
import type { ReplayPlan } from './replay-plan.ts'
import { RestartWait } from './restart-wait.ts'
import { headOf } from './run-head.ts'
import { type LogGap, RunLog, type SharedMoment } from './run-log.ts'
import { RunPast } from './run-past.ts'
import { FRESH, type RunState, withNews } from './run-state.ts'
import { type Asked, RunTrail } from './run-trail.ts'
import type { SimHost } from './sim-host.ts'
import { WayBack } from './way-back.ts'
import { type EngineCall, WorkerLine } from './worker-line.ts'

export type { RunState }

const TICKS_A_SEC = 1e9
/** Faults that wait for a replay to end. */
const HELD_MAX = 100
const NEVER_DONE: Promise<null> = Promise.resolve(null)
/** Losses in a row up to which the whole way is taken again: what kills a worker on its way would kill the next one as well. */
const EXACT_RESTARTS_MAX = 2

/** The main thread's only way to the simulation: control calls out, frames in, and a new worker when one dies. */
export class SimClient {
  readonly frames = new FrameRing()
  readonly #createWorker: () => SimHost
  readonly #listeners = new Set<() => void>()
  #state: RunState = FRESH
  #line: WorkerLine | null = null
  readonly #inbox = new FrameInbox(this.frames, (data) => this.#line?.recycle(data))
  #model: SimModel | null = null
  /** One of so many requests is followed in the present run. */
  #oneOf = 1
  #past = new RunPast(new RunLog(null, 1), new RunTrail(null))
  /** Set while another worker takes the way of the run again. */
  #back: WayBack | null = null
  #runId = 0
  #held: Fault[] = []
  #tracing: TraceOptions | null = null
  readonly #restarts = new RestartWait()
  #nextTry: ReturnType<typeof setTimeout> | undefined

  constructor(createWorker: () => SimHost) {
    this.#createWorker = createWorker
  }

  /** What runs now. */
  get model(): SimModel | null {
    return this.#model
  }

  get state(): RunState {
    return this.#state
  }

  /** Counts the runs that were begun here. */
  get runId(): number {
    return this.#runId
  }

  /** Called after every change of `state`; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Starts a fresh run of a model at time zero. `design` is what it was compiled from; without it no moment can be shared. */
  load(model: SimModel, design: Design | null = null): void {
    const { speed, status, approximate } = this.#state
    const playing = status !== 'paused'
    this.#clear({ ...FRESH, speed, approximate, status: playing ? 'playing' : 'paused' })
    this.#oneOf = approximate ? followedIn(model) : 1
    this.#past = new RunPast(new RunLog(design, this.#oneOf), new RunTrail(model))
    this.#begin(model, { head: null, speed, playing, oneOf: this.#oneOf })
  }

  /** Begins a run and takes it to a moment, where it stands paused; from there it goes on like any other. */
  replay(plan: ReplayPlan): void {
    const { speed } = this.#state
    const { atTick, oneOf, engine } = plan.moment
    const atSec = atTick / TICKS_A_SEC
    const replay = {
      outcome: 'going',
      doneShare: 0,
      atSec,
      madeWith: engine,
      engine: ENGINE_VERSION,
    } as const
    this.#clear({ ...FRESH, speed, approximate: oneOf > 1, status: 'replaying', replay })
    this.#oneOf = oneOf
    const head = { actions: plan.actions, designs: plan.designs, parts: plan.parts }
    const log = new RunLog(plan.start, oneOf, head)
    log.redraw(plan.finalDesign)
    this.#model = plan.finalModel
    this.#past = new RunPast(log, new RunTrail(plan.model, plan.steps))
    const path: ReplayPath = { id: this.#runId, steps: plan.steps, atTick, frames: 'way', own: false }
    const start: RunStart = { head: null, speed, playing: false, oneOf }
    this.#vital(async (api) => this.#inbox.takeLayout(await api.replay(plan.model, path, start)))
  }

  /** Gives the way to a moment up: the design at that moment begins a run of its own. */
  cancelReplay(): void {
    if (this.#state.status === 'replaying') this.restart()
  }

  /** The words about a replay that is over have been read. */
  forgetReplay(): void {
    if (this.#state.status !== 'replaying') this.#set({ ...this.#state, replay: null })
  }

  /** The moment that is looked at, as somebody else can replay it, or why nobody could. */
  async sharedMoment(): Promise<Result<SharedMoment, LogGap>> {
    if (this.#state.status === 'replaying') return err('replaying')
    const past = this.#past
    const scrubbed = this.frames.cursorSec === null ? undefined : this.frames.shown
    // What was done a moment ago gets its tick with the worker's answer.
    await this.#line?.settled()
    await this.#line?.framesToCome()
    const frame = scrubbed ?? this.frames.shown
    if (past !== this.#past || frame === undefined) return err('noRun')
    if (frame.system('stuck') === 1) return err('stuck')
    return past.log.moment(frame.system('tick'), frame.system('actions'))
  }

  /** Puts an edited model under the running simulation; starts one where there is none, or where it is on its way to a moment. */
  patch(model: SimModel, design: Design | null = null): void {
    if (
      this.#model === null ||
      this.#state.stopped ||
      this.#state.status === 'replaying' ||
      !this.#stillFollows(model)
    ) {
      this.load(model, design)
      return
    }
    this.#model = model
    if (design !== null) this.#past.log.redraw(design)
    this.#doLive({ type: 'edit', model, design })
  }

  /** The drawing has changed and its model has not. */
  redraw(design: Design): void {
    this.#past.log.redraw(design)
  }

  /** Whether the run can go another way from the moment that is looked at. */
  get canGoBack(): boolean {
    const { cursorSec, shown } = this.frames
    const free = this.#state.status !== 'replaying' && this.#back === null && this.#line !== null
    return (
      free && cursorSec !== null && shown !== undefined && this.#past.upTo(shown.system('actions')) !== null
    )
  }

  /**
   * Takes the run back to the moment that is looked at, exactly, from where it goes another way; frames of the former one are
   * kept. Gives the design and the model at that moment, or null where nobody can go back there.
   */
  goBack(): { readonly design: Design; readonly model: SimModel } | null {
    const frame = this.frames.shown
    const past = frame && this.canGoBack ? this.#past.upTo(frame.system('actions')) : null
    const model = past?.trail.lastModel
    if (!frame || !past?.log.drawn || !past.trail.steps || !past.trail.model || !model) return null
    this.#past = past
    this.#model = model
    this.frames.goBackTo(frame)
    this.#inbox.expectAnother()
    const marks = this.#state.marks.filter(({ timeSec }) => timeSec <= frame.timeSec)
    this.#set({
      ...this.#state,
      marks,
      faults: [],
      resuming: 0,
      goesBack: 'asked',
      formerFromSec: frame.timeSec,
    })
    this.#takeWay(past.trail.model, past.trail.steps, frame.system('tick'), new WayBack(marks))
    return { design: past.log.drawn, model }
  }

  /** The way that was gone before is no longer of interest. */
  forgetFormer(): void {
    this.frames.forgetFormer()
    this.#set({ ...this.#state, formerFromSec: null })
  }

  /** After the run has stopped because no worker lived: the same run from its beginning. */
  retry(): void {
    this.#restarts.reset()
    this.restart()
  }

  /** The run from its beginning, with the same seed. */
  restart(): void {
    if (this.#model !== null) this.load(this.#model, this.#past.log.drawn)
  }

  /** Resolves, as `pause` and `setSpeed` do, with the tick at which it took effect; null where nothing was done. */
  play(): Promise<number | null> {
    if (this.#model === null || this.#state.status === 'replaying') return NEVER_DONE
    this.frames.scrubTo(null)
    this.#set({ ...this.#state, status: 'playing' })
    return this.#tickOf((api) => api.play())
  }

  pause(): Promise<number | null> {
    if (this.#model === null || this.#state.status === 'replaying') return NEVER_DONE
    this.#set({ ...this.#state, status: 'paused' })
    return this.#tickOf((api) => api.pause())
  }

  setSpeed(speed: number): Promise<number | null> {
    this.#set({ ...this.#state, speed })
    return this.#tickOf((api) => api.setSpeed(speed))
  }

  /** The run begins anew, exact or approximate. */
  setApproximate(approximate: boolean): void {
    if (approximate === this.#state.approximate) return
    this.#set({ ...this.#state, approximate })
    this.restart()
  }

  /** On the way to a moment a fault waits until it is reached: before that it would be another moment. */
  inject(fault: Fault): void {
    if (this.#model === null) return
    if (this.#state.status === 'replaying') {
      if (this.#held.length < HELD_MAX) this.#held.push(fault)
      return
    }
    this.#doLive({ type: 'fault', fault })
  }

  /** Follows single requests from now on; null stops that. */
  trace(options: TraceOptions | null): void {
    this.#tracing = options
    void this.#line?.ask((api) => api.trace(options))
  }

  /** Requests that were followed and are over. A worker that is lost meanwhile never answers. */
  traces(filter: TraceFilter): Promise<readonly Trace[]> {
    return this.#line?.ask((api) => api.traces(filter)) ?? Promise.resolve([])
  }

  /** The words about a call that the engine could not carry out have been read. */
  forgetError(): void {
    if (this.#state.engineError !== null) this.#set({ ...this.#state, engineError: null })
  }

  dispose(): void {
    this.#drop()
    this.#listeners.clear()
  }

  /** In the approximate mode: the share that is followed still suits an edited design, within a factor of two. */
  #stillFollows(model: SimModel): boolean {
    if (!this.#state.approximate) return true
    const wanted = followedIn(model)
    return wanted <= 2 * this.#oneOf && 2 * wanted >= this.#oneOf && (wanted === 1) === (this.#oneOf === 1)
  }

  #clear(state: RunState): void {
    // One that is on its way back answers nothing until it is there.
    if (this.#back !== null) this.#drop()
    this.frames.clear()
    this.#inbox.expectAnother()
    this.#runId++
    this.#held = []
    this.#set(state)
  }

  #begin(model: SimModel, start: RunStart): void {
    this.#model = model
    this.#vital(async (api) => this.#inbox.takeLayout(await api.load(model, start)))
  }

  /** Notes what is done to the run before the engine has done it, so that it is not lost with a worker. */
  #doLive(asked: Asked): void {
    this.#past.trail.ask(asked)
    this.#tell(asked)
  }

  /** Where there is no worker just now, the next one is told. */
  #tell(asked: Asked): void {
    const past = this.#past
    if (asked.type === 'fault') void this.#line?.ask((api) => past.tell(asked, api))
    else if (this.#line !== null)
      this.#vital(async (api) => {
        const layout = await past.tell(asked, api)
        if (layout !== null) this.#inbox.takeLayout(layout)
      })
  }

  /** A call without which there is no run: one that fails ends it. */
  #vital(call: EngineCall<void>): void {
    clearTimeout(this.#nextTry)
    if (this.#line === null && !this.#spawn()) return
    void this.#line?.ask(async (api) => {
      try {
        await call(api)
      } catch (error) {
        this.#stop()
        this.#say(error)
      }
    })
  }

  /** False where the browser lets the page have no worker at all, as in a sandbox: no further try could do better. */
  #spawn(): boolean {
    const host = this.#tryWorker()
    if (host === null) {
      this.#set({ ...this.#state, stopped: true })
      return false
    }
    this.#line = new WorkerLine(host, {
      hear: (message) => this.#hear(message),
      lost: (line) => this.#lost(line),
      failed: (_, error) => this.#say(error),
    })
    if (this.#tracing !== null) this.trace(this.#tracing)
    return true
  }

  #tryWorker(): SimHost | null {
    try {
      return this.#createWorker()
    } catch {
      return null
    }
  }

  #drop(): void {
    clearTimeout(this.#nextTry)
    this.#line?.end()
    this.#line = null
    this.#back = null
    this.#inbox.clear()
  }

  /** A programmer's mistake is said; the worker lives, and nothing is tried again. */
  #say(error: unknown): void {
    const engineError = error instanceof Error ? error.message : String(error)
    this.#set({ ...this.#state, engineError })
  }

  #stop(): void {
    this.#drop()
    this.#set({ ...this.#state, stopped: true })
  }

  /** The tick that a control call answers with; a worker that is lost meanwhile never answers. */
  #tickOf(call: EngineCall<number>): Promise<number | null> {
    return this.#line?.ask(call) ?? NEVER_DONE
  }

  #hear(message: FrameMessage): void {
    if (message.type === 'frame') this.#inbox.take(message.data)
    else if (message.type === 'marks') this.#note(message.marks, message.faults)
    else if (message.type === 'layout') {
      if (message.id === this.#runId) this.#inbox.takeLayout(message.layout)
    } else if (message.type === 'replay' && message.id === this.#runId) this.#follow(message)
  }

  #note(marks: readonly RunMark[], faults: readonly RunFault[]): void {
    if (this.#back !== null) this.#back.note(marks, faults)
    else this.#set({ ...this.#state, ...withNews(this.#state, marks, faults) })
  }

  #follow(news: ReplayNews): void {
    const { replay } = this.#state
    if (this.#back !== null) this.#followBack(this.#back, news)
    if (replay === null || this.#state.status !== 'replaying') return
    const { status, doneShare } = news
    const now = { ...replay, outcome: status, doneShare }
    this.#set({ ...this.#state, status: status === 'going' ? 'replaying' : 'paused', replay: now })
    if (status === 'going') return
    if (status === 'stuck') this.#past.break('stuck')
    for (const fault of this.#held.splice(0)) this.inject(fault)
  }

  /** Replaces a worker that died. */
  #lost(line: WorkerLine): void {
    if (line !== this.#line || this.#model === null) return
    if (this.#state.status === 'replaying') {
      this.#loseReplay()
      return
    }
    const livedMs = this.#back === null ? performance.now() - line.bornAt : 0
    const waitMs = this.#restarts.next(livedMs)
    const exact = this.#back === null && this.#restarts.inRow <= EXACT_RESTARTS_MAX
    if (!exact) this.#past.break('lostWorker')
    this.#drop()
    if (waitMs === null) {
      this.#set({ ...this.#state, resuming: null, stopped: true })
      return
    }
    const restartedAtSec = this.frames.latest?.timeSec ?? 0
    const restarts = this.#state.restarts + 1
    this.#set({ ...this.#state, restarts, restartedAtSec, resuming: 0, goesBack: 'lost' })
    this.#nextTry = setTimeout(() => this.#resume(), waitMs)
  }

  /** Goes on with the run: exactly, by taking its whole way again, or from what the last frame tells. */
  #resume(): void {
    if (this.#line !== null) return
    const { steps, model } = this.#past.trail
    if (steps === null || model === null) {
      this.#carryOn()
      return
    }
    const atTick = Math.max(this.frames.latest?.system('tick') ?? 0, steps.at(-1)?.tick ?? 0)
    this.#takeWay(model, steps, atTick, new WayBack())
  }

  #takeWay(model: SimModel, steps: readonly RunStep[], atTick: number, back: WayBack): void {
    const { speed, goesBack } = this.#state
    const own = goesBack === 'asked'
    const path: ReplayPath = { id: this.#runId, steps, atTick, frames: 'end', own }
    const start: RunStart = { head: null, speed, playing: false, oneOf: this.#oneOf }
    this.#vital(async (api) => {
      this.#inbox.takeLayout(await api.replay(model, path, start))
      // What is done meanwhile waits for the moment.
      await back.arrived
    })
    if (this.#line !== null) this.#back = back
    for (const asked of this.#past.trail.takeOpen()) this.#doLive(asked)
    void this.#line?.ask((api) => (this.#state.status === 'playing' ? api.play() : 0))
  }

  #followBack(back: WayBack, { status, doneShare }: ReplayNews): void {
    if (status === 'going') {
      if (back.isTooSlow(doneShare)) {
        this.#past.break('lostWorker')
        this.#drop()
        this.#carryOn()
      } else this.#set({ ...this.#state, resuming: doneShare })
      return
    }
    if (status === 'stuck') this.#past.break('stuck')
    this.#back = null
    const { formerFromSec, goesBack } = this.#state
    // What the run before has told last may have been on its way.
    const atSec = goesBack === 'asked' && formerFromSec !== null ? formerFromSec : Number.POSITIVE_INFINITY
    const faults = back.faults.filter((fault) => fault.atSec <= atSec)
    this.#set({ ...this.#state, marks: back.marks, faults, resuming: null, resumed: 'exactly' })
    back.arrive()
  }

  /** With empty queues and caches, and all that is done to the run. */
  #carryOn(): void {
    if (this.#model === null) return
    const { speed, status, faults } = this.#state
    const open = this.#past.trail.takeOpen()
    this.#set({ ...this.#state, resuming: null, resumed: 'anew' })
    const head = headOf(this.#model, this.frames.latest, faults)
    this.#begin(this.#model, { head, speed, playing: status === 'playing', oneOf: this.#oneOf })
    for (const asked of open) if (asked.type === 'fault') this.#doLive(asked)
  }

  /** What cost a worker its life would cost the next one its own: the design stands at its beginning instead. */
  #loseReplay(): void {
    const { replay } = this.#state
    this.#drop()
    this.#set({ ...this.#state, status: 'paused' })
    this.restart()
    this.#set({ ...this.#state, replay: replay && { ...replay, outcome: 'lostWorker' } })
  }

  #set(state: RunState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
