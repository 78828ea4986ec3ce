import type { SimStep } from '../../sim/core/sim-model.ts'
import { CLASSES, type Network, READ, STATIC, TASK, WRITE } from './network.ts'

/** Requests a second that a node can work on, by class: see `workMs`. Infinite where nothing holds it up. */
export interface Capacity {
  /** Requests that are worked on at the same moment, now and with all the instances that an autoscaler may add. */
  readonly slots: number
  readonly slotsMax: number
  /** Requests a second that a provider allows. */
  readonly quotaPerSec: number
}

export function capacityOf(network: Network, node: number): Capacity {
  const params = network.params(node)
  const quotaPerSec = network.number(node, 'ratePerSecMax', Number.POSITIVE_INFINITY)
  const workers = network.number(node, 'workers', Number.NaN)
  if (Number.isNaN(workers)) {
    const slots = Math.min(
      network.number(node, 'slots', Number.POSITIVE_INFINITY),
      network.number(node, 'connectionsMax', Number.POSITIVE_INFINITY),
    )
    return { slots, slotsMax: slots, quotaPerSec }
  }
  const scales = params.autoscale === true
  const instances = network.number(node, 'instances', 1)
  const least = network.number(node, 'instancesMin', 1)
  const now = scales
    ? Math.max(least, Math.min(instances, network.number(node, 'instancesMax', 1)))
    : instances
  const most = scales ? Math.max(least, network.number(node, 'instancesMax', 1)) : instances
  return { slots: now * workers, slotsMax: most * workers, quotaPerSec }
}

/** What the work of a node hangs on. */
type Works = Pick<Network, 'roles' | 'number' | 'plan'>

/** Mean work of a node on a request of a class, in milliseconds of one slot. */
export function workMs(network: Works, node: number, requestClass: number, scan: boolean): number {
  const role = network.roles[node]!
  if (role === 'primary' || role === 'shard' || role === 'replica') {
    if (scan) return network.number(node, 'scanMs')
    return network.number(node, requestClass === READ || requestClass === STATIC ? 'readMs' : 'writeMs')
  }
  if (role === 'lookAside') return network.number(node, 'hitMs')
  const own = network.number(node, 'serviceMs')
  if (role !== 'service' || !keepsData(network.plan(node, requestClass))) return own
  if (requestClass === READ || requestClass === WRITE) return own + network.number(node, 'localDataMs')
  return requestClass === TASK ? own + network.number(node, 'inlineTaskMs') : own
}

/** Nobody but a session store is wired to do the work of a class, so the server does it itself. */
const keepsData = (plan: readonly SimStep[] | null): boolean =>
  plan?.every((step) => step.op === 'session') ?? true

/** Load over capacity by node, of work that is given in milliseconds of a slot a second and in requests a second. */
export function loadOf({ slots, quotaPerSec }: Capacity, workPerSec: number, ratePerSec: number): number {
  const busy = workPerSec === 0 ? 0 : workPerSec / (1000 * slots)
  return Math.max(busy, ratePerSec / quotaPerSec)
}

export const flowAt = (node: number, requestClass: number): number => node * CLASSES + requestClass
