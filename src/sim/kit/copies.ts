import { N_HITS, N_LOOKUPS, N_READS, NODE_DOUBLES_SHIFT } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'

/** A caching node is asked for something; whether it had it is said by `countHit`. */
export function countLookup(engine: Machine, node: number): void {
  const { nodeDoubles } = roomOf(engine)
  const at = (node << NODE_DOUBLES_SHIFT) + N_LOOKUPS
  nodeDoubles[at] = nodeDoubles[at]! + 1
}

export function countHit(engine: Machine, node: number): void {
  const { nodeDoubles } = roomOf(engine)
  const at = (node << NODE_DOUBLES_SHIFT) + N_HITS
  nodeDoubles[at] = nodeDoubles[at]! + 1
}

/** A copy of a call's key goes into its answer: a read that counts, and a stale one where the key was written since. */
export function readCopy(engine: Machine, call: number, node: number, version: number): void {
  countCopyRead(engine, node)
  engine.calls.setReadVersion(call, version)
  if (version < engine.versionOf(engine.calls.keyOf(call))) engine.noteStale(node)
}

/** A read that may have been stale: the share of stale ones is one of these. */
export function countCopyRead(engine: Machine, node: number): void {
  const { nodeDoubles } = roomOf(engine)
  const at = (node << NODE_DOUBLES_SHIFT) + N_READS
  nodeDoubles[at] = nodeDoubles[at]! + 1
}
