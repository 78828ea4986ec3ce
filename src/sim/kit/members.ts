import { TargetGroup } from '../core/choice.ts'
import type { Machine } from '../core/contract.ts'
import type { Cluster } from './cluster.ts'

/** Length of a round: every number of replicas up to twelve divides it, so that no one is favoured. */
const TURNS = 27_720

/** A caller's paths to a primary and its replicas: who is read from, and who takes writes now. */
export class Members {
  readonly edges: Int32Array
  private readonly _cluster: Cluster
  private readonly _group: TargetGroup
  private readonly _readable: Uint8Array
  /** Indices of `edges` that may be read from. */
  private _readers: number[] = []
  private _version = -1
  private _turn = -1

  /** `edges` lead to the replicas, the last one to the node that is drawn as the primary. */
  constructor(engine: Machine, edges: readonly number[], weights: readonly number[], cluster: Cluster) {
    this.edges = Int32Array.from(edges)
    this._cluster = cluster
    this._group = new TargetGroup(
      edges,
      weights,
      'turn',
      edges.map((edge) => engine.nodeIds[engine.edgeTargets[edge]!]!),
      1,
    )
    this._readable = new Uint8Array(edges.length)
  }

  /** Index of the member that the next read goes to: a replica in turn, the primary where there is none. */
  reader(engine: Machine): number {
    this._refresh(engine)
    return this._readers.length === 0 ? this.leader(engine) : this._group.next(this._readable)
  }

  /** Index of the member that takes writes now. */
  leader(engine: Machine): number {
    for (let i = this.edges.length - 1; i >= 0; i--)
      if (engine.edgeTargets[this.edges[i]!] === this._cluster.leader) return i
    return this.edges.length - 1
  }

  /**
   * After `tried` refusals of which the first came from `first`: whom to read from instead; the primary at last, -1 when
   * nobody is left. Each refused call begins with another one, so that those who are left share evenly what a dead one had.
   */
  instead(engine: Machine, first: number, tried: number, turn: number): number {
    this._refresh(engine)
    const readers = this._readers
    const others = readers.length - (readers.includes(first) ? 1 : 0)
    if (tried <= others) {
      const at = readers.indexOf(first)
      return readers[(at + 1 + ((turn + tried - 1) % others)) % readers.length]!
    }
    const leader = this.leader(engine)
    return tried === others + 1 && first !== leader ? leader : -1
  }

  /** A number that goes round: with whom of the others somebody begins who was refused by one. */
  takeTurn(): number {
    this._turn = (this._turn + 1) % TURNS
    return this._turn
  }

  private _refresh(engine: Machine): void {
    if (this._version === this._cluster.version) return
    this._version = this._cluster.version
    this._readers = []
    for (let i = 0; i < this.edges.length; i++) {
      const isReader = this._cluster.isReader(engine.edgeTargets[this.edges[i]!]!)
      this._readable[i] = isReader ? 1 : 0
      if (isReader) this._readers.push(i)
    }
  }
}
