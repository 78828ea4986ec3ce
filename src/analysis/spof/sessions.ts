import { type Network, STATIC } from './network.ts'

/** Share of the users whose sessions die with the servers to which they stick; of the balancer at which most do. */
export function loggedOutShare(network: Network, lost: readonly number[], requestClass: number): number {
  if (requestClass === STATIC) return 0
  const balancers = new Set(lost.flatMap((node) => network.dependents[node]!))
  return Math.max(0, ...[...balancers].map((node) => shareAt(network, node, lost, requestClass)))
}

function shareAt(network: Network, balancer: number, lost: readonly number[], requestClass: number): number {
  const [step] = network.plan(balancer, requestClass) ?? []
  if (network.params(balancer).policy !== 'sticky' || step === undefined) return 0
  const turns = network.turns(step)
  return step.edges.reduce((sum, edge, i) => {
    const server = network.target(edge)
    const isLoggedOut = lost.includes(server) && network.params(server).sessions === 'memory'
    return isLoggedOut ? sum + turns[i]! : sum
  }, 0)
}
