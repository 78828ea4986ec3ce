import type { NodeColumn } from '../../sim/frame.ts'
import type { Moment } from './history.ts'

/** Rates under this are the tail of the smoothing, not something that happens. */
export const RATE_MIN = 0.05

/** One moment, asked by node; what is not known counts as nothing. */
export class Look {
  readonly moment: Moment

  constructor(moment: Moment) {
    this.moment = moment
  }

  of(id: string, column: NodeColumn): number {
    const value = this.moment.node(id, column)
    return Number.isFinite(value) ? value : 0
  }

  has(id: string, column: NodeColumn): boolean {
    return Number.isFinite(this.moment.node(id, column))
  }

  wireRate(id: string): number {
    return this.moment.wire(id, 'ratePerSec') || 0
  }

  wireFails(id: string): number {
    return this.moment.wire(id, 'failPerSec') || 0
  }

  wireRetries(id: string): number {
    return this.moment.wire(id, 'retryPerSec') || 0
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

  /** Calls a second that it gets through with all slots busy, as measured; NaN where nothing can be said. */
  capacity(id: string): number {
    const load = this.of(id, 'utilisation')
    const done = this.of(id, 'donePerSec')
    return load > 0.3 && done > 0 ? done / load : Number.NaN
  }
}

const FULL = 0.97
const NEARLY_FULL = 0.9

/** Shares of the system's requests at a moment, of what was offered. */
export interface SystemState {
  readonly failedPerSec: number
  readonly failing: number
  readonly unanswered: number
  readonly p95Ms: number
  readonly reason: (typeof REASONS)[number]
}

const REASONS = ['timeout', 'shed', 'noHealthyTarget', 'unavailable', 'notFound', 'quota'] as const

export function systemState(moment: Moment): SystemState {
  const rates = REASONS.map((reason) => moment.system(`${reason}PerSec`) || 0)
  const failedPerSec = rates.reduce((sum, rate) => sum + rate, 0)
  const offered = moment.system('offeredPerSec') || 0
  const done = moment.system('goodputPerSec') || 0
  const ended = done + failedPerSec
  const most = rates.indexOf(Math.max(...rates))
  return {
    failedPerSec,
    failing: ended > 0 ? failedPerSec / Math.max(ended, offered) : 0,
    unanswered: offered > 0 ? Math.max(0, offered - ended) / offered : 0,
    p95Ms: moment.system('latencyMsP95'),
    reason: REASONS[most]!,
  }
}
