import { roundTripMs } from '../../model/place.ts'
import type { SimStep } from '../../sim/core/sim-model.ts'
import type { Network } from './network.ts'
import { turnShares } from './turns.ts'

/** Share of a resolver's answers that each target gets, by its policy, for the users of one client. */
export function resolverShares(
  network: Network,
  node: number,
  step: SimStep,
  client: number,
  isOut: (index: number) => boolean,
): number[] {
  const weights = step.edges.map((edge) => network.weight(edge))
  const left = weights.some((_, i) => !isOut(i))
  const usable = (i: number): boolean => !left || !isOut(i)
  const { policy } = network.params(node)
  if (policy === 'simple')
    return turnShares(
      weights.map(() => 1),
      usable,
    )
  if (policy === 'failover') {
    const best = weights.reduce(
      (top, weight, i) => (usable(i) && (top < 0 || weight > weights[top]!) ? i : top),
      -1,
    )
    return weights.map((_, i) => (i === best ? 1 : 0))
  }
  if (policy !== 'geo') return turnShares(weights, usable)
  const here = network.model.nodes[client]!.place
  const distances = step.edges.map((edge) => {
    const there = network.model.nodes[network.target(edge)]!.place
    return here < 0 || there < 0 ? Number.MAX_VALUE : roundTripMs(here, there)
  })
  const least = Math.min(...distances.filter((_, i) => usable(i)))
  return turnShares(weights, (i) => usable(i) && distances[i] === least)
}
