import { E_OPEN, EDGE_DOUBLES } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { GUARDS_ROW, NodePart } from '../core/node-state.ts'
import { MISS, OK, SHED, UNAVAILABLE } from '../core/vocabulary.ts'

export interface GuardSettings {
  /** Failures in a row that open the circuit; infinite without a breaker. */
  readonly failures: number
  readonly openTicks: number
  /** Calls that may be open at once; infinite without a bulkhead. */
  readonly openMax: number
}

interface Circuit {
  failures: number
  /** Until when nothing passes; then one call is let through as a trial. */
  openUntil: number
  open: boolean
  trial: boolean
  /** The fault behind the failures that opened it. */
  cause: number
}

/** Circuit breaker (Nygard 2007: closed, open, half open) and bulkhead of a caller, one for each call path. */
export class Guards {
  private readonly _settings: GuardSettings
  private readonly _circuits = new Map<number, Circuit>()

  constructor(settings: GuardSettings, before: Guards | null) {
    this._settings = settings
    if (before && Number.isFinite(settings.failures)) this._circuits = before._circuits
  }

  /** Whether a call may go out over an edge now: OK, or how it fails instead. */
  refusal(engine: Machine, edge: number): number {
    if (roomOf(engine).edgeDoubles[edge * EDGE_DOUBLES + E_OPEN]! * engine.weight >= this._settings.openMax)
      return SHED
    const circuit = this._circuits.get(edge)
    if (!circuit?.open) return OK
    if (engine.now < circuit.openUntil) {
      engine.cause = circuit.cause
      return UNAVAILABLE
    }
    // A trial that is abandoned on its way must not keep the circuit open for ever: the next one has the same wait.
    circuit.trial = true
    circuit.openUntil = engine.now + this._settings.openTicks
    return OK
  }

  /** Notes how a call over an edge ended. */
  observe(engine: Machine, node: number, edge: number, outcome: number): void {
    if (!Number.isFinite(this._settings.failures)) return
    const good = outcome === OK || outcome === MISS
    let circuit = this._circuits.get(edge)
    if (!circuit) {
      if (good) return
      circuit = { failures: 0, openUntil: 0, open: false, trial: false, cause: -1 }
      this._circuits.set(edge, circuit)
    }
    if (circuit.open) {
      // Answers of calls that went out before it opened say nothing new.
      if (circuit.trial) this._judgeTrial(engine, node, edge, circuit, good)
    } else if (good) circuit.failures = 0
    else if (++circuit.failures >= this._settings.failures) this._open(engine, node, edge, circuit)
  }

  isOpen(edge: number): boolean {
    return this._circuits.get(edge)?.open === true
  }

  private _judgeTrial(engine: Machine, node: number, edge: number, circuit: Circuit, good: boolean): void {
    circuit.trial = false
    if (!good) {
      circuit.openUntil = engine.now + this._settings.openTicks
      return
    }
    circuit.open = false
    circuit.failures = 0
    engine.mark('breakerClose', node, engine.nodeIds[engine.edgeTargets[edge]!]!, 0, circuit.cause)
  }

  private _open(engine: Machine, node: number, edge: number, circuit: Circuit): void {
    circuit.open = true
    circuit.openUntil = engine.now + this._settings.openTicks
    circuit.cause = engine.cause
    const target = engine.nodeIds[engine.edgeTargets[edge]!]!
    engine.detected(node, target, circuit.cause)
    engine.mark('breakerOpen', node, target, 0, circuit.cause)
  }
}

/** Circuit breakers and bulkheads of a node. */
export const GUARDS = new NodePart<Guards>(GUARDS_ROW)
