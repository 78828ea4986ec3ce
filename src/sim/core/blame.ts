import type { FaultType } from '../../model/fault.ts'

/** What a fault does to a node as long as it goes on; `cold` is a cache that was emptied and does not hit as before yet. */
export type Held = FaultType | 'cold'

/** Who is to blame: ids of the faults that go on at nodes and edges. It is asked only where something has failed. */
export class Blame {
  private readonly _atNode = new Map<number, Map<Held, number>>()
  private readonly _atEdge = new Map<number, number>()
  /** What load there is may have other causes since. */
  version = 0

  /** Nothing goes on anywhere. */
  get isIdle(): boolean {
    return this._atNode.size === 0 && this._atEdge.size === 0
  }

  /** A fault holds a node in some state from now on; -1 for none. */
  set(node: number, type: Held, fault: number): void {
    this.version++
    const held = this._atNode.get(node)
    if (fault < 0) {
      held?.delete(type)
      if (held?.size === 0) this._atNode.delete(node)
    } else if (held) held.set(type, fault)
    else this._atNode.set(node, new Map([[type, fault]]))
  }

  /** The first of some types of faults that goes on at a node; -1 where none does. */
  of(node: number, ...types: readonly Held[]): number {
    const held = this._atNode.get(node)
    if (held === undefined) return -1
    for (const type of types) {
      const fault = held.get(type)
      if (fault !== undefined) return fault
    }
    return -1
  }

  /** The fault by which a node is down, or leaves. */
  ofDeath(node: number): number {
    return this.of(node, 'kill', 'drain')
  }

  setCut(edge: number, fault: number): void {
    this.version++
    if (fault < 0) this._atEdge.delete(edge)
    else this._atEdge.set(edge, fault)
  }

  ofCut(edge: number): number {
    return this._atEdge.get(edge) ?? -1
  }
}
