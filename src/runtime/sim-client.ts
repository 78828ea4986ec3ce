import { type Remote, releaseProxy, transfer, wrap } from 'comlink'
import {
  type EchoMessage,
  ENGINE_VERSION,
  type FrameMessage,
  PULSE_MS,
  type RecycleMessage,
  type ReplayNews,
  type RunStart,
  type SimWorkerApi,
} from '../../worker/protocol.ts'
import type { Design } from '../model/design.ts'
import type { Fault } from '../model/fault.ts'
import { inOrder, type RunFault, type RunMark } from '../model/mark.ts'
import { followOneOf } from '../model/measure.ts'
import { err, type Result } from '../model/result.ts'
import type { FrameLayout } from '../sim/frame.ts'
import type { SimModel } from '../sim/sim-model.ts'
import type { Trace, TraceFilter, TraceOptions } from '../sim/trace.ts'
import { Frame, FrameRing, type IndexedLayout, indexLayout } from './frame-ring.ts'
import type { ReplayPlan } from './replay-plan.ts'
import { RestartWait } from './restart-wait.ts'
import { type LogGap, RunLog, type SharedMoment } from './run-log.ts'
import { FRESH, type RunState } from './run-state.ts'
import type { SimHost } from './sim-host.ts'

export type { RunState }

const TICKS_A_SEC = 1e9
/** Marks that are kept; the oldest go first. */
export const MARKS_MAX = 2000
/** Faults that wait for a replay to end. */
const HELD_MAX = 100
const NEVER_DONE: Promise<null> = Promise.resolve(null)
/** Silence after which the worker counts as lost. */
const SILENCE_MS = 8 * PULSE_MS

/** The main thread's only way to the simulation: control calls out, frames in, and a new worker when one dies. */
export class SimClient {
  readonly frames = new FrameRing()
  readonly #createWorker: () => SimHost
  readonly #listeners = new Set<() => void>()
  #state: RunState = FRESH
  #worker: SimHost | null = null
  #api: Remote<SimWorkerApi> | null = null
  #port: MessagePort | null = null
  #layout: IndexedLayout | null = null
  #early: Float64Array<ArrayBuffer>[] = []
  #model: SimModel | null = null
  /** One of so many requests is followed in the present run. */
  #oneOf = 1
  #log = new RunLog(null, 1)
  #runId = 0
  #held: Fault[] = []
  #echoes: (() => void)[] = []
  #tracing: TraceOptions | null = null
  #heardAt = 0
  #checkedAt = 0
  #startedAt = 0
  readonly #restarts = new RestartWait()
  #nextTry: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #queue: Promise<unknown> = Promise.resolve()

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
    this.#oneOf = approximate ? followOneOf(model.offeredPerSec) : 1
    this.#log = new RunLog(design, this.#oneOf)
    this.#begin(model, { atSec: 0, down: [], speed, playing, oneOf: this.#oneOf })
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
    this.#log = new RunLog(plan.start, oneOf, {
      actions: plan.actions,
      design: plan.lastDesign,
      parts: plan.parts,
    })
    this.#log.redraw(plan.finalDesign)
    this.#model = plan.finalModel
    clearTimeout(this.#nextTry)
    if (this.#worker === null && !this.#spawn()) return
    const path = { id: this.#runId, steps: plan.steps, atTick }
    const start: RunStart = { atSec: 0, down: [], speed, playing: false, oneOf }
    this.#ask(async (api) => this.#takeLayout(await api.replay(plan.model, path, start)))
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
    const log = this.#log
    const scrubbed = this.frames.cursorSec === null ? undefined : this.frames.shown
    // What was done a moment ago gets its tick with the worker's answer.
    await this.#queue
    await this.#framesToCome()
    const frame = scrubbed ?? this.frames.shown
    if (log !== this.#log || frame === undefined) return err('noRun')
    if (frame.system('stuck') === 1) return err('stuck')
    return log.moment(frame.system('tick'), frame.system('actions'))
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
    const log = this.#log
    if (design !== null) log.redraw(design)
    this.#ask(async (api) => {
      const { tick, settled, ...layout } = await api.patch(model)
      this.#takeLayout(layout)
      log.edit(tick, design, model)
      if (!settled) log.break('stuck')
    })
  }

  /** The drawing has changed and its model has not. */
  redraw(design: Design): void {
    this.#log.redraw(design)
  }

  /** After the run has stopped because no worker lived: the same run from its beginning. */
  retry(): void {
    this.#restarts.reset()
    this.restart()
  }

  /** The run from its beginning, with the same seed. */
  restart(): void {
    if (this.#model !== null) this.load(this.#model, this.#log.drawn)
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
    if (this.#state.status === 'replaying') {
      if (this.#held.length < HELD_MAX) this.#held.push(fault)
      return
    }
    const log = this.#log
    this.#ask(async (api) => {
      const stamp = await api.inject(fault)
      if (stamp === null) return
      log.fault(stamp.tick, fault)
      if (!stamp.settled) log.break('stuck')
    })
  }

  /** Follows single requests from now on; null stops that. */
  trace(options: TraceOptions | null): void {
    this.#tracing = options
    this.#ask((api) => api.trace(options))
  }

  /** Requests that were followed and are over. A worker that is lost meanwhile never answers. */
  traces(filter: TraceFilter): Promise<readonly Trace[]> {
    const api = this.#api
    if (api === null) return Promise.resolve([])
    return this.#queue.then(() => (api === this.#api ? api.traces(filter) : [])).catch(() => [])
  }

  dispose(): void {
    this.#drop()
    this.#listeners.clear()
  }

  /** In the approximate mode: the share that is followed still suits an edited design, within a factor of two. */
  #stillFollows(model: SimModel): boolean {
    if (!this.#state.approximate) return true
    const wanted = followOneOf(model.offeredPerSec)
    return wanted <= 2 * this.#oneOf && 2 * wanted >= this.#oneOf && (wanted === 1) === (this.#oneOf === 1)
  }

  /** What is left of the run before: its frames are still on their way, and until the new layout is known they wait; then they are too old. */
  #clear(state: RunState): void {
    this.frames.clear()
    this.#layout = null
    this.#runId++
    this.#held = []
    this.#set(state)
  }

  #begin(model: SimModel, start: RunStart): void {
    this.#model = model
    clearTimeout(this.#nextTry)
    if (this.#worker === null && !this.#spawn()) return
    this.#ask(async (api) => this.#takeLayout(await api.load(model, start)))
  }

  /** False where the browser lets the page have no worker at all, as in a sandbox: no further try could do better. */
  #spawn(): boolean {
    const worker = this.#tryWorker()
    if (worker === null) {
      this.#set({ ...this.#state, stopped: true })
      return false
    }
    const channel = new MessageChannel()
    this.#worker = worker
    this.#api = wrap<SimWorkerApi>(worker)
    this.#port = channel.port1
    this.#heardAt = performance.now()
    this.#checkedAt = this.#heardAt
    this.#startedAt = this.#heardAt
    worker.addEventListener('error', () => this.#lost(worker))
    channel.port1.onmessage = (event: MessageEvent<FrameMessage>) => this.#hear(event.data)
    this.#watch ??= setInterval(() => this.#checkPulse(), PULSE_MS)
    this.#ask((api) => api.connect(transfer(channel.port2, [channel.port2])))
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
    clearInterval(this.#watch)
    this.#watch = undefined
    this.#port?.close()
    this.#api?.[releaseProxy]()
    this.#worker?.terminate()
    this.#worker = null
    this.#api = null
    this.#port = null
    this.#queue = Promise.resolve()
    for (const resolve of this.#echoes.splice(0)) resolve()
  }

  /** Waits for the frames that have left the worker up to now. */
  #framesToCome(): Promise<void> {
    const port = this.#port
    if (port === null) return Promise.resolve()
    return new Promise((resolve) => {
      this.#echoes.push(resolve)
      const echo: EchoMessage = { type: 'echo' }
      port.postMessage(echo)
    })
  }

  /** Control calls go one after the other; a call to a worker that is gone is dropped, its effect is in the next start. */
  #ask(call: (api: Remote<SimWorkerApi>) => unknown): void {
    const api = this.#api
    if (api === null) return
    this.#queue = this.#queue
      .then(() => (api === this.#api ? call(api) : undefined))
      .catch(() => this.#lost(this.#worker))
  }

  /** The tick that a control call answers with; a worker that is lost meanwhile never answers. */
  #tickOf(call: (api: Remote<SimWorkerApi>) => Promise<number>): Promise<number | null> {
    return new Promise((resolve) => {
      if (this.#api === null) resolve(null)
      this.#ask(async (api) => resolve(await call(api)))
    })
  }

  #takeLayout(layout: FrameLayout): void {
    // On the way to a moment the port may have told of a newer one already.
    if (this.#layout !== null && layout.version <= this.#layout.version) return
    this.#layout = indexLayout(layout)
    const early = this.#early
    this.#early = []
    for (const data of early) this.#accept(data)
  }

  #hear(message: FrameMessage): void {
    this.#heardAt = performance.now()
    if (message.type === 'frame') this.#accept(message.data)
    else if (message.type === 'marks') this.#note(message.marks, message.faults)
    else if (message.type === 'echo') this.#echoes.shift()?.()
    else if (message.type === 'layout') {
      if (message.id === this.#runId) this.#takeLayout(message.layout)
    } else if (message.type === 'replay' && message.id === this.#runId) this.#follow(message)
  }

  #note(marks: readonly RunMark[], faults: readonly RunFault[]): void {
    const known = new Map(this.#state.faults.map((fault) => [fault.id, fault]))
    for (const fault of faults) known.set(fault.id, fault)
    this.#set({
      ...this.#state,
      marks: inOrder([...this.#state.marks, ...marks]).slice(-MARKS_MAX),
      faults: [...known.values()].slice(-MARKS_MAX),
    })
  }

  #follow({ status, doneShare }: ReplayNews): void {
    const { replay } = this.#state
    if (replay === null) return
    const now = { ...replay, outcome: status, doneShare }
    this.#set({ ...this.#state, status: status === 'going' ? 'replaying' : 'paused', replay: now })
    if (status === 'going') return
    if (status === 'stuck') this.#log.break('stuck')
    for (const fault of this.#held.splice(0)) this.inject(fault)
  }

  /** A frame may overtake the reply that announces its layout; it then waits for it. */
  #accept(data: Float64Array<ArrayBuffer>): void {
    const version = data[1] ?? -1
    const layout = this.#layout
    if (layout === null || version > layout.version) {
      this.#early.push(data)
      return
    }
    if (version === layout.version) this.frames.push(new Frame(layout, data.slice()))
    const recycle: RecycleMessage = { type: 'recycle', data }
    this.#port?.postMessage(recycle, [data.buffer])
  }

  #checkPulse(): void {
    const now = performance.now()
    // A page that slept or was throttled sees this check late, and the news of the worker is still in its inbox.
    if (now - this.#checkedAt > 2 * PULSE_MS) this.#heardAt = now
    this.#checkedAt = now
    if (now - this.#heardAt > SILENCE_MS) this.#lost(this.#worker)
  }

  /** Replaces a worker that died and goes on where the last frame left off. */
  #lost(worker: SimHost | null): void {
    if (worker === null || worker !== this.#worker || this.#model === null) return
    if (this.#state.status === 'replaying') {
      this.#loseReplay()
      return
    }
    this.#log.break('lostWorker')
    const last = this.frames.latest
    const down = last ? last.layout.nodes.filter((_, index) => last.nodeAt(index, 'down') === 1) : []
    const atSec = last?.timeSec ?? 0
    this.#drop()
    this.#layout = null
    this.#early = []
    const waitMs = this.#restarts.next(performance.now() - this.#startedAt)
    if (waitMs === null) {
      this.#set({ ...this.#state, stopped: true })
      return
    }
    this.#set({ ...this.#state, restarts: this.#state.restarts + 1, restartedAtSec: atSec })
    this.#nextTry = setTimeout(() => this.#resume(atSec, down), waitMs)
  }

  #resume(atSec: number, down: readonly string[]): void {
    if (this.#model === null || this.#worker !== null) return
    const { speed, status } = this.#state
    this.#begin(this.#model, { atSec, down, speed, playing: status === 'playing', oneOf: this.#oneOf })
  }

  /** What cost a worker its life would cost the next one its own: the design stands at its beginning instead. */
  #loseReplay(): void {
    const { replay } = this.#state
    this.#drop()
    this.#early = []
    this.#set({ ...this.#state, status: 'paused' })
    this.restart()
    this.#set({ ...this.#state, replay: replay && { ...replay, outcome: 'lostWorker' } })
  }

  #set(state: RunState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
