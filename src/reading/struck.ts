import type { RunMark } from '../model/mark.ts'
import type { Frame } from '../runtime/frame-ring.ts'

/** Whether a node is down at this moment. */
export const nodeIsDown = (frame: Frame | undefined, id: string): boolean => frame?.node(id, 'down') === 1

/** Whether anything is done to a node at this moment: a column that does not apply says no. */
export const nodeIsStruck = (frame: Frame | undefined, id: string): boolean =>
  frame !== undefined &&
  (nodeIsDown(frame, id) ||
    frame.node(id, 'slowFactor') > 1 ||
    frame.node(id, 'errorShare') > 0 ||
    frame.node(id, 'paused') === 1 ||
    frame.node(id, 'draining') === 1 ||
    frame.node(id, 'frozen') === 1)

/** Whether a node that is down was drained: it had finished what it had, and nobody killed it. */
export function wasDrained(marks: readonly RunMark[], id: string, atSec: number): boolean {
  for (let index = marks.length - 1; index >= 0; index--) {
    const { node, type, timeSec } = marks[index]!
    if (node === id && timeSec <= atSec + 0.001 && (type === 'kill' || type === 'drained'))
      return type === 'drained'
  }
  return false
}

/** Share of a wire's call paths that are cut. */
const cutOf = (frame: Frame, id: string): number => frame.wire(id, 'cut') || 0

/** Whether a wire, or some of its call paths, is cut. */
export const wireIsCut = (frame: Frame | undefined, id: string): boolean =>
  frame !== undefined && cutOf(frame, id) > 0

/** What is done to several at this moment. */
export interface Struck {
  /** Every node is down and every wire is cut. */
  readonly down: boolean
  /** Something is done to one of them at least. */
  readonly struck: boolean
}

/** Nodes, and ids among which there may be wires. */
export function struckAt(frame: Frame | undefined, nodes: readonly string[], ids: readonly string[]): Struck {
  const wires = ids.filter((id) => frame?.layout.wireIndex.has(id))
  if (!frame || nodes.length + wires.length === 0) return { down: false, struck: false }
  return {
    down: nodes.every((id) => nodeIsDown(frame, id)) && wires.every((id) => cutOf(frame, id) === 1),
    struck: nodes.some((id) => nodeIsStruck(frame, id)) || wires.some((id) => cutOf(frame, id) > 0),
  }
}

/** Whether a client sends more than it should; a frame has no column for it, so the marks tell. */
export function isSpiked(marks: readonly RunMark[], id: string, atSec = Number.POSITIVE_INFINITY): boolean {
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index]!
    if (mark.node !== id || mark.timeSec > atSec) continue
    if (mark.type === 'spike') return true
    if (mark.type === 'restore' || (mark.type === 'faultEnd' && mark.target === 'spike')) return false
  }
  return false
}

/** Ids of everything that is down at this moment. */
export const downIn = (frame: Frame | undefined): readonly string[] =>
  frame ? frame.layout.nodes.filter((id) => nodeIsDown(frame, id)) : []

/** Ids of all nodes and wires that something is done to at this moment. */
export const struckIn = (frame: Frame | undefined, marks: readonly RunMark[]): readonly string[] =>
  frame
    ? [
        ...frame.layout.nodes.filter((id) => nodeIsStruck(frame, id) || isSpiked(marks, id)),
        ...frame.layout.wires.filter((id) => wireIsCut(frame, id)),
      ]
    : []

/** Of several nodes the one that is up and has the most traffic; the first of equals, undefined where none is up. */
export function busiestOf(frame: Frame, ids: readonly string[]): string | undefined {
  const rate = (id: string): number => frame.node(id, 'ratePerSec') || 0
  const [first, ...others] = ids.filter((id) => frame.node(id, 'down') === 0)
  return first && others.reduce((best, id) => (rate(id) > rate(best) ? id : best), first)
}
