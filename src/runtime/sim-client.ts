import { type Remote, releaseProxy, transfer, wrap } from 'comlink'
import {
  type FrameMessage,
  PULSE_MS,
  type RecycleMessage,
  type RunStart,
  type SimWorkerApi,
} from '../../worker/protocol.ts'
import type { Fault } from '../model/fault.ts'
import { followOneOf } from '../model/measure.ts'
import type { FrameLayout } from '../sim/frame.ts'
import type { RunMark, SimModel } from '../sim/sim-model.ts'
import type { Trace, TraceFilter, TraceOptions } from '../sim/trace.ts'
import { Frame, FrameRing, type IndexedLayout, indexLayout } from './frame-ring.ts'
import { RestartWait } from './restart-wait.ts'

export interface RunState {
  readonly status: 'empty' | 'playing' | 'paused'
  readonly speed: number
  /** Only some requests are followed where there are too many; see `followOneOf`. */
  readonly approximate: boolean
  /** Marks of the whole run, oldest first; at most `MARKS_MAX`. */
  readonly marks: readonly RunMark[]
  /** How often a lost worker was replaced in this run, and when (simulated seconds) for the last time. */
  readonly restarts: number
  readonly restartedAtSec: number
  /** Too many workers were lost one after the other; none is started until `restart`, `load` or `retry`. */
  readonly stopped: boolean
}

/** Marks that are kept; the oldest go first. */
export const MARKS_MAX = 2000
/** Silence after which the worker counts as lost. */
const SILENCE_MS = 8 * PULSE_MS

const FRESH: RunState = {
  status: 'empty',
  speed: 1,
  approximate: false,
  marks: [],
  restarts: 0,
  restartedAtSec: 0,
  stopped: false,
}

/** The main thread's only way to the simulation: control calls out, frames in, and a new worker when one dies. */
export class SimClient {
  readonly frames = new FrameRing()
  readonly #createWorker: () => Worker
  readonly #listeners = new Set<() => void>()
  #state: RunState = FRESH
  #worker: Worker | null = null
  #api: Remote<SimWorkerApi> | null = null
  #port: MessagePort | null = null
  #layout: IndexedLayout | null = null
  #early: Float64Array<ArrayBuffer>[] = []
  #model: SimModel | null = null
  /** One of so many requests is followed in the present run. */
  #oneOf = 1
  #tracing: TraceOptions | null = null
  #heardAt = 0
  #checkedAt = 0
  #startedAt = 0
  readonly #restarts = new RestartWait()
  #nextTry: ReturnType<typeof setTimeout> | undefined
  #watch: ReturnType<typeof setInterval> | undefined
  #queue: Promise<unknown> = Promise.resolve()

  constructor(createWorker: () => Worker) {
    this.#createWorker = createWorker
  }

  /** What runs now. */
  get model(): SimModel | null {
    return this.#model
  }

  get state(): RunState {
    return this.#state
  }

  /** Called after every change of `state`; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Starts a fresh run of a model at time zero. */
  load(model: SimModel): void {
    const { speed, status, approximate } = this.#state
    const playing = status !== 'paused'
    this.frames.clear()
    // Frames of the run before are still on their way; until the new layout is known they wait, and then they are too old.
    this.#layout = null
    this.#set({ ...FRESH, speed, approximate, status: playing ? 'playing' : 'paused' })
    this.#oneOf = approximate ? followOneOf(model.offeredPerSec) : 1
    this.#begin(model, { atSec: 0, down: [], speed, playing, oneOf: this.#oneOf })
  }

  /** Puts an edited model under the running simulation; starts one where there is none. */
  patch(model: SimModel): void {
    if (this.#model === null || this.#state.stopped || !this.#stillFollows(model)) {
      this.load(model)
      return
    }
    this.#model = model
    this.#ask(async (api) => this.#useLayout(await api.patch(model)))
  }

  /** After the run has stopped because no worker lived: the same run from its beginning. */
  retry(): void {
    this.#restarts.reset()
    this.restart()
  }

  /** The run from its beginning, with the same seed. */
  restart(): void {
    if (this.#model !== null) this.load(this.#model)
  }

  play(): void {
    if (this.#model === null) return
    this.frames.scrubTo(null)
    this.#set({ ...this.#state, status: 'playing' })
    this.#ask((api) => api.play())
  }

  pause(): void {
    if (this.#model === null) return
    this.#set({ ...this.#state, status: 'paused' })
    this.#ask((api) => api.pause())
  }

  setSpeed(speed: number): void {
    this.#set({ ...this.#state, speed })
    this.#ask((api) => api.setSpeed(speed))
  }

  /** The run begins anew, exact or approximate. */
  setApproximate(approximate: boolean): void {
    if (approximate === this.#state.approximate) return
    this.#set({ ...this.#state, approximate })
    this.restart()
  }

  inject(fault: Fault): void {
    this.#ask((api) => api.inject(fault))
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

  #begin(model: SimModel, start: RunStart): void {
    this.#model = model
    clearTimeout(this.#nextTry)
    if (this.#worker === null && !this.#spawn()) return
    this.#ask(async (api) => this.#useLayout(await api.load(model, start)))
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

  #tryWorker(): Worker | null {
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
  }

  /** Control calls go one after the other; a call to a worker that is gone is dropped, its effect is in the next start. */
  #ask(call: (api: Remote<SimWorkerApi>) => unknown): void {
    const api = this.#api
    if (api === null) return
    this.#queue = this.#queue
      .then(() => (api === this.#api ? call(api) : undefined))
      .catch(() => this.#lost(this.#worker))
  }

  #useLayout(layout: FrameLayout): void {
    this.#layout = indexLayout(layout)
    const early = this.#early
    this.#early = []
    for (const data of early) this.#accept(data)
  }

  #hear(message: FrameMessage): void {
    this.#heardAt = performance.now()
    if (message.type === 'frame') this.#accept(message.data)
    else if (message.type === 'marks') {
      this.#set({ ...this.#state, marks: [...this.#state.marks, ...message.marks].slice(-MARKS_MAX) })
    }
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
  #lost(worker: Worker | null): void {
    if (worker === null || worker !== this.#worker || this.#model === null) return
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

  #set(state: RunState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
