import type { Params } from '../model/field.ts'
import type { KindColumn } from '../model/readings.ts'
import type { Engine } from './engine.ts'

/** What a kind measures besides the counters that every node has. Times in milliseconds; absent means "does not apply". */
export type Readings = { -readonly [Name in KindColumn]?: number } & {
  /** Until the promotion of a replica, while the primary is dead. */
  promoteInMs?: number
}

/**
 * A component kind in the engine: a handful of handlers over the engine's vocabulary (`enter`, `callOn`, `reply`,
 * `after`, …). Nodes and calls are indices. A handler must not keep state outside `engine.local[node]`.
 */
export interface Behaviour {
  /** Sets or, after an edit, changes the node's numbers. What is running stays. */
  configure(engine: Engine, node: number, params: Params): void
  /** A call has arrived at the node, which is up (or `arrivesDown`). Without this it asks for a slot at once. */
  arrive?(engine: Engine, call: number, node: number): void
  /** Until the next edit, `arrive` would do no more than that. */
  isStation?(engine: Engine, node: number): boolean
  /** The time that `enter` or `after` asked for is over. */
  served(engine: Engine, call: number, node: number): void
  /** A call that `call` had made over `edge` came back; its record is already free. */
  replied(engine: Engine, call: number, edge: number, op: number, outcome: number): void
  /** The node receives calls even while it is down. */
  readonly arrivesDown?: true
  /** It says itself what fails while a share of its work does (`drawFailure`), instead of whatever arrives. */
  readonly failsItself?: true
  /** Requests need their keys and users drawn when such a node is there. */
  readonly keyed?: true | ((params: Params) => boolean)
  /** It keeps copies that a write can make stale. */
  readonly copies?: true
  /** The time limit of a call that waits at this node is over. */
  timedOut?(engine: Engine, call: number, node: number): void
  timer?(engine: Engine, node: number, code: number, data: number): void
  /** Instead of failing every call that is in the node. */
  killed?(engine: Engine, node: number): void
  restored?(engine: Engine, node: number): void
  /** An edit removed the node. Without this, every call that is in it fails. */
  retired?(engine: Engine, node: number): void
  /** Who may be chosen has changed (a node drains, a replica was promoted or has caught up). */
  refreshed?(engine: Engine, node: number): void
  /** Its cache is emptied. */
  flushed?(engine: Engine, node: number): void
  /** A client's rate is multiplied. */
  spiked?(engine: Engine, node: number, factor: number): void
  /** A key was written somewhere; asked of those that `watchesWrites`. */
  written?(engine: Engine, node: number, key: number): void
  /** A probe of this node, which is up, succeeds. */
  isReady?(engine: Engine, node: number): boolean
  /** Whether a look-up at this node can be left out because the caller still holds the answer. */
  isFresh?(engine: Engine, node: number, call: number): boolean
  /** The edge's target is taken out of service by this node's health checks. */
  isEjected?(engine: Engine, node: number, edge: number): boolean
  /** Ticks until a failing target is ejected if its probes go on failing; NaN where none is failing. */
  ejectsIn?(engine: Engine, node: number, edge: number): number
  read?(engine: Engine, node: number): Readings
  /** Approximate mode: a key that another request of this client asks for, from a random stream. */
  drawKey?(engine: Engine, node: number, stream: number): number
  /** Approximate mode: a request that is not followed does this to the node's cache. */
  shared?(engine: Engine, node: number, op: number, key: number): void
}
