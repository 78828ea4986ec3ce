import { frameMembers } from '../compile/wires.ts'
import type { Design } from '../model/design.ts'
import type { RunMark } from '../model/mark.ts'
import type { Frame } from '../runtime/frame-ring.ts'
import type { Scene } from '../scene/scene.ts'

type Marks = readonly Pick<RunMark, 'timeSec' | 'type' | 'target'>[]

/** Whether a node gets no requests, because a caller that chooses among several leaves it out. */
export const isLeftOut = (design: Design, frame: Frame, id: string, marks: Marks): boolean =>
  design.edges.some(({ id: wire, target }) =>
    target === id
      ? frame.wire(wire, 'ejected') > 0
      : frameMembers(design, target).some((member) => member.id === id) &&
        isLeftOutOf(frame.wire(wire, 'ejected'), id, marks, frame.timeSec),
  )

/** A wire to a frame says how many of its members are left out; which ones, only the marks tell. */
function isLeftOutOf(share: number, id: string, marks: Marks, atSec: number): boolean {
  if (!(share > 0) || share > ALL) return share > ALL
  for (let index = marks.length - 1; index >= 0; index--) {
    const { timeSec, type, target } = marks[index]!
    if (target === id && timeSec <= atSec && (type === 'eject' || type === 'readmit')) return type === 'eject'
  }
  return false
}
const ALL = 0.999

/** When the wires that lead to a node, to a frame round it or into a frame will leave it out. */
export function ejectionOf(
  id: string,
  scene: Scene,
  frame: Frame,
  marks: Marks,
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
    const { target } = wire.edge
    if (target !== id && !wire.ends.includes(id) && !leadsIn) continue
    const due = frame.wire(wire.id, 'ejectsInSec')
    if (Number.isFinite(due) && !(due >= inSec)) inSec = due
    const share = frame.wire(wire.id, 'ejected')
    ejected ||= target === id || leadsIn ? share > 0 : isLeftOutOf(share, id, marks, frame.timeSec)
  }
  return { inSec, ejected }
}
