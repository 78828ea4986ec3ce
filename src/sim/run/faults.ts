import { amountProblem, FAULTS, type Fault, type FaultType } from '../../model/fault.ts'
import type { RunFault } from '../../model/mark.ts'
import { assert } from '../../model/result.ts'
import { M_PAUSED, N_DOWN_SINCE, NODE_DOUBLES, NODE_INTS } from '../core/codes.ts'
import type { PlacedRun } from '../core/placed-run.ts'
import { TIMER } from '../core/timers.ts'
import { TICKS_PER_MS, TICKS_PER_SEC } from '../core/vocabulary.ts'
import { CLUSTER } from '../kit/cluster.ts'
import type { RunHead } from './run-head.ts'
import type { Watch } from './watch.ts'

/** What faults do something to. */
interface StruckRun extends PlacedRun {
  readonly watch: Watch
  /** Indices in the model that a node's or frame's id stands for. */
  membersOf(target: string): readonly number[]
  /** Lets nothing over a call path of the model, by the fault that does so, or everything again (-1). */
  setWay(edge: number, cutBy: number): void
}

/** A fault that goes on: at some nodes, by their slots, or at a wire. */
interface Lasting {
  readonly id: number
  readonly type: FaultType
  readonly target: string
  readonly amount: number
  readonly slots: Set<number>
}

const TOLD_BY_NODES: ReadonlySet<FaultType> = new Set(['kill', 'restore', 'drain'])

/**
 * Everything that is done to a running system, from the scenario or live. A node is in the state that the faults which still
 * go on at it leave it in, the latest of each type: so the end of one never ends what another one does, and a part that was
 * killed for good stays down when the timed outage of its zone is over.
 */
export class Faults {
  private readonly _run: StruckRun
  /** What goes on, oldest first. */
  private readonly _lasting = new Map<number, Lasting>()
  private _director = -1

  constructor(run: StruckRun) {
    this._run = run
  }

  /** How many faults go on. */
  get going(): number {
    return this._lasting.size
  }

  /** The fault that cuts a wire; -1 where none does. */
  cutBy(wire: string): number {
    return this._cutOf(wire)?.id ?? -1
  }

  /** An edit removed a node: nothing goes on at it any more. */
  forget(slot: number): void {
    for (const { id, type, slots } of [...this._lasting.values()]) {
      if (!slots.delete(slot)) continue
      this._run.engine.blame.set(slot, type, -1)
      if (slots.size === 0) this._close(id)
    }
  }

  /** Schedules what is still to come of the scenario at the beginning of a run; one that goes on has had what struck until then. */
  schedule(director: number): void {
    this._director = director
    const { engine, model } = this._run
    const begun = engine.now
    model.faults.forEach((fault, index) => {
      const tick = Math.round(fault.atSec * TICKS_PER_SEC)
      if (begun === 0 || tick > begun) engine.after(tick - begun, director, TIMER.begin, index)
    })
  }

  /** Does again what another engine had done when it was lost, for as long as is left of it. */
  resume({ faults, going, down }: RunHead): void {
    const { engine, model, slots } = this._run
    engine.chronicle.resume(faults)
    for (const { id, nodes } of going) {
      const fault = faults.find((one) => one.id === id)
      const struck = model.nodes.flatMap((node, i) => (nodes.includes(node.id) ? [slots[i]!] : []))
      if (fault) this._again(fault, new Set(struck))
    }
    model.nodes.forEach(({ id }, i) => {
      const known = down.find(({ node }) => node === id)
      if (!known) return
      engine.kill([slots[i]!])
      engine.nodeDoubles[slots[i]! * NODE_DOUBLES + N_DOWN_SINCE] = Math.round(known.sinceSec * TICKS_PER_SEC)
    })
    engine.chronicle.forget()
  }

  private _again({ id, type, target, amount, atSec, endsSec }: RunFault, slots: Set<number>): void {
    const { engine } = this._run
    this._lasting.set(id, { id, type, target, amount: amount ?? 0, slots })
    this._run.watch.struck(id, Math.round(atSec * TICKS_PER_SEC))
    if (type === 'cut') this._setCut(target, id)
    else this._begin(id, type, [...slots], amount ?? 0)
    if (endsSec === null) return
    const left = Math.round(endsSec * TICKS_PER_SEC) - engine.now
    engine.after(Math.max(0, left), this._director, TIMER.end, id)
  }

  timer(code: number, data: number): void {
    const fault = this._run.model.faults[data]
    if (code === TIMER.end) this._end(data)
    else if (code === TIMER.begin && fault) this.inject(fault)
  }

  inject(fault: Fault): void {
    const { type, target, amount } = fault
    const { engine, model, slots } = this._run
    engine.cause = -1
    const bad = amountProblem(type, amount)
    assert(
      !bad,
      `the fault ${type} at ${target} has the amount ${amount}, outside ${bad?.min} to ${bad?.max}`,
    )
    if (model.wires.includes(target) && (type === 'cut' || type === 'restore')) {
      if (type === 'cut') this._cut(fault)
      else this._restoreWire(target)
      return
    }
    const members = this._run.membersOf(target).filter((index) => model.nodes[index]!.faults.includes(type))
    const struck = members.map((index) => slots[index]!)
    if (type === 'restore') for (const slot of struck) this._restore(slot)
    else if (struck.length > 0) this._strike(fault, struck)
  }

  private _strike(fault: Fault, slots: readonly number[]): void {
    const { type, target } = fault
    const amount = fault.amount ?? FAULTS[type].amount?.default ?? 0
    const id = this._note(fault, new Set(slots))
    this._begin(id, type, slots, amount)
    // Nodes tell of their own deaths; anything else is told once, of what was struck: a node, or a frame with all in it.
    if (!TOLD_BY_NODES.has(type)) this._run.engine.markId(type, target, '', amount, id)
  }

  /** Writes a fault down, and sees to its end. */
  private _note({ type, target, amount, durationSec }: Fault, slots: Set<number>): number {
    const { engine } = this._run
    const degree = FAULTS[type].amount === null ? null : (amount ?? FAULTS[type].amount.default)
    const atSec = engine.now / TICKS_PER_SEC
    const { lasts } = FAULTS[type]
    const endsSec = lasts ? (durationSec === null ? null : atSec + durationSec) : atSec
    const staleBeforePerSec = this._run.watch.stalePerSec
    const id = engine.chronicle.strike({ type, target, amount: degree, atSec, endsSec, staleBeforePerSec })
    this._run.watch.struck(id)
    if (!lasts) return id
    this._lasting.set(id, { id, type, target, amount: degree ?? 0, slots })
    if (durationSec !== null)
      engine.after(Math.round(durationSec * TICKS_PER_SEC), this._director, TIMER.end, id)
    return id
  }

  private _begin(id: number, type: FaultType, slots: readonly number[], amount: number): void {
    const { engine, watch } = this._run
    if (FAULTS[type].lasts) for (const slot of slots) engine.blame.set(slot, type, id)
    if (type === 'freeze') {
      engine.setFrozen(slots, true)
      return
    }
    if (type === 'kill') {
      for (const slot of slots) if (engine.behaviours[slot]!.copies) watch.emptied(slot, id)
      engine.kill(slots)
      return
    }
    for (const slot of slots) {
      if (type === 'drain') engine.drain(slot, this._drainTicks(slot))
      else if (type === 'flush') {
        watch.emptied(slot, id)
        engine.behaviours[slot]!.flushed(engine, slot)
      } else this._apply(type, slot, amount)
    }
  }

  /** Sets what a node suffers to a degree. */
  private _apply(type: FaultType, slot: number, amount: number): void {
    const { engine } = this._run
    if (type === 'slow') engine.slow(slot, amount)
    else if (type === 'errors') engine.failShare(slot, amount / 100)
    else if (type === 'spike') engine.behaviours[slot]!.spiked(engine, slot, amount)
    else if (type === 'pause') this._setPaused(slot)
    else if (type === 'freeze') engine.setFrozen([slot], this._latest(slot, 'freeze') !== undefined)
  }

  /** A fault with a duration is over. */
  private _end(id: number): void {
    const fault = this._lasting.get(id)
    if (!fault) return
    this._lasting.delete(id)
    const { engine } = this._run
    if (fault.type === 'cut') {
      this._uncut(fault)
      return
    }
    const { type, target } = fault
    for (const slot of fault.slots) this._undo(fault, slot)
    if (!TOLD_BY_NODES.has(type)) engine.markId('faultEnd', target, type, 0, id)
  }

  /** A fault is over before its time. */
  private _close(id: number): void {
    const { chronicle, now } = this._run.engine
    this._lasting.delete(id)
    chronicle.end(id, now / TICKS_PER_SEC)
  }

  /** A fault does nothing to a node any more: what is left is what the others do. */
  private _undo({ id, type }: Lasting, slot: number): void {
    const { engine } = this._run
    if (type === 'kill' || type === 'drain') {
      const other = this._latest(slot, 'kill') ?? this._latest(slot, 'drain')
      if (!other) engine.revive(slot, id)
      engine.blame.set(slot, type, this._latest(slot, type)?.id ?? -1)
      return
    }
    const left = this._latest(slot, type)
    engine.blame.set(slot, type, left?.id ?? -1)
    this._apply(type, slot, left?.amount ?? UNTOUCHED[type] ?? 0)
  }

  /** The latest fault of a type that goes on at a node. */
  private _latest(slot: number, type: FaultType): Lasting | undefined {
    let latest: Lasting | undefined
    for (const fault of this._lasting.values())
      if (fault.type === type && fault.slots.has(slot)) latest = fault
    return latest
  }

  /** Ends everything that is done to a node. */
  private _restore(slot: number): void {
    const { engine } = this._run
    const ended: Lasting[] = []
    for (const fault of this._lasting.values()) if (fault.slots.has(slot)) ended.push(fault)
    const cause = ended.at(-1)?.id ?? -1
    for (const fault of ended) {
      fault.slots.delete(slot)
      if (fault.slots.size === 0) this._close(fault.id)
    }
    for (const type of RESTORED) this._apply(type, slot, UNTOUCHED[type] ?? 0)
    // A node that comes back tells of it itself.
    if (!engine.revive(slot, cause) && ended.length > 0) engine.mark('restore', slot, '', 0, cause)
    for (const { type } of ended) engine.blame.set(slot, type, -1)
  }

  /** The log of a replica stands still while it is paused, or the wire over which it comes is cut. */
  private _setPaused(slot: number): void {
    const { engine, model, slots } = this._run
    const paused =
      this._latest(slot, 'pause') !== undefined ||
      model.edges.some(
        (edge) =>
          edge.meaning === 'replicates' &&
          slots[edge.target] === slot &&
          this.cutBy(model.wires[edge.wire]!) >= 0,
      )
    if (paused !== (engine.nodeInts[slot * NODE_INTS + M_PAUSED] === 1))
      CLUSTER.of(engine, slot)?.setPaused(engine, slot, paused)
  }

  private _cutOf(wire: string): Lasting | undefined {
    for (const fault of this._lasting.values())
      if (fault.type === 'cut' && fault.target === wire) return fault
    return undefined
  }

  private _cut(fault: Fault): void {
    const wasCut = this.cutBy(fault.target) >= 0
    const id = this._note(fault, new Set())
    if (wasCut) return
    this._run.engine.markId('cut', fault.target, '', 0, id)
    this._setCut(fault.target, id)
  }

  /** A cut is over, unless another one of the same wire goes on. */
  private _uncut({ target, id }: Lasting): void {
    const left = this._cutOf(target)
    this._setCut(target, left?.id ?? -1)
    if (!left) this._run.engine.markId('restore', target, '', 0, id)
  }

  private _restoreWire(wire: string): void {
    for (let cut = this._cutOf(wire); cut; cut = this._cutOf(wire)) {
      this._close(cut.id)
      this._uncut(cut)
    }
  }

  /** Lets nothing over the call paths of a wire, by the fault that does so, or everything again (-1). */
  private _setCut(wire: string, fault: number): void {
    const { model } = this._run
    const index = model.wires.indexOf(wire)
    model.edges.forEach((edge, e) => {
      if (edge.wire !== index) return
      this._run.setWay(e, fault)
      if (edge.meaning === 'replicates') this._setPaused(this._run.slots[edge.target]!)
    })
  }

  /** The shortest patience of the balancers in front of a node. */
  private _drainTicks(slot: number): number {
    const { model, slots } = this._run
    let ms = Number.POSITIVE_INFINITY
    for (const edge of model.edges) {
      if (slots[edge.target] !== slot) continue
      const { drainMs } = model.nodes[edge.source]!.params
      if (typeof drainMs === 'number') ms = Math.min(ms, drainMs)
    }
    return ms * TICKS_PER_MS
  }
}

/** Degrees at which nothing is done to a node. */
const UNTOUCHED: Readonly<Partial<Record<FaultType, number>>> = { slow: 1, errors: 0, spike: 1 }
/** What a restoring ends besides a node's being down. */
const RESTORED: readonly FaultType[] = ['slow', 'errors', 'spike', 'pause', 'freeze']
