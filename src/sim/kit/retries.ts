import type { Params } from '../../model/field.ts'
import type { Machine } from '../core/contract.ts'
import { limitParam, numberParam, ticksParam } from './station.ts'

/** Retries that a budget saves up at most, and has at the beginning (gRPC's maxTokens is of this order). */
const BUDGET_MAX = 100

/** Whether and when a client tries a request once more: so many times, after growing waits, within a budget. */
export class Retries {
  private readonly _stream: number
  private _max = 0
  private _backoffTicks = 0
  private _backoffMaxTicks = 0
  private _jitter = true
  /** Retries for each success, and what is left of them; infinite without a budget. */
  private _budgetShare = Number.POSITIVE_INFINITY
  private _budget = BUDGET_MAX

  /** `stream` is where the jitter of waits comes from. */
  constructor(stream: number) {
    this._stream = stream
  }

  configure(params: Params): void {
    this._max = numberParam(params, 'retries')
    this._backoffTicks = ticksParam(params, 'backoffMs')
    this._backoffMaxTicks = ticksParam(params, 'backoffMaxMs')
    this._jitter = params.jitter === true
    this._budgetShare = limitParam(params, 'retryBudgetPercent') / 100
    this._budget = Math.min(this._budget, BUDGET_MAX)
  }

  /** Every success pays a part of a retry in: while nothing succeeds, nothing is retried. */
  succeeded(): void {
    if (this._budget < BUDGET_MAX) this._budget = Math.min(BUDGET_MAX, this._budget + this._budgetShare)
  }

  /** Whether one that has been tried again so many times may be so once more; that is paid for then. */
  take(retriesBefore: number): boolean {
    if (retriesBefore >= this._max) return false
    if (!Number.isFinite(this._budgetShare)) return true
    if (this._budget < 1) return false
    this._budget -= 1
    return true
  }

  /** Ticks before the retry after so many: doubling up to the maximum, and a random part of it with jitter. */
  backoff(engine: Machine, retriesBefore: number): number {
    if (this._backoffTicks === 0) return 0
    const full = Math.min(this._backoffMaxTicks, this._backoffTicks * doublings(retriesBefore))
    return Math.round(this._jitter ? full * engine.streams.uniform(this._stream) : full)
  }
}

/** 2 to the power n, for n up to 30. */
const doublings = (n: number): number => 1 << Math.min(n, 30)
