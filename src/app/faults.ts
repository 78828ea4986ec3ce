import { kindModel } from '../kinds/models.ts'
import type { Frame } from '../runtime/frame-ring.ts'
import { simClient } from '../runtime/session.ts'
import { isSpiked, nodeIsDown, nodeIsStruck, wireIsCut } from '../runtime/struck.ts'
import { type FaultChoice, faultsOf } from '../store/fault-targets.ts'
import { designStore } from '../store/stores.ts'

/** A fault happens now, so whoever looked back sees the present again. */
export function strike(ids: readonly string[], choice: FaultChoice): void {
  simClient.frames.scrubTo(null)
  for (const fault of faultsOf(designStore.getState().design, ids, choice)) simClient.inject(fault)
}

export const killAll = (ids: readonly string[]): void => strike(ids, { type: 'kill', amount: null })
export const restore = (ids: readonly string[]): void => strike(ids, { type: 'restore', amount: null })

const isUp = (frame: Frame, id: string): boolean => frame.node(id, 'down') === 0

/** Kills the running server with the most traffic; where there is none, whatever else can die and has the most. */
export function killServer(): void {
  const frame = simClient.frames.latest
  if (!frame) return
  const standing = designStore
    .getState()
    .design.nodes.filter((node) => kindModel(node.kind)?.traits.mortal && isUp(frame, node.id))
  const servers = standing.filter((node) => kindModel(node.kind)?.role === 'service')
  const candidates = servers.length > 0 ? servers : standing
  const rate = (id: string): number => frame.node(id, 'ratePerSec') || 0
  const [first, ...others] = candidates
  if (!first) return
  const busiest = others.reduce((best, node) => (rate(node.id) > rate(best.id) ? node : best), first)
  killAll([busiest.id])
}

/** Ids of everything that is down now. */
export function downIds(): readonly string[] {
  const frame = simClient.frames.latest
  return frame ? frame.layout.nodes.filter((id) => nodeIsDown(frame, id)) : []
}

/** Ids of all nodes and wires that something is done to now. */
export function struckIds(): readonly string[] {
  const frame = simClient.frames.latest
  if (!frame) return []
  const { marks } = simClient.state
  return [
    ...frame.layout.nodes.filter((id) => nodeIsStruck(frame, id) || isSpiked(marks, id)),
    ...frame.layout.wires.filter((id) => wireIsCut(frame, id)),
  ]
}

/** Ends whatever is done to anything. */
export const restoreAll = (): void => restore(struckIds())
