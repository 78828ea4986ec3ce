import type { RunFault } from '../../model/mark.ts'

/** What is known of a run whose engine was lost, for another one that goes on with it: empty queues and caches, but the same faults. */
export interface RunHead {
  /** Where the run goes on, and the scenario with it. */
  readonly atTick: number
  /** Its faults so far, so that new ones count on from them. */
  readonly faults: readonly RunFault[]
  /** Those of them that go on, with the nodes that they still hold. */
  readonly going: readonly { readonly id: number; readonly nodes: readonly string[] }[]
  /** What is down, and since when. */
  readonly down: readonly { readonly node: string; readonly sinceSec: number }[]
}
