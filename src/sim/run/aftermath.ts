import {
  E_RETRIED,
  E_SENT,
  EDGE_DOUBLES,
  N_ARRIVED,
  N_BUSY_INTEGRAL,
  N_DONE,
  N_DROPPED,
  N_FAILED,
  N_QUEUE,
  N_SERVICE,
  N_SLOT_INTEGRAL,
  N_SLOTS,
  NODE_DOUBLES,
} from '../core/codes.ts'
import type { Engine } from '../core/engine.ts'
import { READ, TICKS_PER_SEC } from '../core/vocabulary.ts'

/** A station that is busy for this share of the time is what holds everything up. */
const BUSY_SHARE = 0.95
/** It catches up if it gets more done than comes in, by so many standard deviations; and never if it is the other way round. */
const SURE = 2.5
/** How often it is looked until it is said that nothing changes. */
const LOOKS_MAX = 7
/** Retries that are this share of what comes in keep it busy. */
const RETRY_SHARE = 0.05

/** What goes on after the end of a fault: it gets better by itself in so many seconds; or never, because of a loop. */
export interface Aftermath {
  readonly type: 'recovering' | 'metastable'
  readonly node: number
  readonly loop: '' | 'retries' | 'coldCache' | 'expired'
  readonly sec: number
}

interface Counts {
  readonly at: number
  readonly nodes: Float64Array
  readonly edges: Float64Array
}

/** Finds the station that holds everything up, and whether it catches up. */
export class Bottlenecks {
  private readonly _engine: Engine
  private _looks: Counts[] = []

  constructor(engine: Engine) {
    this._engine = engine
  }

  /** What was counted before is not to be compared with. */
  forget(): void {
    this._looks = []
  }

  /** The station where the work that waits takes longest; -1 where nothing waits. */
  longestLine(): number {
    const { nodeDoubles, placed } = this._engine
    let longest = -1
    let most = 0
    for (const node of placed) {
      const n = node * NODE_DOUBLES
      if (!Number.isFinite(nodeDoubles[n + N_SLOTS]!) || nodeDoubles[n + N_SLOTS]! <= 0) continue
      const line =
        (nodeDoubles[n + N_QUEUE]! * nodeDoubles[n + N_SERVICE + READ]!) / nodeDoubles[n + N_SLOTS]!
      if (line <= most) continue
      most = line
      longest = node
    }
    return longest
  }

  /** What has come of the time since it was first asked, a minute at most; null where that is too short to tell, or nothing is busy. */
  look(isCold: boolean): Aftermath | null {
    const now = this._counts()
    const before = this._looks[0]
    this._looks.push(now)
    if (this._looks.length > LOOKS_MAX) this._looks.shift()
    if (before === undefined) return null
    if (before.nodes.length !== now.nodes.length) {
      this._looks = [now]
      return null
    }
    const node = this._busiest(before, now)
    return node < 0 ? null : this._verdict(node, before, now, isCold)
  }

  private _verdict(node: number, before: Counts, now: Counts, isCold: boolean): Aftermath | null {
    const of = (column: number): number =>
      now.nodes[node * NODE_DOUBLES + column]! - before.nodes[node * NODE_DOUBLES + column]!
    const comes = of(N_ARRIVED)
    const done = of(N_DONE) + of(N_FAILED) - of(N_DROPPED)
    const deviations = (done - comes) / Math.sqrt(done + comes)
    if (deviations > SURE) {
      const sec = (now.at - before.at) / TICKS_PER_SEC
      const queue = now.nodes[node * NODE_DOUBLES + N_QUEUE]!
      return { type: 'recovering', node, loop: '', sec: (queue / (done - comes)) * sec }
    }
    if (deviations > -SURE && this._looks.length < LOOKS_MAX) return null
    const loop = isCold
      ? 'coldCache'
      : this._retriesTo(node, before, now) > RETRY_SHARE
        ? 'retries'
        : 'expired'
    return { type: 'metastable', node, loop, sec: 0 }
  }

  private _counts(): Counts {
    const engine = this._engine
    for (const node of engine.placed) engine.accumulate(node)
    return { at: engine.now, nodes: engine.nodeDoubles.slice(), edges: engine.edgeDoubles.slice() }
  }

  private _busiest(before: Counts, now: Counts): number {
    let busiest = -1
    let longest = -1
    for (const node of this._engine.placed) {
      const n = node * NODE_DOUBLES
      const slots = now.nodes[n + N_SLOT_INTEGRAL]! - before.nodes[n + N_SLOT_INTEGRAL]!
      const busy = now.nodes[n + N_BUSY_INTEGRAL]! - before.nodes[n + N_BUSY_INTEGRAL]!
      if (!(busy >= BUSY_SHARE * slots) || slots <= 0 || !Number.isFinite(slots)) continue
      if (now.nodes[n + N_QUEUE]! <= longest) continue
      longest = now.nodes[n + N_QUEUE]!
      busiest = node
    }
    return busiest
  }

  /** Share of what comes to a node that was tried before. */
  private _retriesTo(node: number, before: Counts, now: Counts): number {
    let sent = 0
    let retried = 0
    for (let edge = 0; edge < now.edges.length / EDGE_DOUBLES; edge++) {
      if (this._engine.edgeTargets[edge] !== node) continue
      const e = edge * EDGE_DOUBLES
      sent += now.edges[e + E_SENT]! - (before.edges[e + E_SENT] ?? 0)
      retried += now.edges[e + E_RETRIED]! - (before.edges[e + E_RETRIED] ?? 0)
    }
    return sent === 0 ? 0 : retried / sent
  }
}
