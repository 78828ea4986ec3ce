import { amountProblem, FAULTS, type Fault, type FaultType } from '../../model/fault.ts'
import { assert } from '../../model/result.ts'
import { M_PAUSED, NODE_INTS, TICKS_PER_MS, TICKS_PER_SEC } from '../codes.ts'
import type { Run } from './loader.ts'

/** Timer codes of the director: a fault of the scenario begins; a fault with a duration ends. `data` is an index. */
const BEGIN = 2
const END = 12

/** A fault that goes on for a time at one target; it ends only if nothing of its type has begun there since. */
interface Lasting {
  readonly type: FaultType
  readonly target: string
  readonly token: number
}

const TOLD_BY_NODES: ReadonlySet<FaultType> = new Set(['kill', 'restore', 'drain'])

/** Everything that is done to a running system, from the scenario or live. */
export class Faults {
  readonly #run: Run
  readonly #cut = new Set<string>()
  readonly #tokens = new Map<string, number>()
  readonly #lasting: Lasting[] = []
  #director = -1

  constructor(run: Run) {
    this.#run = run
  }

  isCut(wire: string): boolean {
    return this.#cut.has(wire)
  }

  /** Schedules the scenario at the beginning of a run. */
  schedule(director: number): void {
    this.#director = director
    this.#run.model.faults.forEach((fault, index) => {
      this.#run.engine.after(Math.round(fault.atSec * TICKS_PER_SEC), director, BEGIN, index)
    })
  }

  timer(code: number, data: number): void {
    const fault = this.#run.model.faults[data]
    if (code === BEGIN && fault) this.inject(fault)
    else if (code === END) this.#end(this.#lasting[data]!)
  }

  inject({ type, target, amount, durationSec }: Fault): void {
    const { engine, model, slots } = this.#run
    const bad = amountProblem(type, amount)
    assert(
      !bad,
      `the fault ${type} at ${target} has the amount ${amount}, outside ${bad?.min} to ${bad?.max}`,
    )
    if (model.wires.includes(target) && (type === 'cut' || type === 'restore')) {
      this.#setCut(target, type === 'cut')
    } else {
      const degree = amount ?? FAULTS[type].amount?.default ?? 0
      const struck = this.#run.membersOf(target).filter((index) => model.nodes[index]!.faults.includes(type))
      for (const index of struck) this.#begin(type, slots[index]!, degree)
      // Nodes tell of their own deaths; anything else is told once, of what was struck: a node, or a frame with all in it.
      if (struck.length > 0 && !TOLD_BY_NODES.has(type)) engine.markId(type, target, '', degree)
    }
    const token = (this.#tokens.get(`${type} ${target}`) ?? 0) + 1
    this.#tokens.set(`${type} ${target}`, token)
    if (durationSec === null || !FAULTS[type].lasts) return
    const index = this.#lasting.push({ type, target, token }) - 1
    engine.after(Math.round(durationSec * TICKS_PER_SEC), this.#director, END, index)
  }

  #begin(type: FaultType, slot: number, amount: number): void {
    const { engine } = this.#run
    switch (type) {
      case 'kill':
        engine.kill(slot)
        return
      case 'restore':
        if (engine.behaviours[slot]!.read(engine, slot).spike !== undefined) {
          engine.behaviours[slot]!.spiked(engine, slot, 1)
          engine.mark('restore', slot, '')
        }
        engine.restore(slot)
        return
      case 'drain':
        engine.drain(slot, this.#drainTicks(slot))
        return
      case 'slow':
        engine.slow(slot, amount)
        break
      case 'errors':
        engine.failShare(slot, amount / 100)
        break
      case 'flush':
        engine.behaviours[slot]!.flushed(engine, slot)
        break
      case 'pause':
        engine.clusterOf[slot]?.setPaused(engine, slot, true)
        break
      case 'spike':
        engine.behaviours[slot]!.spiked(engine, slot, amount)
        break
      case 'cut':
        return
    }
  }

  #end({ type, target, token }: Lasting): void {
    if (this.#tokens.get(`${type} ${target}`) !== token) return
    const { engine, slots } = this.#run
    if (type === 'cut') {
      this.#setCut(target, false)
      return
    }
    for (const index of this.#run.membersOf(target)) this.#undo(type, slots[index]!)
    if (type !== 'kill' && type !== 'drain') engine.markId('faultEnd', target, type)
  }

  #undo(type: FaultType, slot: number): void {
    const { engine } = this.#run
    if (type === 'slow') engine.slow(slot, 1)
    else if (type === 'errors') engine.failShare(slot, 0)
    else if (type === 'spike') engine.behaviours[slot]!.spiked(engine, slot, 1)
    else if (type === 'kill' || type === 'drain') engine.restore(slot)
    else if (type === 'pause' && engine.nodeInts[slot * NODE_INTS + M_PAUSED] === 1)
      engine.clusterOf[slot]?.setPaused(engine, slot, false)
  }

  #setCut(wire: string, cut: boolean): void {
    const { engine, model } = this.#run
    if (cut === this.#cut.has(wire)) return
    if (cut) this.#cut.add(wire)
    else this.#cut.delete(wire)
    const index = model.wires.indexOf(wire)
    model.edges.forEach((edge, e) => {
      if (edge.wire !== index) return
      this.#run.setWay(e, cut)
      const target = this.#run.slots[edge.target]!
      if (edge.meaning === 'replicates') engine.clusterOf[target]?.setPaused(engine, target, cut)
    })
    engine.markId(cut ? 'cut' : 'restore', wire, '')
  }

  /** The shortest patience of the balancers in front of a node. */
  #drainTicks(slot: number): number {
    const { model, slots } = this.#run
    let ms = Number.POSITIVE_INFINITY
    for (const edge of model.edges) {
      if (slots[edge.target] !== slot) continue
      const { drainMs } = model.nodes[edge.source]!.params
      if (typeof drainMs === 'number') ms = Math.min(ms, drainMs)
    }
    return ms * TICKS_PER_MS
  }
}
