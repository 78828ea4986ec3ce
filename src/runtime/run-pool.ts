import { type Remote, releaseProxy, transfer, wrap } from 'comlink'
import { ENGINE_VERSION, type ExperimentProgress, type SimWorkerApi } from '../../worker/protocol.ts'
import type { Experiment, Outcome } from '../sim/run/experiment.ts'
import type { SimHost } from './sim-host.ts'

export type { Experiment, Outcome } from '../sim/run/experiment.ts'

/** Version of the engine that carries them out. */
export const POOL_ENGINE = ENGINE_VERSION

/** How an experiment ended. A lost one had a worker that died or fell silent, twice, or threw. */
export type PoolResult =
  | { readonly status: 'done'; readonly outcome: Outcome }
  | { readonly status: 'cancelled' }
  | { readonly status: 'lost'; readonly reason: string }

export interface PoolRun {
  /** Never rejects. */
  readonly result: Promise<PoolResult>
  cancel(): void
}

/** Workers at once, on whatever machine. */
export const WORKERS_MAX = 8
/** Silence after which a worker counts as lost: it says something every tenth of a second, but for the load of a large design. */
const SILENCE_MS = 30_000
/** How often an experiment is begun before its worker's death is taken to be its own fault. */
const TRIES = 2

interface Job {
  readonly experiment: Experiment
  readonly tell: (doneShare: number) => void
  readonly settle: (result: PoolResult) => void
  tries: number
  settled: boolean
}

/** A worker with the experiment that it has now; null between two. */
interface Hand {
  readonly host: SimHost
  readonly api: Remote<SimWorkerApi>
  job: Job | null
  quiet: ReturnType<typeof setTimeout> | undefined
}

/**
 * Experiments in as many workers as there are cores, in the order in which they were asked for. A worker lives while there is
 * something to do; one that dies costs a second try of its experiment, and then that experiment alone.
 */
export class RunPool {
  readonly #createHost: () => SimHost
  #size: number
  readonly #queue: Job[] = []
  readonly #hands = new Set<Hand>()

  constructor(createHost: () => SimHost, size = coreCount()) {
    this.#createHost = createHost
    this.#size = size
  }

  /** Experiments that are carried out at the same time at most. */
  get size(): number {
    return this.#size
  }

  start(experiment: Experiment, tell: (doneShare: number) => void = () => {}): PoolRun {
    let job: Job | null = null
    const result = new Promise<PoolResult>((resolve) => {
      job = { experiment, tell, settle: resolve, tries: 0, settled: false }
      this.#queue.push(job)
    })
    this.#assign()
    return { result, cancel: () => job !== null && this.#cancel(job) }
  }

  /** Ends everything. */
  close(): void {
    for (const job of [...this.#queue, ...[...this.#hands].flatMap(({ job }) => job ?? [])]) this.#cancel(job)
  }

  #cancel(job: Job): void {
    if (job.settled) return
    const at = this.#queue.indexOf(job)
    if (at >= 0) this.#queue.splice(at, 1)
    for (const hand of this.#hands) if (hand.job === job) this.#dismiss(hand)
    this.#settle(job, { status: 'cancelled' })
    this.#assign()
  }

  /** Gives the next experiments to workers that have none, and sends away those for whom nothing is left. */
  #assign(): void {
    for (const hand of this.#hands) if (hand.job === null) this.#next(hand)
    while (this.#queue.length > 0 && this.#hands.size < this.#size) this.#next(this.#hire())
  }

  #hire(): Hand {
    const host = this.#createHost()
    // Several would only take turns in the page's own thread.
    if (host.inPage === true) this.#size = 1
    const api: Remote<SimWorkerApi> = wrap<SimWorkerApi>(host)
    const hand: Hand = { host, api, job: null, quiet: undefined }
    host.addEventListener('error', (event) => this.#lose(hand, messageOf(event)))
    this.#hands.add(hand)
    return hand
  }

  #next(hand: Hand): void {
    const job = this.#queue.shift()
    if (!job) {
      this.#dismiss(hand)
      return
    }
    hand.job = job
    job.tries++
    const { port1, port2 } = new MessageChannel()
    const isOn = (): boolean => hand.job === job && this.#hands.has(hand)
    port1.onmessage = ({ data }: MessageEvent<ExperimentProgress>) => {
      if (!isOn()) return
      this.#expectSign(hand)
      job.tell(data)
    }
    this.#expectSign(hand)
    hand.api
      .experiment(job.experiment, transfer(port2, [port2]))
      .then(
        (outcome): PoolResult => ({ status: 'done', outcome }),
        (error: unknown): PoolResult => ({
          status: 'lost',
          reason: error instanceof Error ? error.message : String(error),
        }),
      )
      .then((result) => {
        port1.close()
        if (!isOn()) return
        hand.job = null
        clearTimeout(hand.quiet)
        this.#settle(job, result)
        this.#assign()
      })
  }

  #expectSign(hand: Hand): void {
    clearTimeout(hand.quiet)
    hand.quiet = setTimeout(() => this.#lose(hand, 'silence'), SILENCE_MS)
  }

  #lose(hand: Hand, reason: string): void {
    if (!this.#hands.has(hand)) return
    const { job } = hand
    this.#dismiss(hand)
    if (job !== null && job.tries < TRIES) this.#queue.unshift(job)
    else if (job !== null) this.#settle(job, { status: 'lost', reason })
    this.#assign()
  }

  #dismiss(hand: Hand): void {
    hand.job = null
    clearTimeout(hand.quiet)
    this.#hands.delete(hand)
    hand.api[releaseProxy]()
    hand.host.terminate()
  }

  #settle(job: Job, result: PoolResult): void {
    if (job.settled) return
    job.settled = true
    job.settle(result)
  }
}

const coreCount = (): number => Math.max(1, Math.min(WORKERS_MAX, navigator.hardwareConcurrency || 1))

const messageOf = (event: Event): string => ('message' in event ? String(event.message) : '')
