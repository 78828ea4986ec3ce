import type { Frame } from '../../../runtime/frame-ring.ts'
import type { Scene } from '../scene.ts'

/** When the wires that lead to a node, or to a frame round it, will leave it out. */
export function ejectionOf(
  id: string,
  scene: Scene,
  frame: Frame,
): { readonly inSec: number; readonly ejected: boolean } {
  let inSec = Number.NaN
  let ejected = false
  for (const wire of scene.wires) {
    if (wire.edge.target !== id && !wire.ends.includes(id)) continue
    const due = frame.wire(wire.id, 'ejectsInSec')
    if (Number.isFinite(due) && !(due >= inSec)) inSec = due
    ejected ||= frame.wire(wire.id, 'ejected') > 0
  }
  return { inSec, ejected }
}
