import { type Fault, plainFault } from '../src/model/fault.ts'
import type { MeasureOptions } from '../src/model/measure.ts'
import type { Behaviour } from '../src/sim/behaviour.ts'
import { TICKS_PER_SEC } from '../src/sim/codes.ts'
import type { FrameLayout } from '../src/sim/frame.ts'
import { Run } from '../src/sim/loader.ts'
import { Pace } from '../src/sim/pace.ts'
import type { Report } from '../src/sim/report.ts'
import { Sampler } from '../src/sim/sampler.ts'
import type { SimModel } from '../src/sim/sim-model.ts'
import type { Trace, TraceFilter, TraceOptions } from '../src/sim/trace.ts'
import { Tracer } from '../src/sim/tracer.ts'
import { measureInSlices } from './measure.ts'
import {
  FRAMES_PER_SEC,
  type FrameMessage,
  PULSE_MS,
  type RecycleMessage,
  type RunStart,
  type SimWorkerApi,
} from './protocol.ts'

/** Events between two looks at the clock, and wall time after which a slice ends: control calls wait no longer than that. */
const EVENTS_A_LOOK = 2000
const SLICE_MS = 12
/** Frame buffers that go back and forth; while both are away, no frame is made. */
const BUFFERS = 2
/** When the machine cannot keep up, the clock slows instead of collecting a debt that is never paid. */
const DEBT_MAX_SEC = 0.25
const FRAME_MS = 1000 / FRAMES_PER_SEC

/** The one place where simulated time meets wall time: it advances a run in bounded slices and sends its frames. */
export class SimShell implements SimWorkerApi {
  readonly #behaviours: Readonly<Record<string, Behaviour>>
  readonly #ticker = new MessageChannel()
  #port: MessagePort | null = null
  #run: Run | null = null
  #sampler: Sampler | null = null
  #tracer: Tracer | null = null
  #traceOptions: TraceOptions | null = null
  #version = 0
  #playing = false
  #speed = 1
  #ticking = false
  /** Simulated seconds that are due, wall time when they were counted, and the clock of the run at its start. */
  #dueSec = 0
  #countedAt = 0
  #baseSec = 0
  #frameAt = 0
  #spare: Float64Array<ArrayBuffer>[] = []
  #away = 0
  #pace = new Pace()
  #stuck = false
  /** Wall and simulated time of the last frames, for the speed that was reached. */
  #speedFrom = { wallMs: 0, simSec: 0 }
  #reached = 0

  constructor(behaviours: Readonly<Record<string, Behaviour>>) {
    this.#behaviours = behaviours
    this.#ticker.port1.onmessage = () => this.#tick()
    setInterval(() => this.#pulse(), PULSE_MS)
  }

  connect(port: MessagePort): void {
    this.#port = port
    port.onmessage = (event: MessageEvent<RecycleMessage>) => this.#recycle(event.data.data)
  }

  load(model: SimModel, start: RunStart): FrameLayout {
    const run = new Run(model, this.#behaviours)
    this.#run = run
    this.#pace = new Pace()
    this.#stuck = false
    this.#baseSec = start.atSec
    for (const id of start.down) run.inject(plainFault('kill', id))
    if (start.atSec > 0) run.engine.takeMarks()
    this.#speed = start.speed
    this.#sampler = new Sampler(run, ++this.#version)
    this.trace(this.#traceOptions)
    this.#restartClock()
    if (start.playing) this.play()
    else this.pause()
    this.#sendFrame(performance.now())
    return this.#layout()
  }

  patch(model: SimModel): FrameLayout {
    const run = this.#run
    if (run === null)
      return this.load(model, { atSec: 0, down: [], speed: this.#speed, playing: this.#playing })
    run.patch(model)
    this.#sampler = new Sampler(run, ++this.#version, this.#sampler ?? undefined)
    this.#spare = []
    this.#sendFrame(performance.now())
    return this.#layout()
  }

  play(): void {
    this.#playing = true
    this.#restartClock()
    this.#schedule()
  }

  pause(): void {
    this.#playing = false
    if (this.#run === null) return
    // A slice may have ended between two events of one moment; what is shown at rest is the whole of it.
    this.#run.engine.run(this.#run.engine.now)
    this.#sendFrame(performance.now())
  }

  setSpeed(simSecPerWallSec: number): void {
    this.#speed = simSecPerWallSec
    this.#restartClock()
  }

  inject(one: Fault): void {
    this.#run?.inject(one)
    this.#sendMarks()
    if (!this.#playing && this.#run) this.#sendFrame(performance.now())
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
    const traces = this.#tracer?.traces(filter) ?? []
    if (this.#baseSec === 0) return traces
    const shifted = (sec: number): number => sec + this.#baseSec
    return traces.map((trace) => ({
      ...trace,
      beganSec: shifted(trace.beganSec),
      endedSec: trace.endedSec === null ? null : shifted(trace.endedSec),
    }))
  }

  measure(model: SimModel, options: MeasureOptions, progress: MessagePort): Promise<Report> {
    return measureInSlices(new Run(model, this.#behaviours), options, (share) => progress.postMessage(share))
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
    if (this.#ticking || !this.#playing) return
    this.#ticking = true
    this.#ticker.port2.postMessage(null)
  }

  #tick(): void {
    this.#ticking = false
    if (!this.#playing || this.#run === null) return
    const now = performance.now()
    this.#count(now)
    this.#advance(now)
    if (now - this.#frameAt >= FRAME_MS) this.#sendFrame(now)
    if (this.#run.engine.now / TICKS_PER_SEC < this.#dueSec) this.#schedule()
    else setTimeout(() => this.#schedule(), 4)
  }

  /** Adds the time that has passed since the last tick to what is due. */
  #count(now: number): void {
    const simSec = this.#run!.engine.now / TICKS_PER_SEC
    const due = this.#dueSec + ((now - this.#countedAt) / 1000) * this.#speed
    this.#dueSec = Math.min(due, simSec + DEBT_MAX_SEC * this.#speed)
    this.#countedAt = now
  }

  #advance(begin: number): void {
    const { engine } = this.#run!
    const until = Math.floor(this.#dueSec * TICKS_PER_SEC)
    for (;;) {
      const events = engine.run(until, EVENTS_A_LOOK)
      this.#stuck = this.#pace.note(events, engine.now)
      if (events < EVENTS_A_LOOK || performance.now() - begin > SLICE_MS) return
    }
  }

  #sendFrame(now: number): void {
    const sampler = this.#sampler
    if (sampler === null || this.#port === null) return
    if (this.#away >= BUFFERS && this.#playing) return
    this.#frameAt = now
    this.#measureSpeed(now)
    const data = this.#spare.pop() ?? new Float64Array(sampler.length)
    sampler.read(data, this.#reached, this.#stuck)
    data[0] = data[0]! + this.#baseSec
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
    const marks = this.#run?.engine.takeMarks() ?? []
    if (marks.length === 0) return
    const shifted = marks.map((mark) => ({ ...mark, timeSec: mark.timeSec + this.#baseSec }))
    this.#post({ type: 'marks', marks: shifted })
  }

  #recycle(data: Float64Array<ArrayBuffer>): void {
    this.#away = Math.max(0, this.#away - 1)
    if (data.length === this.#sampler?.length) this.#spare.push(data)
  }

  #pulse(): void {
    this.#post({ type: 'pulse' })
  }

  #post(message: FrameMessage, transfer: Transferable[] = []): void {
    this.#port?.postMessage(message, transfer)
  }
}
