import { type Remote, releaseProxy, transfer, wrap } from 'comlink'
import type { MeasureProgress, SimWorkerApi } from '../../worker/protocol.ts'
import type { MeasureOptions } from '../model/measure.ts'
import type { Report } from '../sim/report.ts'
import type { SimModel } from '../sim/sim-model.ts'

export type MeasuredModel = SimModel
export type MeasuredReport = Report

export type MeasureState =
  | { readonly status: 'idle' }
  | {
      readonly status: 'running'
      readonly options: MeasureOptions
      readonly doneShare: number
      readonly wallSec: number
    }
  | {
      readonly status: 'done'
      readonly options: MeasureOptions
      readonly report: MeasuredReport
      /** How long it took here. */
      readonly wallSec: number
    }
  /** The worker died, most likely for want of memory. */
  | { readonly status: 'failed'; readonly options: MeasureOptions; readonly reason: string }

const IDLE: MeasureState = { status: 'idle' }

/** Measured runs, one at a time, each in a worker of its own, so that the running simulation goes on beside it. */
export class MeasureClient {
  readonly #createWorker: () => Worker
  readonly #listeners = new Set<() => void>()
  #state: MeasureState = IDLE
  /** Ends the run that is under way. */
  #end: () => void = () => {}

  constructor(createWorker: () => Worker) {
    this.#createWorker = createWorker
  }

  get state(): MeasureState {
    return this.#state
  }

  /** Called after every change of `state`; returns the way to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(model: MeasuredModel, options: MeasureOptions): void {
    this.#end()
    const worker = this.#createWorker()
    const api: Remote<SimWorkerApi> = wrap<SimWorkerApi>(worker)
    const { port1, port2 } = new MessageChannel()
    const begin = performance.now()
    const wallSec = () => (performance.now() - begin) / 1000
    let over = false
    const end = () => {
      if (over) return
      over = true
      port1.close()
      api[releaseProxy]()
      worker.terminate()
    }
    const settle = (state: MeasureState) => {
      if (over) return
      end()
      this.#set(state)
    }
    const fail = (reason: string) => settle({ status: 'failed', options, reason })
    this.#end = end
    port1.onmessage = ({ data }: MessageEvent<MeasureProgress>) => {
      if (!over) this.#set({ status: 'running', options, doneShare: data, wallSec: wallSec() })
    }
    worker.addEventListener('error', (event) => fail(event.message ?? ''))
    this.#set({ status: 'running', options, doneShare: 0, wallSec: 0 })
    api.measure(model, options, transfer(port2, [port2])).then(
      (report) => settle({ status: 'done', options, report, wallSec: wallSec() }),
      (error: unknown) => fail(error instanceof Error ? error.message : String(error)),
    )
  }

  /** Ends the run that is under way and forgets it. */
  stop(): void {
    this.#end()
    this.#set(IDLE)
  }

  #set(state: MeasureState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
