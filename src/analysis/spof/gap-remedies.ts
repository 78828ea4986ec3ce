import type { Design, DesignNode } from '../../model/design.ts'
import type { Params } from '../../model/field.ts'
import type { Change } from './changes.ts'
import { callersOf } from './design-edits.ts'
import { param, roleOf } from './kin.ts'
import { type Remedy, remedy } from './remedy.ts'

export function gapRemedies(design: Design, node: DesignNode): Remedy[] {
  const role = roleOf(node)
  if (role === 'primary' || role === 'shard') {
    const detectMs = Math.min(3000, Number(param(node, 'detectMs')) / 2)
    const promoteMs = Math.min(5000, Number(param(node, 'promoteMs')) / 2)
    const values = { target: node.id, sec: (detectMs + promoteMs) / 1000 }
    return [remedy('promoteFaster', values, { type: 'set', node: node.id, params: { detectMs, promoteMs } })]
  }
  return callersOf(design, node.id).flatMap((caller) => noticingRemedies(caller))
}

function noticingRemedies(caller: DesignNode): Remedy[] {
  const role = roleOf(caller)
  const set = (params: Params): Change => ({ type: 'set', node: caller.id, params })
  if (role === 'balancer') {
    if (Number(param(caller, 'retryNext')) < 1)
      return [remedy('retryNext', { by: caller.id }, set({ retryNext: 1 }))]
    const healthIntervalMs = Math.max(10, Number(param(caller, 'healthIntervalMs')) / 2)
    return [remedy('probeFaster', { by: caller.id, sec: healthIntervalMs / 1000 }, set({ healthIntervalMs }))]
  }
  if (role !== 'resolver') return []
  const ttlMs = Math.min(10_000, Number(param(caller, 'ttlMs')) / 2)
  const healthIntervalMs = Math.max(100, Math.min(10_000, Number(param(caller, 'healthIntervalMs')) / 2))
  return [remedy('answerShorter', { by: caller.id, sec: ttlMs / 1000 }, set({ ttlMs, healthIntervalMs }))]
}
