import type { NodePositionChange } from '@xyflow/react'
import type { Position } from '../../model/design.ts'
import type { Box } from '../../scene/route.ts'
import { frameAt, NO_OVERRIDES, type Scene } from '../../scene/scene.ts'
import { GRID, type Move, moveNodes, setNodeParam, snap } from '../../session/edits.ts'
import type { Session } from '../../session/session.ts'
import { canvasOf, type Guide } from './canvas-store.ts'

/** The node under the pointer of a drag is the one that snaps. */
export function beginDrag(session: Session, id: string): void {
  canvasOf(session).primary = id
}

/** Shows dragged nodes, snapped to what they are level with, else to the grid. */
export function drag(session: Session, changes: readonly NodePositionChange[]): void {
  const moved = changes.filter((change) => change.position !== undefined)
  if (moved.length === 0) return
  const scene = canvasOf(session).scene
  const ids = new Set(moved.map((change) => change.id))
  const lead = moved.find((change) => change.id === canvasOf(session).primary) ?? moved[0]!
  const leadNode = scene.byId.get(lead.id)
  if (!leadNode) return
  const parent = parentOffset(scene, leadNode.node.parent)
  const box = { ...leadNode.box, x: lead.position!.x + parent.x, y: lead.position!.y + parent.y }
  const { dx, dy, guides } = snapBox(session, scene, box, ids)
  const overrides = new Map(canvasOf(session).gestures.getState().overrides)
  for (const { id, position } of moved)
    overrides.set(id, { position: { x: position!.x + dx, y: position!.y + dy } })
  canvasOf(session).gestures.setState({ overrides, guides })
  const under = frameAt(scene, box.x + dx + box.width / 2, box.y + dy + box.height / 2, taken(scene, ids))
  const dropFrame = under && under.id !== leadNode.node.parent ? under.id : null
  if (canvasOf(session).state.getState().dropFrame !== dropFrame)
    canvasOf(session).state.setState({ dropFrame })
}

/** Commits a drag: new positions, and new frames for what was dragged into or out of one. */
export function endDrag(session: Session): void {
  const { overrides } = canvasOf(session).gestures.getState()
  const scene = canvasOf(session).scene
  const ids = new Set(overrides.keys())
  const moves: Move[] = []
  for (const [id, { position }] of overrides) {
    const node = scene.byId.get(id)
    if (node) moves.push(adopted(scene, id, absolute(scene, node.node.parent, position), taken(scene, ids)))
  }
  session.design.edit((design) => moveNodes(design, moves))
  reset(session)
}

export function cancelGesture(session: Session): void {
  if (canvasOf(session).gestures.getState().overrides.size > 0) reset(session)
}

function reset(session: Session): void {
  canvasOf(session).gestures.setState({ overrides: NO_OVERRIDES, guides: [] })
  canvasOf(session).state.setState({ dropFrame: null })
}

/** The move that puts a node at a place on the canvas, inside the innermost frame under its middle. */
export function adopted(scene: Scene, id: string, at: Position, without: ReadonlySet<string>): Move {
  const { width, height } = scene.byId.get(id)?.box ?? { width: 0, height: 0 }
  const frame = frameAt(scene, at.x + width / 2, at.y + height / 2, without)
  const offset = parentOffset(scene, frame?.id)
  return { id, position: { x: at.x - offset.x, y: at.y - offset.y }, parent: frame?.id }
}

/** Ids that cannot take in what is moved: the moved nodes and everything inside them. */
export function taken(scene: Scene, ids: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(ids)
  for (const { id, node } of scene.nodes) if (node.parent !== undefined && all.has(node.parent)) all.add(id)
  return all
}

export function parentOffset(scene: Scene, parent: string | undefined): Position {
  const box = parent === undefined ? undefined : scene.byId.get(parent)?.box
  return box ? { x: box.x, y: box.y } : { x: 0, y: 0 }
}

function absolute(scene: Scene, parent: string | undefined, position: Position): Position {
  const offset = parentOffset(scene, parent)
  return { x: position.x + offset.x, y: position.y + offset.y }
}

export function resize(session: Session, id: string, width: number, height: number): void {
  const node = canvasOf(session).scene.byId.get(id)
  if (!node) return
  const override = { position: node.node.position, width: snap(width), height: snap(height) }
  canvasOf(session).gestures.setState({ overrides: new Map([[id, override]]) })
}

export function endResize(session: Session): void {
  const { overrides } = canvasOf(session).gestures.getState()
  session.design.edit((design) => {
    let next = design
    for (const [id, { width, height }] of overrides) {
      if (width === undefined || height === undefined) continue
      next = setNodeParam(setNodeParam(next, id, 'width', width), id, 'height', height)
    }
    return next
  })
  reset(session)
}

/** Screen pixels within which a node is pulled level with another one. */
const PULL = 6

interface Snapped {
  readonly dx: number
  readonly dy: number
  readonly guides: readonly Guide[]
}

function snapBox(session: Session, scene: Scene, box: Box, moving: ReadonlySet<string>): Snapped {
  const reach = PULL / canvasOf(session).viewport.zoom
  const others = scene.nodes.filter((node) => !node.frame && !moving.has(node.id) && nearby(node.box, box))
  const across = bestPull(
    box.x,
    box.width,
    others.map(({ box: other }) => [other.x, other.width]),
    reach,
  )
  const along = bestPull(
    box.y,
    box.height,
    others.map(({ box: other }) => [other.y, other.height]),
    reach,
  )
  const dx = across ? across.by : snap(box.x) - box.x
  const dy = along ? along.by : snap(box.y) - box.y
  const at = { ...box, x: box.x + dx, y: box.y + dy }
  const guides: Guide[] = []
  if (across) {
    const other = others[across.index]!.box
    const [y1, y2] = [
      Math.min(at.y, other.y) - GRID,
      Math.max(at.y + at.height, other.y + other.height) + GRID,
    ]
    guides.push({ x1: across.line, y1, x2: across.line, y2 })
  }
  if (along) {
    const other = others[along.index]!.box
    const [x1, x2] = [Math.min(at.x, other.x) - GRID, Math.max(at.x + at.width, other.x + other.width) + GRID]
    guides.push({ x1, y1: along.line, x2, y2: along.line })
  }
  return { dx, dy, guides }
}

/** Only what is about a screen away can be seen to be level. */
const nearby = (a: Box, b: Box): boolean => Math.abs(a.x - b.x) < 640 && Math.abs(a.y - b.y) < 480

interface Pull {
  readonly by: number
  readonly line: number
  readonly index: number
}

/** The smallest step that makes a start, a middle or an end level with another one's. */
function bestPull(
  start: number,
  size: number,
  others: readonly (readonly [start: number, size: number])[],
  reach: number,
): Pull | null {
  let best: Pull | null = null
  for (const [index, [from, length]] of others.entries()) {
    for (const share of [0.5, 0, 1]) {
      const line = from + length * share
      const by = line - (start + size * share)
      if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best.by)))
        best = { by, line, index }
    }
  }
  return best
}
