import type { Design, DesignNode } from '../../model/design.ts'
import type { ClassVerdict } from '../verdict.ts'
import type { Change } from './changes.ts'
import { callersOf } from './design-edits.ts'
import { gapRemedies } from './gap-remedies.ts'
import { blindChoosers, param, roleOf, twinsOf } from './kin.ts'
import { otherPlace } from './places.ts'
import { type Remedy, remedy } from './remedy.ts'

export function nodeRemedies(design: Design, node: DesignNode, verdict: ClassVerdict): Remedy[] {
  const remedies =
    verdict.verdict === 'transient' ? gapRemedies(design, node) : lossRemedies(design, node, verdict)
  return [...remedies, ...speakRemedies(node, verdict)]
}

/** A part that says nothing when it is dead costs its callers their connect timeout. */
const speakRemedies = (node: DesignNode, verdict: ClassVerdict): Remedy[] =>
  param(node, 'whenDown') === 'silent' && verdict.verdict !== 'transient'
    ? [remedy('refuse', { target: node.id }, { type: 'set', node: node.id, params: { whenDown: 'refuse' } })]
    : []

function lossRemedies(design: Design, node: DesignNode, verdict: ClassVerdict): Remedy[] {
  const role = roleOf(node)
  if (role === 'primary' || role === 'shard')
    return verdict.verdict === 'delay' ? [] : dataRemedies(design, node)
  if (role === 'edgeCache' && param(node, 'originFallback') !== true && callersCanWait(verdict))
    return [
      remedy(
        'fallBack',
        { target: node.id },
        { type: 'set', node: node.id, params: { originFallback: true } },
      ),
    ]
  if (role === 'resolver') return resolverRemedies(design, node)
  if (verdict.verdict === 'delay') return role === 'consumer' ? [second(design, node)] : []
  const blind = blindChoosers(design, node)
  if (verdict.verdict === 'partial' && blind.length > 0)
    return [remedy('probe', { by: blind[0]!.id }, ...blind.map((by) => probing(by.id)))]
  return [...fronted(design, node, verdict), second(design, node, ...blind.map((by) => probing(by.id)))]
}

const callersCanWait = ({ verdict }: ClassVerdict): boolean => verdict === 'hard' || verdict === 'partial'

export const probing = (id: string): Change => ({
  type: 'set',
  node: id,
  params: { healthChecks: true },
})

function dataRemedies(design: Design, node: DesignNode): Remedy[] {
  const replicas = design.nodes.some(
    (other) => roleOf(other) === 'replica' && callersOf(design, other.id).some(({ id }) => id === node.id),
  )
  if (replicas && param(node, 'promotion') === false)
    return [
      remedy('promote', { target: node.id }, { type: 'set', node: node.id, params: { promotion: true } }),
    ]
  const place = otherPlace(design, node)
  const changes: Change[] = [{ type: 'replica', of: node.id, place }]
  if (param(node, 'promotion') === false)
    changes.push({ type: 'set', node: node.id, params: { promotion: true } })
  // A balancer whose only target is out has to let requests through to the one that was promoted.
  for (const caller of callersOf(design, node.id))
    if (param(caller, 'failOpen') === false)
      changes.push({ type: 'set', node: caller.id, params: { failOpen: true } })
  return [remedy('replica', { target: node.id }, ...changes)]
}

export function resolverRemedies(design: Design, node: DesignNode): Remedy[] {
  const clients = callersOf(design, node.id).filter((caller) => roleOf(caller) === 'source')
  const beside = !design.edges.some((edge) => edge.source === node.id)
  const retries = clients.filter((client) => Number(param(client, 'retries')) < 1)
  return [
    remedy(
      'secondName',
      { target: node.id },
      ...(beside ? [{ type: 'onPath', resolver: node.id } as const] : []),
      { type: 'copy', node: node.id, place: node.parent ?? null },
      ...retries.map(({ id }): Change => ({ type: 'set', node: id, params: { retries: 1 } })),
    ),
  ]
}

/** Where those who call a node choose blindly or not at all, somebody who looks has to stand between. */
export function fronted(design: Design, node: DesignNode, verdict: ClassVerdict): Remedy[] {
  const role = roleOf(node)
  const callers = callersOf(design, node.id)
  const roles = new Set(callers.map(roleOf))
  const place = otherPlace(design, node)
  const copy: Change = { type: 'copy', node: node.id, place }
  if (role === 'balancer' || role === 'edgeCache') {
    if (!roles.has('source')) return []
    const front: Change = { type: 'front', kind: 'dns', node: node.id, callers: ['source'] }
    return [remedy('secondByName', { target: node.id }, copy, front)]
  }
  if (role !== 'service') return []
  const direct = (['source', 'service', 'consumer'] as const).filter((one) => roles.has(one))
  if (direct.length === 0) return []
  const front: Change = { type: 'front', kind: 'load-balancer', node: node.id, callers: direct }
  return verdict.verdict === 'partial' && hasTwin(design, node)
    ? [remedy('balance', { target: node.id }, front)]
    : [remedy('balanceSecond', { target: node.id }, copy, front)]
}

/** Another node of the same kind has the same callers. */
const hasTwin = (design: Design, node: DesignNode): boolean => twinsOf(design, node).length > 0

const second = (design: Design, node: DesignNode, ...more: Change[]): Remedy =>
  remedy(
    'second',
    { target: node.id },
    { type: 'copy', node: node.id, place: otherPlace(design, node) },
    ...more,
  )
