import { shareOf } from '../../model/class-shares.ts'
import {
  FAILURE_REASONS,
  type FailureReason,
  REQUEST_CLASSES,
  type RequestClass,
} from '../../model/request-class.ts'
import type { ClassColumn, NodeColumn } from '../../sim/stats/frame.ts'
import type { Moment } from './history.ts'

/** Rates under this are the tail of the smoothing, not something that happens. */
export const RATE_MIN = 0.05

/**
 * One moment, asked by node; what is not known counts as nothing. With a class, failures are those of its requests alone;
 * slots and queues are everybody's.
 */
export class Look {
  readonly moment: Moment
  readonly #class: number

  constructor(moment: Moment, requestClass: RequestClass | null = null) {
    this.moment = moment
    this.#class = requestClass === null ? -1 : REQUEST_CLASSES.indexOf(requestClass)
  }

  of(id: string, column: NodeColumn): number {
    const value = this.moment.node(id, column)
    if (!Number.isFinite(value)) return 0
    if (this.#class < 0 || value === 0 || (column !== 'failPerSec' && column !== 'dropPerSec')) return value
    return value * this.#part(this.moment.node(id, 'failingClasses'))
  }

  has(id: string, column: NodeColumn): boolean {
    return Number.isFinite(this.moment.node(id, column))
  }

  wireRate(id: string): number {
    return this.moment.wire(id, 'ratePerSec') || 0
  }

  wireFails(id: string): number {
    const rate = this.moment.wire(id, 'failPerSec') || 0
    return rate === 0 || this.#class < 0 ? rate : rate * this.#part(this.moment.wire(id, 'failingClasses'))
  }

  wireRetries(id: string): number {
    return this.moment.wire(id, 'retryPerSec') || 0
  }

  isFrozen(id: string): boolean {
    return this.of(id, 'frozen') === 1
  }

  isDown(id: string): boolean {
    return this.moment.node(id, 'down') === 1
  }

  isCut(wire: string): boolean {
    return this.moment.wire(wire, 'cut') > 0
  }

  isEjected(wire: string): boolean {
    return this.moment.wire(wire, 'ejected') > 0
  }

  /** Requests in it: in service and waiting. */
  held(id: string): number {
    return this.of(id, 'busy') + this.of(id, 'queue')
  }

  /** Mean seconds that a call keeps a slot, by Little's law; nothing where none is done. */
  timeInSlot(id: string): number {
    const done = this.of(id, 'donePerSec')
    return done > RATE_MIN ? this.of(id, 'busy') / done : 0
  }

  /** All slots are busy and somebody waits or is turned away; a moment's full house alone is none. */
  isSaturated(id: string): boolean {
    const load = this.moment.node(id, 'utilisation')
    if (!(this.of(id, 'slots') > 0)) return false
    return (
      load >= FULL ||
      (load >= NEARLY_FULL && (this.of(id, 'queue') >= 1 || this.of(id, 'dropPerSec') > RATE_MIN))
    )
  }

  /** What of some failures is of the class. */
  #part(packed: number): number {
    return Number.isFinite(packed) ? shareOf(packed, this.#class) : 0
  }

  /** Calls a second that it gets through with all slots busy, as measured; NaN where nothing can be said. */
  capacity(id: string): number {
    const load = this.of(id, 'utilisation')
    const done = this.of(id, 'donePerSec')
    return load > 0.3 && done > 0 ? done / load : Number.NaN
  }
}

const FULL = 0.97
const NEARLY_FULL = 0.9

/** How the requests of all classes, or of one, are doing at a moment; shares are of what was offered. */
export interface Service {
  readonly failedPerSec: number
  readonly failing: number
  readonly unanswered: number
  readonly p95Ms: number
  readonly reason: FailureReason
}

export function serviceAt(moment: Moment, requestClass: RequestClass | null): Service {
  return requestClass === null ? ofAll(moment) : ofClass(moment, requestClass)
}

function ofAll(moment: Moment): Service {
  const rates = FAILURE_REASONS.map((reason) => moment.system(`${reason}PerSec`) || 0)
  const failed = rates.reduce((sum, rate) => sum + rate, 0)
  const most = rates.indexOf(Math.max(...rates))
  const offered = moment.system('offeredPerSec') || 0
  const done = moment.system('goodputPerSec') || 0
  return service(offered, done, failed, moment.system('latencyMsP95'), most)
}

function ofClass(moment: Moment, name: RequestClass): Service {
  const of = (column: ClassColumn): number => moment.system(`${name}.${column}`) || 0
  const p95Ms = moment.system(`${name}.latencyMsP95`)
  return service(of('offeredPerSec'), of('goodputPerSec'), of('failPerSec'), p95Ms, of('reason'))
}

/** What is offered a second and not yet answered: a few requests that have just begun make less than that. */
const WAITING_MIN = 1.5

function service(offered: number, done: number, failed: number, p95Ms: number, reason: number): Service {
  const ended = done + failed
  const waiting = offered - ended
  return {
    failedPerSec: failed,
    failing: ended > 0 ? failed / Math.max(ended, offered) : 0,
    unanswered: waiting > WAITING_MIN ? waiting / offered : 0,
    p95Ms,
    reason: FAILURE_REASONS[reason]!,
  }
}
