import { TargetGroup } from './choice.ts'
import type { Cluster } from './cluster.ts'
import type { Engine } from './engine.ts'

/** Length of a round: every number of replicas up to twelve divides it, so that no one is favoured. */
const TURNS = 27_720

/** A caller's paths to a primary and its replicas: who is read from, and who takes writes now. */
export class Members {
  readonly edges: Int32Array
  readonly #cluster: Cluster
  readonly #group: TargetGroup
  readonly #readable: Uint8Array
  /** Indices of `edges` that may be read from. */
  #readers: number[] = []
  #version = -1
  #turn = -1

  /** `edges` lead to the replicas, the last one to the node that is drawn as the primary. */
  constructor(engine: Engine, edges: readonly number[], weights: readonly number[], cluster: Cluster) {
    this.edges = Int32Array.from(edges)
    this.#cluster = cluster
    this.#group = new TargetGroup(
      edges,
      weights,
      'turn',
      edges.map((edge) => engine.nodeIds[engine.edgeTargets[edge]!]!),
      1,
    )
    this.#readable = new Uint8Array(edges.length)
  }

  /** Index of the member that the next read goes to: a replica in turn, the primary where there is none. */
  reader(engine: Engine): number {
    this.#refresh(engine)
    return this.#readers.length === 0 ? this.leader(engine) : this.#group.next(this.#readable)
  }

  /** Index of the member that takes writes now. */
  leader(engine: Engine): number {
    for (let i = this.edges.length - 1; i >= 0; i--)
      if (engine.edgeTargets[this.edges[i]!] === this.#cluster.leader) return i
    return this.edges.length - 1
  }

  /**
   * After `tried` refusals of which the first came from `first`: whom to read from instead; the primary at last, -1 when
   * nobody is left. Each refused call begins with another one, so that those who are left share evenly what a dead one had.
   */
  instead(engine: Engine, first: number, tried: number, turn: number): number {
    this.#refresh(engine)
    const readers = this.#readers
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
    this.#turn = (this.#turn + 1) % TURNS
    return this.#turn
  }

  #refresh(engine: Engine): void {
    if (this.#version === this.#cluster.version) return
    this.#version = this.#cluster.version
    this.#readers = []
    for (let i = 0; i < this.edges.length; i++) {
      const isReader = this.#cluster.isReader(engine.edgeTargets[this.edges[i]!]!)
      this.#readable[i] = isReader ? 1 : 0
      if (isReader) this.#readers.push(i)
    }
  }
}
