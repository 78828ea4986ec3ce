import type { Params } from '../model/field.ts'
import type { Engine } from './engine.ts'
import { numberParam, ticksParam } from './station.ts'

/** Timer codes: a look at the load; instances that were asked for are warm. */
export const SCALE = 10
export const WARM = 11

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
  #settings: Settings = { enabled: false, min: 1, max: 1, everyTicks: 1, warmTicks: 0, shrinkTicks: 0 }
  #running = 0
  #warming = 0
  /** When it looks next, and what is on order: timers of an autoscaler that was switched off meanwhile find neither. */
  #looksAt = Number.NaN
  #orders: { readonly warmAt: number; readonly count: number }[] = []
  /** Wishes since the last time that nothing could be taken away: the highest one, and since when. */
  #lowSince = Number.NaN
  #lowWish = 0

  /** Instances that take requests. */
  get running(): number {
    return this.#running
  }

  configure(engine: Engine, node: number, params: Params): void {
    const before = this.#settings
    const fixed = numberParam(params, 'instances')
    const min = numberParam(params, 'instancesMin')
    this.#settings = {
      enabled: params.autoscale === true,
      min,
      max: Math.max(min, numberParam(params, 'instancesMax')),
      everyTicks: ticksParam(params, 'scaleEveryMs'),
      warmTicks: ticksParam(params, 'warmUpMs'),
      shrinkTicks: ticksParam(params, 'scaleInMs'),
    }
    if (!this.#settings.enabled) {
      this.#running = fixed
      this.#warming = 0
      this.#orders = []
      this.#looksAt = Number.NaN
      this.#lowSince = Number.NaN
      return
    }
    if (!before.enabled) {
      this.#running = this.#clamp(fixed)
      this.#planLook(engine, node)
    } else this.#running = this.#clamp(this.#running)
  }

  /** Handles a timer; true when the number of running instances changed. */
  timer(engine: Engine, node: number, code: number, wanted: Wanted): boolean {
    if (code === WARM) return this.#grow(engine)
    if (engine.now !== this.#looksAt) return false
    this.#planLook(engine, node)
    return engine.isAlive(node) && this.#look(engine, node, this.#clamp(wanted(this.#running)))
  }

  reading(engine: Engine): { instances: number; scaling?: number } {
    if (!this.#settings.enabled) return { instances: this.#running }
    return { instances: this.#running, scaling: this.#state(engine) }
  }

  #look(engine: Engine, node: number, wish: number): boolean {
    const coming = this.#running + this.#warming
    if (wish >= coming) {
      this.#lowSince = Number.NaN
      if (wish > coming) this.#order(engine, node, wish - coming)
      return false
    }
    if (Number.isNaN(this.#lowSince)) {
      this.#lowSince = engine.now
      this.#lowWish = wish
    }
    this.#lowWish = Math.max(this.#lowWish, wish)
    if (engine.now - this.#lowSince < this.#settings.shrinkTicks || this.#warming > 0) return false
    engine.mark('scale', node, '', this.#lowWish - this.#running)
    this.#running = this.#lowWish
    this.#lowSince = Number.NaN
    return true
  }

  #order(engine: Engine, node: number, count: number): void {
    this.#warming += count
    engine.mark('scale', node, '', count, engine.causeOfLoad(node))
    this.#orders.push({ warmAt: engine.now + this.#settings.warmTicks, count })
    engine.after(this.#settings.warmTicks, node, WARM, 0)
  }

  #planLook(engine: Engine, node: number): void {
    this.#looksAt = engine.now + this.#settings.everyTicks
    engine.after(this.#settings.everyTicks, node, SCALE, 0)
  }

  /** What is warm by now takes requests. */
  #grow(engine: Engine): boolean {
    const warm = this.#orders.reduce((sum, { warmAt, count }) => sum + (warmAt <= engine.now ? count : 0), 0)
    this.#orders = this.#orders.filter(({ warmAt }) => warmAt > engine.now)
    this.#warming -= warm
    this.#running = this.#clamp(this.#running + warm)
    return warm > 0
  }

  #state(engine: Engine): number {
    if (this.#warming > 0) return SCALING.warming
    if (!Number.isNaN(this.#lowSince) && engine.now > this.#lowSince) return SCALING.cooling
    return this.#running >= this.#settings.max ? SCALING.atMax : SCALING.observing
  }

  #clamp(count: number): number {
    return Math.min(this.#settings.max, Math.max(this.#settings.min, count))
  }
}
