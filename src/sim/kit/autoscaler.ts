import type { Params } from '../../model/field.ts'
import type { Machine } from '../core/contract.ts'
import { TIMER } from '../core/timers.ts'
import { numberParam, ticksParam } from './station.ts'

/** What an autoscaler does now; the values of the reading `scaling`. */
export const SCALING = { observing: 0, warming: 1, cooling: 2, atMax: 3 } as const

interface Settings {
  readonly enabled: boolean
  readonly min: number
  readonly max: number
  readonly everyTicks: number
  readonly warmTicks: number
  readonly shrinkTicks: number
}

/** How many instances the present load wants; a node's kind decides by what it looks at. */
export type Wanted = (running: number) => number

/**
 * Adds instances as soon as the load wants more, which take requests when they are warm, and takes some away when it has
 * wanted fewer for a while: the highest wish within that time counts (as the Kubernetes autoscaler stabilises).
 */
export class Autoscaler {
  private _settings: Settings = {
    enabled: false,
    min: 1,
    max: 1,
    everyTicks: 1,
    warmTicks: 0,
    shrinkTicks: 0,
  }
  private _running = 0
  private _warming = 0
  /** When it looks next, and what is on order: timers of an autoscaler that was switched off meanwhile find neither. */
  private _looksAt = Number.NaN
  private _orders: { readonly warmAt: number; readonly count: number }[] = []
  /** Wishes since the last time that nothing could be taken away: the highest one, and since when. */
  private _lowSince = Number.NaN
  private _lowWish = 0

  /** Instances that take requests. */
  get running(): number {
    return this._running
  }

  configure(engine: Machine, node: number, params: Params): void {
    const before = this._settings
    const fixed = numberParam(params, 'instances')
    const min = numberParam(params, 'instancesMin')
    this._settings = {
      enabled: params.autoscale === true,
      min,
      max: Math.max(min, numberParam(params, 'instancesMax')),
      everyTicks: ticksParam(params, 'scaleEveryMs'),
      warmTicks: ticksParam(params, 'warmUpMs'),
      shrinkTicks: ticksParam(params, 'scaleInMs'),
    }
    if (!this._settings.enabled) {
      this._running = fixed
      this._warming = 0
      this._orders = []
      this._looksAt = Number.NaN
      this._lowSince = Number.NaN
      return
    }
    if (!before.enabled) {
      this._running = this._clamp(fixed)
      this._planLook(engine, node)
    } else this._running = this._clamp(this._running)
  }

  /** Handles a timer; true when the number of running instances changed. */
  timer(engine: Machine, node: number, code: number, wanted: Wanted): boolean {
    if (code === TIMER.warm) return this._grow(engine)
    if (engine.now !== this._looksAt) return false
    this._planLook(engine, node)
    return engine.isAlive(node) && this._look(engine, node, this._clamp(wanted(this._running)))
  }

  reading(engine: Machine): { instances: number; scaling?: number } {
    if (!this._settings.enabled) return { instances: this._running }
    return { instances: this._running, scaling: this._state(engine) }
  }

  private _look(engine: Machine, node: number, wish: number): boolean {
    const coming = this._running + this._warming
    if (wish >= coming) {
      this._lowSince = Number.NaN
      if (wish > coming) this._order(engine, node, wish - coming)
      return false
    }
    if (Number.isNaN(this._lowSince)) {
      this._lowSince = engine.now
      this._lowWish = wish
    }
    this._lowWish = Math.max(this._lowWish, wish)
    if (engine.now - this._lowSince < this._settings.shrinkTicks || this._warming > 0) return false
    engine.mark('scale', node, '', this._lowWish - this._running)
    this._running = this._lowWish
    this._lowSince = Number.NaN
    return true
  }

  private _order(engine: Machine, node: number, count: number): void {
    this._warming += count
    engine.mark('scale', node, '', count, engine.causeOfLoad(node))
    this._orders.push({ warmAt: engine.now + this._settings.warmTicks, count })
    engine.after(this._settings.warmTicks, node, TIMER.warm, 0)
  }

  private _planLook(engine: Machine, node: number): void {
    this._looksAt = engine.now + this._settings.everyTicks
    engine.after(this._settings.everyTicks, node, TIMER.scale, 0)
  }

  /** What is warm by now takes requests. */
  private _grow(engine: Machine): boolean {
    const warm = this._orders.reduce((sum, { warmAt, count }) => sum + (warmAt <= engine.now ? count : 0), 0)
    this._orders = this._orders.filter(({ warmAt }) => warmAt > engine.now)
    this._warming -= warm
    this._running = this._clamp(this._running + warm)
    return warm > 0
  }

  private _state(engine: Machine): number {
    if (this._warming > 0) return SCALING.warming
    if (!Number.isNaN(this._lowSince) && engine.now > this._lowSince) return SCALING.cooling
    return this._running >= this._settings.max ? SCALING.atMax : SCALING.observing
  }

  private _clamp(count: number): number {
    return Math.min(this._settings.max, Math.max(this._settings.min, count))
  }
}
