import type { Network } from './network.ts'

/** What is gone: nodes by index. */
export interface Loss {
  readonly nodes: readonly number[]
  readonly isDead: Uint8Array
}

/** Less than this share of the requests is noise of the arithmetic. */
export const NOTICED = 1e-4

/** Later than anything that settles by itself. */
export const SETTLED_MS = Number.MAX_SAFE_INTEGER

export function lossOf(network: Network, nodes: readonly number[]): Loss {
  const isDead = new Uint8Array(network.size)
  for (const node of nodes) isDead[node] = 1
  return { nodes, isDead }
}
