import type { Design, DesignNode } from '../model/design.ts'
import type { Params } from '../model/field.ts'
import { withParams } from './spof/design-edits.ts'
import { param } from './spof/kin.ts'

/** What ends a loop that keeps a design down after the end of a fault, as an edit. */
export interface LoopRemedy {
  readonly code: 'budget' | 'singleFlight' | 'dropExpired' | 'bound'
  /** The fields of each node. */
  readonly params: ReadonlyMap<string, Params>
}

/** Retries may be this share of what succeeds, as in gRPC. */
const BUDGET_PERCENT = 10
/** So many for each slot may wait where nothing better is known: what waits longer is too late for most. */
const WAITING_A_SLOT = 4

/** By the code of the loop and the node that it keeps busy; null where no field of the design ends it. */
export function loopRemedyOf(design: Design, loop: string, nodeId: string): LoopRemedy | null {
  const node = design.nodes.find(({ id }) => id === nodeId)
  if (loop === 'retries') {
    const retry = design.nodes.filter(
      (one) => Number(param(one, 'retries')) > 0 && param(one, 'retryBudgetPercent') === null,
    )
    return remedy('budget', retry, () => ({ retryBudgetPercent: BUDGET_PERCENT }))
  }
  if (loop === 'coldCache') {
    const crowded = design.nodes.filter((one) => param(one, 'singleFlight') === false)
    return remedy('singleFlight', crowded, () => ({ singleFlight: true }))
  }
  if (loop !== 'expired' || node === undefined) return null
  if (param(node, 'dropExpired') === false)
    return remedy('dropExpired', [node], () => ({ dropExpired: true }))
  const waiting = Math.max(1, Math.round(WAITING_A_SLOT * Number(param(node, 'slots'))))
  const queueMax = param(node, 'queueMax')
  const isLong = queueMax === null || Number(queueMax) > waiting
  return remedy('bound', isLong ? [node] : [], () => ({ queueMax: waiting }))
}

/** The design with it in. */
export const withLoopRemedy = (design: Design, { params }: LoopRemedy): Design =>
  [...params].reduce((edited, [id, own]) => withParams(edited, id, own), design)

const remedy = (
  code: LoopRemedy['code'],
  nodes: readonly DesignNode[],
  params: () => Params,
): LoopRemedy | null =>
  nodes.length === 0 ? null : { code, params: new Map(nodes.map(({ id }) => [id, params()])) }
