import { type Remote, releaseProxy, transfer, wrap } from 'comlink'
import {
  type EchoMessage,
  type FrameMessage,
  PULSE_MS,
  type RecycleMessage,
  type SimWorkerApi,
} from '../../worker/protocol.ts'
import type { SimHost } from './sim-host.ts'

export type EngineCall<T> = (api: Remote<SimWorkerApi>) => Promise<T> | T

/** Who is told of what a worker says and of its end. */
export interface WorkerEars {
  hear(message: FrameMessage): void
  /** It died, or fell silent. */
  lost(line: WorkerLine): void
  /** A call threw in the worker, or could not be sent: a programmer's mistake. The worker lives. */
  failed(line: WorkerLine, error: unknown): void
}

/** Silence after which the worker counts as lost. */
const SILENCE_MS = 8 * PULSE_MS

/** The line to one worker from its start to its end: calls one after the other, messages, and whether it is still there. */
export class WorkerLine {
  readonly bornAt = performance.now()
  readonly #host: SimHost
  readonly #ears: WorkerEars
  readonly #api: Remote<SimWorkerApi>
  readonly #port: MessagePort
  readonly #watch: ReturnType<typeof setInterval>
  #echoes: (() => void)[] = []
  #queue: Promise<unknown> = Promise.resolve()
  #heardAt = this.bornAt
  #checkedAt = this.bornAt
  #ended = false

  constructor(host: SimHost, ears: WorkerEars) {
    const channel = new MessageChannel()
    this.#host = host
    this.#ears = ears
    this.#api = wrap<SimWorkerApi>(host)
    this.#port = channel.port1
    host.addEventListener('error', () => this.#lost())
    channel.port1.onmessage = (event: MessageEvent<FrameMessage>) => this.#hear(event.data)
    this.#watch = setInterval(() => this.#checkPulse(), PULSE_MS)
    this.ask((api) => api.connect(transfer(channel.port2, [channel.port2])))
  }

  /** Control calls go one after the other; a call to a worker that has ended is dropped, and its promise stays open. */
  ask<T>(call: EngineCall<T>): Promise<T> {
    return new Promise((resolve) => {
      this.#queue = this.#queue
        .then(async () => {
          if (!this.#ended) resolve(await call(this.#api))
        })
        .catch((error) => {
          if (!this.#ended) this.#ears.failed(this, error)
        })
    })
  }

  /** When everything that was asked up to now is answered, whether it is still there. */
  async settled(): Promise<void> {
    await this.#queue
  }

  /** Waits for the frames that have left the worker up to now. */
  framesToCome(): Promise<void> {
    if (this.#ended) return Promise.resolve()
    return new Promise((resolve) => {
      this.#echoes.push(resolve)
      const echo: EchoMessage = { type: 'echo' }
      this.#port.postMessage(echo)
    })
  }

  /** Gives the buffer of a frame back. */
  recycle(data: Float64Array<ArrayBuffer>): void {
    const recycle: RecycleMessage = { type: 'recycle', data }
    this.#port.postMessage(recycle, [data.buffer])
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    clearInterval(this.#watch)
    this.#port.close()
    this.#api[releaseProxy]()
    this.#host.terminate()
    for (const resolve of this.#echoes.splice(0)) resolve()
  }

  #hear(message: FrameMessage): void {
    if (this.#ended) return
    this.#heardAt = performance.now()
    if (message.type === 'echo') this.#echoes.shift()?.()
    else this.#ears.hear(message)
  }

  #checkPulse(): void {
    const now = performance.now()
    // A page that slept or was throttled sees this check late, and the news of the worker is still in its inbox.
    if (now - this.#checkedAt > 2 * PULSE_MS) this.#heardAt = now
    this.#checkedAt = now
    if (now - this.#heardAt > SILENCE_MS) this.#lost()
  }

  #lost(): void {
    if (!this.#ended) this.#ears.lost(this)
  }
}
