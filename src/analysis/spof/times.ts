import type { Network } from './network.ts'
import type { Loss } from './walk.ts'

/** A check of a resolver without an answer after this time has failed (as in the engine). */
const RESOLVER_TIMEOUT_MS = 4000

/** Longest time until the probes of a balancer or resolver have seen the death of a target; infinite without probes. */
export function probesMs(network: Network, chooser: number, isSilent: boolean): number {
  const { healthChecks, healthIntervalMs, healthFall, healthTimeoutMs } = network.params(chooser)
  if (healthChecks !== true) return Number.POSITIVE_INFINITY
  const interval = Number(healthIntervalMs)
  const timeout = Math.min(interval, Number(healthTimeoutMs ?? RESOLVER_TIMEOUT_MS))
  return interval * Number(healthFall) + (isSilent ? timeout : 0)
}

/** Longest time until a balancer sends nothing more to a dead target; infinite where it never notices. */
export function noticeMs(network: Network, balancer: number, target: number, _ratePerSec: number): number {
  return probesMs(network, balancer, network.silent[target]!)
}

/** Longest time until no client goes to a dead target any more: a resolver has noticed, and all answers have ended. */
export const resolverNoticeMs = (network: Network, resolver: number, isSilent: boolean): number =>
  probesMs(network, resolver, isSilent) + network.number(resolver, 'ttlMs')

/** Time from the death of a primary until a replica leads; infinite where none may. */
export function promotionMs(network: Network, owner: number): number {
  if (network.params(owner).promotion !== true) return Number.POSITIVE_INFINITY
  return network.number(owner, 'detectMs') + network.number(owner, 'promoteMs')
}

/** The moments after a loss at which somebody notices, in milliseconds, rising. */
export function momentsAfter(network: Network, loss: Loss, ratePerSec: (node: number) => number): number[] {
  const moments = new Set<number>()
  for (const node of loss.nodes) {
    if (network.roles[node] === 'resolver') moments.add(network.number(node, 'ttlMs'))
    if (network.replicasOf[node]!.length > 0) moments.add(promotionMs(network, node))
    for (const chooser of network.dependents[node]!) {
      const role = network.roles[chooser]
      if (role === 'balancer') moments.add(noticeMs(network, chooser, node, ratePerSec(chooser)))
      if (role === 'resolver') moments.add(resolverNoticeMs(network, chooser, network.silent[node]!))
    }
  }
  return [...moments].filter(Number.isFinite).sort((a, b) => a - b)
}
