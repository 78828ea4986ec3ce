import type { Engine } from './engine.ts'

/** Timer code of a probe; `data` is the edge. */
export const PROBE = 1

export interface HealthSettings {
  readonly enabled: boolean
  readonly intervalTicks: number
  readonly fall: number
  readonly rise: number
}

interface Target {
  readonly edge: number
  healthy: boolean
  /** Probes in a row that speak against the present verdict. */
  streak: number
  nextProbeAt: number
  /** A call was refused since the last good sign; a checked target that refuses must not look idle. */
  suspect: boolean
}

/** Active health checks of a balancer or resolver: one probe timer a target, verdicts by rise and fall. */
export class HealthChecks {
  readonly #targets = new Map<number, Target>()
  #settings: HealthSettings = { enabled: false, intervalTicks: 1, fall: 1, rise: 1 }
  #ejected = 0

  /** Sets the targets and the settings; known targets keep their verdict, new ones begin healthy. */
  configure(engine: Engine, node: number, edges: readonly number[], settings: HealthSettings): void {
    const begin = settings.enabled && !this.#settings.enabled
    this.#settings = settings
    const wanted = new Set(edges)
    for (const edge of [...this.#targets.keys()]) if (!wanted.has(edge)) this.#targets.delete(edge)
    for (const edge of wanted) {
      const known = this.#targets.get(edge)
      if (known && !begin) continue
      const target = known ?? { edge, healthy: true, streak: 0, nextProbeAt: Number.NaN, suspect: false }
      this.#targets.set(edge, target)
      if (settings.enabled) this.#schedule(engine, node, target, this.#phase(engine, node))
    }
    if (!settings.enabled) for (const target of this.#targets.values()) this.#forgive(target)
    this.#count()
  }

  get targets(): number {
    return this.#targets.size
  }

  get ejected(): number {
    return this.#ejected
  }

  get enabled(): boolean {
    return this.#settings.enabled
  }

  isEjected(edge: number): boolean {
    return this.#targets.get(edge)?.healthy === false
  }

  isSuspect(edge: number): boolean {
    return this.#settings.enabled && this.#targets.get(edge)?.suspect === true
  }

  /** Notes what a call to a target showed. */
  observe(edge: number, refused: boolean): void {
    const target = this.#targets.get(edge)
    if (target) target.suspect = refused
  }

  /** Ticks until the target is ejected if its probes go on failing; NaN where it is ejected or fine. */
  ejectsIn(engine: Engine, edge: number): number {
    const target = this.#targets.get(edge)
    if (!target || !this.#settings.enabled || !target.healthy) return Number.NaN
    if (engine.isAlive(engine.edgeTargets[edge]!)) return Number.NaN
    const probesLeft = this.#settings.fall - target.streak
    return target.nextProbeAt - engine.now + (probesLeft - 1) * this.#settings.intervalTicks
  }

  /** Handles a probe's timer; true when a verdict changed. */
  probe(engine: Engine, node: number, edge: number): boolean {
    const target = this.#targets.get(edge)
    if (!target || !this.#settings.enabled || target.nextProbeAt !== engine.now) return false
    this.#schedule(engine, node, target, this.#settings.intervalTicks)
    if (!engine.isAlive(node)) return false
    const good = engine.isAlive(engine.edgeTargets[edge]!)
    if (good) target.suspect = false
    if (good === target.healthy) {
      target.streak = 0
      return false
    }
    target.streak++
    if (target.streak < (good ? this.#settings.rise : this.#settings.fall)) return false
    target.healthy = good
    target.streak = 0
    this.#count()
    engine.mark(good ? 'readmit' : 'eject', node, engine.nodeIds[engine.edgeTargets[edge]!]!)
    if (!good && this.#ejected === this.#targets.size) engine.mark('failOpen', node, '')
    return true
  }

  #schedule(engine: Engine, node: number, target: Target, ticks: number): void {
    target.nextProbeAt = engine.now + ticks
    engine.after(ticks, node, PROBE, target.edge)
  }

  /** Probes of different targets are spread over the interval, as real ones are. */
  #phase(engine: Engine, node: number): number {
    const stream = engine.streams.stream(engine.nodeIds[node]!, 'probe')
    return 1 + engine.streams.below(stream, this.#settings.intervalTicks)
  }

  #forgive(target: Target): void {
    target.healthy = true
    target.streak = 0
    target.suspect = false
    target.nextProbeAt = Number.NaN
  }

  #count(): void {
    this.#ejected = 0
    for (const target of this.#targets.values()) if (!target.healthy) this.#ejected++
  }
}
