import type { Fault } from '../src/model/fault.ts'
import type { Behaviour } from '../src/sim/core/contract.ts'
import type { SimModel } from '../src/sim/core/sim-model.ts'
import { TICKS_PER_SEC } from '../src/sim/core/vocabulary.ts'
import { type Experiment, Laboratory, type Outcome } from '../src/sim/run/experiment.ts'
import { Run } from '../src/sim/run/loader.ts'
import { Pace } from '../src/sim/run/pace.ts'
import { SampledRun } from '../src/sim/run/sampled-run.ts'
import { Waypoints } from '../src/sim/run/waypoints.ts'
import type { FrameLayout } from '../src/sim/stats/frame.ts'
import type { Trace, TraceFilter, TraceOptions } from '../src/sim/stats/trace.ts'
import { Tracer } from '../src/sim/stats/tracer.ts'
import { SLICE_MS as EXPERIMENT_SLICE_MS, experimentInSlices } from './experiment.ts'
import {
  type ActionStamp,
  type EchoMessage,
  type ExperimentProgress,
  FRAMES_PER_SEC,
  type FrameMessage,
  PULSE_MS,
  type RecycleMessage,
  type ReplayPath,
  type RunStart,
  type SimWorkerApi,
} from './protocol.ts'
import { ReplayTask } from './replay-task.ts'

/** Events between two looks at the clock, and wall time after which a slice ends: control calls wait no longer than that. */
const EVENTS_A_LOOK = 2000
const SLICE_MS = 12
/** While a run is where it should be, the worker rests for so long. */
const REST_MS = 4
/** Frame buffers that go back and forth; while both are away, no frame is made. */
const BUFFERS = 2
/** On the way to a moment no frame is left out, so more may be away before it waits for the page. */
const REPLAY_BUFFERS = 8
/** When the machine cannot keep up, the clock slows instead of collecting a debt that is never paid. */
const DEBT_MAX_SEC = 0.25
const FRAME_MS = 1000 / FRAMES_PER_SEC
/** Of the wall time, for keeping moments from which the run can be taken up. */
const WAYPOINT_SHARE = 0.02

/** The one place where simulated time meets wall time: it advances a run in bounded slices and sends its frames. */
export class SimShell implements SimWorkerApi {
  readonly #behaviours: Readonly<Record<string, Behaviour>>
  readonly #laboratory: Laboratory
  readonly #experimentSliceMs: number
  readonly #ticker = new MessageChannel()
  readonly #pulses: ReturnType<typeof setInterval>
  #port: MessagePort | null = null
  #sampled: SampledRun | null = null
  #replay: ReplayTask | null = null
  #tracer: Tracer | null = null
  #traceOptions: TraceOptions | null = null
  #version = 0
  #playing = false
  #speed = 1
  #ticking = false
  /** Simulated seconds that are due, and wall time when they were counted. */
  #dueSec = 0
  #countedAt = 0
  #frameAt = 0
  #spare: Float64Array<ArrayBuffer>[] = []
  #away = 0
  #pace = new Pace()
  #waypoints = new Waypoints()
  /** Wall time at which the last waypoint was kept, and what it took. */
  #waypointAt = { wallMs: 0, tookMs: 0 }
  #stuck = false
  /** Wall and simulated time of the last frames, for the speed that was reached. */
  #speedFrom = { wallMs: 0, simSec: 0 }
  #reached = 0

  constructor(behaviours: Readonly<Record<string, Behaviour>>, experimentSliceMs = EXPERIMENT_SLICE_MS) {
    this.#experimentSliceMs = experimentSliceMs
    this.#behaviours = behaviours
    this.#laboratory = new Laboratory(behaviours)
    this.#ticker.port1.onmessage = () => this.#tick()
    this.#pulses = setInterval(() => this.#pulse(), PULSE_MS)
  }

  /** Gives everything up; a worker of its own is ended instead. */
  close(): void {
    clearInterval(this.#pulses)
    this.#playing = false
    this.#replay = null
    this.#sampled = null
    this.#port?.close()
    this.#port = null
    this.#ticker.port1.close()
  }

  connect(port: MessagePort): void {
    this.#port = port
    port.onmessage = (event: MessageEvent<RecycleMessage | EchoMessage>) => {
      if (event.data.type === 'recycle') this.#recycle(event.data.data)
      else this.#post(event.data)
    }
  }

  load(model: SimModel, start: RunStart): FrameLayout {
    this.#begin(model, start)
    if (start.playing) this.play()
    else this.pause()
    this.#sendFrame(performance.now())
    return this.#layout()
  }

  replay(model: SimModel, path: ReplayPath, start: RunStart): FrameLayout {
    const sampled = this.#takeUp(path, start) ?? this.#begin(model, start)
    this.#playing = false
    this.#replay = new ReplayTask(sampled, path, () => ++this.#version)
    this.#post({ type: 'layout', id: path.id, layout: this.#layout() })
    this.#schedule()
    return this.#layout()
  }

  patch(model: SimModel): FrameLayout & ActionStamp {
    const sampled = this.#sampled
    if (sampled === null || this.#replay !== null) {
      const start = { head: null, speed: this.#speed, playing: this.#playing, oneOf: 1 }
      return { ...this.load(model, start), tick: 0, settled: true }
    }
    const stamp = this.#settle(sampled)
    sampled.patch(model, ++this.#version)
    this.#spare = []
    this.#sendFrame(performance.now())
    return { ...this.#layout(), ...stamp }
  }

  play(): number {
    if (this.#replay === null) {
      this.#playing = true
      this.#restartClock()
      this.#schedule()
    }
    return this.#tickNow()
  }

  pause(): number {
    this.#playing = false
    if (this.#replay === null) this.#sendFrame(performance.now())
    return this.#tickNow()
  }

  setSpeed(simSecPerWallSec: number): number {
    this.#speed = simSecPerWallSec
    this.#restartClock()
    return this.#tickNow()
  }

  inject(one: Fault): ActionStamp | null {
    const sampled = this.#sampled
    if (sampled === null || this.#replay !== null) return null
    const stamp = this.#settle(sampled)
    sampled.inject(one)
    this.#sendMarks()
    if (!this.#playing) this.#sendFrame(performance.now())
    return stamp
  }

  trace(options: TraceOptions | null): void {
    this.#traceOptions = options
    const run = this.#run
    if (run === null || options === null) this.#tracer = null
    else if (this.#tracer?.follows(run)) this.#tracer.sample(options)
    else this.#tracer = new Tracer(run, options)
    if (run !== null) run.engine.observer = this.#tracer
  }

  traces(filter: TraceFilter): readonly Trace[] {
    return this.#tracer?.traces(filter) ?? []
  }

  async experiment(experiment: Experiment, progress: MessagePort): Promise<Outcome> {
    try {
      const tell = (doneShare: ExperimentProgress): void => progress.postMessage(doneShare)
      return await experimentInSlices(this.#laboratory.begin(experiment), this.#experimentSliceMs, tell)
    } finally {
      progress.close()
    }
  }

  get #run(): Run | null {
    return this.#sampled === null ? null : this.#sampled.run
  }

  #tickNow(): number {
    return this.#sampled?.now ?? 0
  }

  /** A fresh run that stands still. */
  #begin(model: SimModel, start: RunStart): SampledRun {
    const run = new Run(model, this.#behaviours, start.oneOf, start.head)
    this.#waypoints = new Waypoints()
    return this.#set(new SampledRun(run, ++this.#version), start)
  }

  /** The run that is there, at the last kept moment on a way of its own; null where nothing is kept. */
  #takeUp({ own, atTick, steps }: ReplayPath, start: RunStart): SampledRun | null {
    if (!own) return null
    const kept = this.#waypoints.before(atTick, steps.length)
    if (kept === null) return null
    this.#waypoints.cutAt(atTick, steps.length)
    kept.layoutVersion = ++this.#version
    kept.run.engine.chronicle.tellFaultsAgain()
    return this.#set(kept, start)
  }

  #set(sampled: SampledRun, start: RunStart): SampledRun {
    this.#sampled = sampled
    this.#replay = null
    this.#pace = new Pace()
    this.#stuck = false
    this.#speed = start.speed
    this.#spare = []
    this.trace(this.#traceOptions)
    this.#restartClock()
    return sampled
  }

  /** Handles the rest of the present moment, unless time stands still and it has no end. */
  #settle(sampled: SampledRun): ActionStamp {
    const settled = !this.#stuck && sampled.settle()
    return { tick: sampled.now, settled }
  }

  #layout(): FrameLayout {
    const { model } = this.#run!
    return { version: this.#version, nodes: model.nodes.map((node) => node.id), wires: model.wires }
  }

  #restartClock(): void {
    const now = performance.now()
    this.#countedAt = now
    this.#dueSec = this.#run ? this.#run.engine.now / TICKS_PER_SEC : 0
    this.#speedFrom = { wallMs: now, simSec: this.#dueSec }
    this.#reached = this.#speed
  }

  /** Yields to control calls through a message: a timer would cost four milliseconds. */
  #schedule(): void {
    if (this.#ticking || !(this.#playing || this.#replay !== null)) return
    this.#ticking = true
    this.#ticker.port2.postMessage(null)
  }

  #tick(): void {
    this.#ticking = false
    const now = performance.now()
    if (this.#replay !== null) {
      this.#replayOn(this.#replay, now)
      return
    }
    const sampled = this.#sampled
    if (!this.#playing || sampled === null) return
    this.#count(now)
    this.#advance(sampled, now)
    this.#keepWaypoint(sampled)
    if (now - this.#frameAt >= FRAME_MS) this.#sendFrame(now)
    if (sampled.now < this.#dueTick) this.#schedule()
    else setTimeout(() => this.#schedule(), REST_MS)
  }

  /** Whole ticks: a fraction of one that is due would never be reached, and the worker would never rest. */
  get #dueTick(): number {
    return Math.floor(this.#dueSec * TICKS_PER_SEC)
  }

  /** Adds the time that has passed since the last tick to what is due. */
  #count(now: number): void {
    const simSec = this.#run!.engine.now / TICKS_PER_SEC
    const due = this.#dueSec + ((now - this.#countedAt) / 1000) * this.#speed
    this.#dueSec = Math.min(due, simSec + DEBT_MAX_SEC * this.#speed)
    this.#countedAt = now
  }

  /** One slice of the way to a moment. While the page has not handed enough frames back, it waits for the next one. */
  #replayOn(replay: ReplayTask, begin: number): void {
    while (replay.status === 'going' && this.#away < REPLAY_BUFFERS) {
      if (replay.advance(EVENTS_A_LOOK)) this.#sendReplayFrame(replay)
      else this.#keepWaypoint(this.#sampled!)
      if (performance.now() - begin > SLICE_MS) break
    }
    const { id, status, doneShare } = replay
    if (status === 'going') {
      if (begin - this.#frameAt >= FRAME_MS) this.#tellProgress(replay, begin)
      else if (this.#away < REPLAY_BUFFERS) this.#schedule()
      return
    }
    this.#replay = null
    this.#stuck = status === 'stuck'
    this.#restartClock()
    if (this.#stuck) this.#sendReplayFrame(replay)
    this.#post({ type: 'replay', id, status, doneShare })
  }

  /** Slice after slice by message may leave timers no turn, and the signs of life come by a timer. */
  #tellProgress({ id, status, doneShare }: ReplayTask, now: number): void {
    this.#frameAt = now
    this.#post({ type: 'replay', id, status, doneShare })
    setTimeout(() => this.#schedule(), 0)
  }

  /** An edit on the way has changed what the columns are, which the page must know before the frame. */
  #sendReplayFrame(replay: ReplayTask): void {
    if (replay.takeNewLayout()) this.#post({ type: 'layout', id: replay.id, layout: this.#layout() })
    this.#readFrame()
  }

  #advance(sampled: SampledRun, begin: number): void {
    for (;;) {
      const events = sampled.advance(this.#dueTick, EVENTS_A_LOOK)
      this.#stuck = this.#pace.note(events, sampled.now)
      if (events < EVENTS_A_LOOK || performance.now() - begin > SLICE_MS) return
    }
  }

  /** Keeping one takes the less of the time the longer it takes. */
  #keepWaypoint(sampled: SampledRun): void {
    if (!this.#waypoints.isDue(sampled) || this.#stuck) return
    const begin = performance.now()
    if (begin - this.#waypointAt.wallMs < this.#waypointAt.tookMs / WAYPOINT_SHARE) return
    if (!this.#settle(sampled).settled) return
    this.#waypoints.keep(sampled)
    const wallMs = performance.now()
    this.#waypointAt = { wallMs, tookMs: wallMs - begin }
  }

  #sendFrame(now: number): void {
    if (this.#sampled === null || this.#port === null) return
    if (this.#away >= BUFFERS && this.#playing) return
    this.#frameAt = now
    this.#measureSpeed(now)
    this.#readFrame()
  }

  /** A slice may have ended between two events of one moment; a frame shows the whole of it. */
  #readFrame(): void {
    const sampled = this.#sampled!
    this.#settle(sampled)
    const spare = this.#spare.pop()
    const data = spare?.length === sampled.frameLength ? spare : new Float64Array(sampled.frameLength)
    sampled.read(data, this.#reached, this.#stuck)
    this.#away++
    this.#post({ type: 'frame', data }, [data.buffer])
    this.#sendMarks()
  }

  /** Simulated seconds per wall second over the last second or so. */
  #measureSpeed(now: number): void {
    const simSec = this.#run!.engine.now / TICKS_PER_SEC
    const wallSec = (now - this.#speedFrom.wallMs) / 1000
    if (wallSec < 1 || !this.#playing) return
    this.#reached = (simSec - this.#speedFrom.simSec) / wallSec
    this.#speedFrom = { wallMs: now, simSec }
  }

  #sendMarks(): void {
    const { chronicle } = this.#run?.engine ?? {}
    const marks = chronicle?.takeMarks() ?? []
    const faults = chronicle?.takeFaults() ?? []
    if (marks.length === 0 && faults.length === 0) return
    this.#post({ type: 'marks', marks, faults })
  }

  #recycle(data: Float64Array<ArrayBuffer>): void {
    this.#away = Math.max(0, this.#away - 1)
    if (data.length === this.#sampled?.frameLength) this.#spare.push(data)
    if (this.#replay !== null) this.#schedule()
  }

  #pulse(): void {
    this.#post({ type: 'pulse' })
  }

  #post(message: FrameMessage, transfer: Transferable[] = []): void {
    this.#port?.postMessage(message, transfer)
  }
}
