import type { Design } from '../model/design.ts'
import type { Frame } from '../runtime/frame-ring.ts'
import type { Scene } from '../scene/scene.ts'

/** Whether a wire to a node is one over which nothing is sent, because its caller leaves the node out. */
export const isLeftOut = (design: Design, frame: Frame, id: string): boolean =>
  design.edges.some((edge) => edge.target === id && frame.wire(edge.id, 'ejected') > 0)

/** When the wires that lead to a node, to a frame round it or into a frame will leave it out. */
export function ejectionOf(
  id: string,
  scene: Scene,
  frame: Frame,
): { readonly inSec: number; readonly ejected: boolean } {
  let inSec = Number.NaN
  let ejected = false
  const node = scene.byId.get(id)
  const inside = node?.frame ? node.members : []
  const isInside = (end: string): boolean =>
    inside.includes(end) || (scene.byId.get(end)?.members.some((member) => inside.includes(member)) ?? false)
  for (const wire of scene.wires) {
    const leadsIn =
      inside.length > 0 && wire.ends.some((end) => inside.includes(end)) && !isInside(wire.edge.source)
    if (wire.edge.target !== id && !wire.ends.includes(id) && !leadsIn) continue
    const due = frame.wire(wire.id, 'ejectsInSec')
    if (Number.isFinite(due) && !(due >= inSec)) inSec = due
    ejected ||= frame.wire(wire.id, 'ejected') > 0
  }
  return { inSec, ejected }
}
