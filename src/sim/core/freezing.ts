import { Calls } from './calls.ts'
import {
  C_GENERATION,
  C_NODE,
  C_STATE,
  CALL_INTS_SHIFT,
  EV_SERVED,
  EVENT_BITS,
  HELD,
  M_FROZEN,
  NODE_INTS_SHIFT,
  SERVING,
} from './codes.ts'
import type { Held } from './contract.ts'
import { HELD_ARRIVAL, HELD_EXPIRY, HELD_REPLY, HELD_START, HELD_TIMEOUT, HELD_WORK } from './frozen.ts'

/** Timer code: a process that runs again works off what it finds. */
export const THAW = -3
/** So much of it at once, so that no event grows without bound. */
const HELD_A_TURN = 1000

/** A process that hangs. Its machine goes on: it accepts connections, and says nothing. */
interface Frozen {
  /** What it will find when it runs again, in the order in which it happened. */
  held: Kept[]
  /** How many of these are calls that have come. */
  arrivals: number
  /** Calls that it was busy with, each with its generation and the ticks that are left of its work. */
  work: readonly Work[]
  /** It runs again, and works off what it found. */
  thaws: boolean
}

/** With the generation that its call had then. */
type Kept = Held & { readonly generation: number }

interface Work {
  readonly call: number
  readonly generation: number
  readonly ticks: number
}

/** Processes that hang (stopped, in a long collection of garbage, waiting for a full disk) and go on with what they have. */
export abstract class Freezing extends Calls {
  /** By node; null where the process runs, or the machine is down. */
  private readonly _frozen: (Frozen | null)[] = []

  isFrozen(node: number): boolean {
    return (this._frozen[node] ?? null) !== null
  }

  /** Calls that have come to a process since it hangs. */
  heldArrivals(node: number): number {
    return this._frozen[node]?.arrivals ?? 0
  }

  /** The processes of some nodes stop, or run again. One whose machine is down stops as soon as it is back. */
  setFrozen(nodes: readonly number[], isFrozen: boolean): void {
    const changed = nodes.filter(
      (node) => (this.nodeInts[(node << NODE_INTS_SHIFT) + M_FROZEN] === 1) !== isFrozen,
    )
    for (const node of changed) this.nodeInts[(node << NODE_INTS_SHIFT) + M_FROZEN] = isFrozen ? 1 : 0
    const alive = changed.filter((node) => this.isAlive(node))
    if (isFrozen) this.stopProcesses(alive)
    else for (const node of alive) this._thaw(node)
  }

  /** Stops the processes of nodes that are up. */
  protected stopProcesses(nodes: readonly number[]): void {
    const work = this._takeWork(new Set(nodes))
    for (const node of nodes) {
      const before = this._frozen[node]
      // It had not worked off what it found the last time.
      if (before) {
        before.thaws = false
        before.work = [...before.work, ...(work.get(node) ?? [])]
      } else this._frozen[node] = { held: [], arrivals: 0, work: work.get(node) ?? [], thaws: false }
      this.behaviours[node] = this.behaviours[node]!.asleep
      this.updateGate(node)
      this.behaviours[node]!.froze(this.engine, node)
    }
  }

  /** The work of all calls that are served in some nodes, as it stands, taken out of the schedule. */
  private _takeWork(nodes: ReadonlySet<number>): Map<number, Work[]> {
    const { ints } = this.calls
    const taken = new Map<number, Work[]>([...nodes].map((node) => [node, []]))
    this.schedule.filter((payload, tick) => {
      if ((payload & 15) !== EV_SERVED) return true
      const call = payload >> EVENT_BITS
      const work = taken.get(ints[(call << CALL_INTS_SHIFT) + C_NODE]!)
      work?.push({
        call,
        generation: ints[(call << CALL_INTS_SHIFT) + C_GENERATION]!,
        ticks: tick - this.now,
      })
      return work === undefined
    })
    for (const work of taken.values()) work.sort((a, b) => a.ticks - b.ticks || a.call - b.call)
    return taken
  }

  /** Keeps something that happened to a process until it runs again. */
  holdBack(node: number, held: Held): void {
    const { ints } = this.calls
    const at = held.call << CALL_INTS_SHIFT
    const frozen = this._frozen[node]!
    if (held.what === HELD_ARRIVAL) {
      ints[at + C_STATE] = HELD
      frozen.arrivals++
    }
    frozen.held.push({ ...held, generation: held.call < 0 ? 0 : ints[at + C_GENERATION]! })
  }

  private _thaw(node: number): void {
    const frozen = this._frozen[node]
    if (!frozen) return
    frozen.thaws = true
    this.crowds?.thawed(node)
    const { work } = frozen
    frozen.work = []
    this._awake(node, () => this.behaviours[node]!.thawed(this.engine, node))
    for (const one of work) this._goOn(one)
    this.workOff(node)
  }

  /** What was being done is done in the time that was left. */
  private _goOn({ call, generation, ticks }: Work): void {
    const at = call << CALL_INTS_SHIFT
    if (this.calls.ints[at + C_GENERATION] !== generation || this.calls.ints[at + C_STATE] !== SERVING) return
    this.schedule.cell[0] = this.clock[0]! + ticks
    this.schedule.push((call << EVENT_BITS) | EV_SERVED)
  }

  /** A process that runs again looks at the next things that it finds, and is awake after the last one. */
  protected workOff(node: number): void {
    const frozen = this._frozen[node]
    if (!frozen?.thaws) return
    const turn = frozen.held.splice(0, HELD_A_TURN)
    this._awake(node, () => this._handleAll(node, turn))
    if (this._frozen[node] !== frozen || !frozen.thaws) return
    if (frozen.held.length > 0) {
      this.after(0, node, THAW, 0)
      return
    }
    this._wake(node)
    this.fillSlots(node)
  }

  /** A process that hangs is gone with its machine. Gives what it will never look at; see `loseHeld`. */
  protected dieFrozen(node: number): readonly Kept[] {
    const held = this._frozen[node]?.held ?? []
    if (this.isFrozen(node)) this._wake(node)
    return held
  }

  /** Of what a dead process was to look at, there may be calls that nothing else ends, and timers that keep a round going. */
  protected loseHeld(node: number, held: readonly Kept[]): void {
    this._handleAll(node, held)
  }

  /** Approximate mode: a call begins its service after its wait. */
  protected abstract startWaiting(call: number): void

  private _wake(node: number): void {
    this._frozen[node] = null
    this.behaviours[node] = this.behaviours[node]!.awake
    this.updateGate(node)
  }

  /** Does something with the handlers of the kind itself in place. */
  private _awake(node: number, act: () => void): void {
    this.behaviours[node] = this.behaviours[node]!.awake
    act()
    if (this.isFrozen(node)) this.behaviours[node] = this.behaviours[node]!.asleep
  }

  private _handleAll(node: number, all: readonly Kept[]): void {
    for (const held of all) {
      this.hops = 0
      this.cause = -1
      if (held.call < 0) this.behaviours[node]!.timer(this.engine, node, held.op, held.outcome)
      else if (this.calls.ints[(held.call << CALL_INTS_SHIFT) + C_GENERATION] === held.generation)
        this._handleCall(node, held)
    }
  }

  private _handleCall(node: number, held: Held): void {
    const { call, what } = held
    if (what === HELD_ARRIVAL) this.knock(call, node)
    else if (what === HELD_TIMEOUT) this.behaviours[node]!.timedOut(this.engine, call, node)
    else if (what === HELD_START) this.startWaiting(call)
    else if (what === HELD_EXPIRY) this.giveUp(call)
    else if (what === HELD_WORK) this.behaviours[node]!.served(this.engine, call, node)
    else if (what === HELD_REPLY) {
      this.cause = held.cause
      this.answerFate = held.fate
      this.answerVersion = held.version
      this.behaviours[node]!.replied(this.engine, call, held.edge, held.op, held.outcome)
    }
  }
}
