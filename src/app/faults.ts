import { kindModel } from '../kinds/models.ts'
import { plainFault } from '../model/fault.ts'
import type { Frame } from '../runtime/frame-ring.ts'
import { simClient } from '../runtime/session.ts'
import { designStore } from '../store/stores.ts'

/** A fault happens now, so whoever looked back sees the present again. */
function inject(type: 'kill' | 'restore', ids: readonly string[]): void {
  simClient.frames.scrubTo(null)
  for (const target of ids) simClient.inject(plainFault(type, target))
}

export const killAll = (ids: readonly string[]): void => inject('kill', ids)
export const restore = (ids: readonly string[]): void => inject('restore', ids)

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
  return frame ? frame.layout.nodes.filter((_, index) => frame.nodeAt(index, 'down') === 1) : []
}

/** Restores whatever is down; false where nothing is. */
export function restoreAll(): boolean {
  const ids = downIds()
  if (ids.length > 0) restore(ids)
  return ids.length > 0
}
