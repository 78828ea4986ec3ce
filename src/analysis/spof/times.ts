import type { Loss } from './loss.ts'
import type { Network } from './network.ts'

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

/** Longest time until the probes of a balancer have taken a dead target out; infinite where it has none. */
export const noticeMs = (network: Network, balancer: number, target: number): number =>
  probesMs(network, balancer, network.silent[target]!)

/** What requests alone show a balancer of a dead target. */
export interface Passive {
  /** Time until it is taken out for the first time; infinite where that never happens. */
  readonly afterMs: number
  /** Until then it is out for certain, as far as there is room for it. */
  readonly untilMs: number
  /** Share of the dead ones that may be out at the same time. */
  readonly room: number
  /** Share of the time that it is out: it comes back again and again, and each time some more requests have to fail. */
  readonly outShare: number
}

const NEVER: Passive = { afterMs: Number.POSITIVE_INFINITY, untilMs: 0, room: 0, outShare: 0 }

/** `ratePerSec` comes to each of the `targets` of a balancer, of which `dead` are dead; a failure is known after `waitMs`. */
export function passiveOf(
  network: Network,
  balancer: number,
  targets: number,
  dead: number,
  ratePerSec: number,
  waitMs: number,
): Passive {
  const failures = network.number(balancer, 'passiveFailures', Number.POSITIVE_INFINITY)
  if (!Number.isFinite(failures) || ratePerSec <= 0 || targets < 2) return NEVER
  const spanMs = (failures * 1000) / ratePerSec
  if (spanMs > network.number(balancer, 'passiveWindowMs', Number.POSITIVE_INFINITY)) return NEVER
  const afterMs = spanMs + waitMs
  const outMax = Math.max(1, Math.floor((network.number(balancer, 'ejectPercentMax', 100) / 100) * targets))
  const room = Math.min(1, Math.min(outMax, targets - 1) / dead)
  const ejectMs = network.number(balancer, 'ejectMs')
  // Where each time lasts longer than the one before, the times between them come to nothing.
  const grows = network.params(balancer).ejectGrows === true
  const outShare = room * (grows ? 1 : ejectMs / (ejectMs + afterMs))
  return { afterMs, untilMs: afterMs + ejectMs, room, outShare }
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
      if (role === 'balancer') {
        moments.add(noticeMs(network, chooser, node))
        const targets = targetsOf(network, chooser)
        const waitMs = network.silent[node] ? network.number(chooser, 'connectMs') : 0
        moments.add(passiveOf(network, chooser, targets, 1, ratePerSec(chooser) / targets, waitMs).afterMs)
      }
      if (role === 'resolver') moments.add(resolverNoticeMs(network, chooser, network.silent[node]!))
    }
  }
  return [...moments].filter(Number.isFinite).sort((a, b) => a - b)
}

/** Targets among which a balancer chooses, in the class where it has most. */
const targetsOf = (network: Network, balancer: number): number =>
  Math.max(1, ...network.classes.map((c) => network.plan(balancer, c)?.[0]?.edges.length ?? 0))
