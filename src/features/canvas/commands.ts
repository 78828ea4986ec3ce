import { newWirePaths } from '../../compile/wires.ts'
import { type Clip, clipText, isClip } from '../../document/clip-text.ts'
import { t } from '../../i18n/i18n.ts'
import type { KindId } from '../../kinds/models.ts'
import { kindModel } from '../../kinds/models.ts'
import { kindView } from '../../kinds/views.ts'
import { DESIGN_LIMITS, type Design, type Position } from '../../model/design.ts'
import { numberOf } from '../../model/params.ts'
import { whenFetched } from '../../page/with-words.ts'
import { nodeIsDown } from '../../reading/struck.ts'
import { frameAt, type SceneNode } from '../../scene/scene.ts'
import { nodeSize } from '../../scene/sizes.ts'
import { addNode, clip, connect, GRID, moveNodes, paste as pasteClip, remove } from '../../session/edits.ts'
import { strike } from '../../session/faults.ts'
import type { Session } from '../../session/session.ts'
import { copyText as putOnClipboard } from '../../ui/copy-text.ts'
import { announce, type CanvasView, canvasOf, hideNotice, showNotice } from './canvas-store.ts'
import { adopted, parentOffset, taken } from './gestures.ts'
import { currentView, lookAt, visibleArea } from './looking.ts'
import { redo, refusesEdits, undo } from './read-only.ts'
import { reverseWire, turns } from './reverse-wire.ts'
import { fitView, motionMs, zoomIn, zoomOut, zoomToSelection } from './view-commands.ts'

/** What the canvas can be asked to do, by menus, shortcuts, the palette and the command palette alike. */

const design = (session: Session): Design => session.design.getState().design
const selectedIds = (session: Session): ReadonlySet<string> => session.selection.getState().nodes

export function deleteSelection(session: Session): void {
  const { nodes, wires } = session.selection.getState()
  const count = nodes.size + wires.size
  if (count === 0 || refusesEdits(session)) return
  session.design.edit((current) => remove(current, nodes, wires))
  session.selection.select([])
  announce(session, t('canvas.deleted', { count }))
}

export function selectAll(session: Session): void {
  const { nodes, edges } = design(session)
  session.selection.select(
    nodes.map((node) => node.id),
    edges.map((edge) => edge.id),
  )
}

/** What was copied last in this tab, for browsers that let no page read the clipboard. */
let copied = ''

/** Text of the selected nodes, or an empty string where none is selected. */
export function copyText(session: Session): string {
  const ids = selectedIds(session)
  if (ids.size === 0) return ''
  copied = clipText(clip(design(session), ids))
  announce(session, t('clip.copied', { count: ids.size }))
  return copied
}

export function copy(session: Session): void {
  const text = copyText(session)
  if (text !== '') void putOnClipboard(text)
}

export function cut(session: Session): void {
  if (selectedIds(session).size === 0 || refusesEdits(session)) return
  copy(session)
  deleteSelection(session)
}

export async function paste(session: Session): Promise<void> {
  if (refusesEdits(session)) return
  const text = await navigator.clipboard?.readText?.().catch(() => copied)
  if (!pasteText(session, text || copied))
    showNotice(session, { text: t('clip.empty'), more: '', at: null, action: null })
}

/** Pastes text of the clipboard; false where it is not ours, and left alone. */
export function pasteText(session: Session, text: string): boolean {
  if (!isClip(text)) return canvasOf(session).openText?.(text) ?? false
  // The reader comes with the first paste.
  whenFetched(
    'part',
    () => import('../../document/clip.ts'),
    ({ readClip }) => {
      const read = readClip(text)
      if (read.ok) insert(session, read.value, pasteOffset(session, read.value))
      else if (read.error !== 'foreign') {
        const reason = t(`clip.reason.${read.error}`, { limit: DESIGN_LIMITS.nodes })
        showNotice(session, { text: t('clip.broken', { reason }), more: '', at: null, action: null })
      }
    },
  )
  return true
}

export function duplicate(session: Session): void {
  const ids = selectedIds(session)
  if (ids.size > 0) insert(session, clip(design(session), ids), { x: 2 * GRID, y: 2 * GRID })
}

function insert(session: Session, clipped: Clip, offset: Position): void {
  if (clipped.nodes.length === 0 || refusesEdits(session)) return
  const { nodes, edges } = design(session)
  const { nodes: limit, edges: wires } = DESIGN_LIMITS
  if (nodes.length + clipped.nodes.length > limit || edges.length + clipped.edges.length > wires) {
    showNotice(session, { text: t('clip.full', { limit, wires }), more: '', at: null, action: null })
    return
  }
  let ids: readonly string[] = []
  session.design.edit((current) => {
    const pasted = pasteClip(current, clipped, offset)
    ids = pasted.ids
    return intoFrames(session, pasted.design, pasted.ids)
  })
  if (session.design.getState().refusal !== null) return
  session.selection.select(ids)
  hideNotice(session)
}

/** What lands on a frame becomes part of it, as with a drop. */
function intoFrames(session: Session, next: Design, ids: readonly string[]): Design {
  const scene = canvasOf(session).scene
  const moves = ids.flatMap((id) => {
    const node = next.nodes.find((candidate) => candidate.id === id)
    const size = kindView(node?.kind ?? '')
    if (!node || !size) return []
    const frame = frameAt(
      scene,
      node.position.x + size.width / 2,
      node.position.y + size.height / 2,
      new Set(ids),
    )
    if (!frame) return []
    const { x, y } = parentOffset(scene, frame.id)
    return [{ id, position: { x: node.position.x - x, y: node.position.y - y }, parent: frame.id }]
  })
  return moveNodes(next, moves)
}

/** A step beside the original where that can be seen, else the middle of what is shown. */
function pasteOffset(session: Session, { nodes }: Clip): Position {
  const roots = nodes.filter((node) => node.parent === undefined)
  const left = Math.min(...roots.map((node) => node.position.x))
  const top = Math.min(...roots.map((node) => node.position.y))
  const { x, y, width, height } = visibleArea(session)
  const seen = left > x - GRID && top > y - GRID && left < x + width - 4 * GRID && top < y + height - 4 * GRID
  if (seen) return freeStep(session, left, top)
  return { x: x + width / 2 - left - 64, y: y + height / 2 - top - 44 }
}

/** Two grid steps down and right, and again where a node lies already. */
function freeStep(session: Session, left: number, top: number): Position {
  let step = 2 * GRID
  const lies = (by: number) =>
    canvasOf(session).scene.nodes.some(
      ({ box }) => Math.abs(box.x - left - by) < GRID && Math.abs(box.y - top - by) < GRID,
    )
  while (lies(step) && step < 40 * GRID) step += 2 * GRID
  return { x: step, y: step }
}

/** Adds a node with its middle at a place on the canvas, inside the frame that lies there. */
export function addNodeAt(session: Session, kind: string, at: Position): void {
  const view = kindView(kind)
  if (!view || refusesEdits(session)) return
  if (design(session).nodes.length >= DESIGN_LIMITS.nodes) {
    showNotice(session, {
      text: t('canvas.full', { limit: DESIGN_LIMITS.nodes }),
      more: '',
      at: null,
      action: null,
    })
    return
  }
  const frame = frameAt(canvasOf(session).scene, at.x, at.y, new Set())
  const offset = parentOffset(canvasOf(session).scene, frame?.id)
  const { width, height } = sizeOfNew(kind, view)
  const position = { x: at.x - width / 2 - offset.x, y: at.y - height / 2 - offset.y }
  let id = ''
  session.design.edit((current) => {
    const added = addNode(current, kind, position, frame?.id)
    id = added.id
    return added.design
  })
  session.selection.select([id])
  focusNode(session, id)
}

/** A frame is as large as its fields say, a card as its view says. */
function sizeOfNew(kind: string, view: { readonly width: number; readonly height: number }) {
  const initial = (key: string): number => numberOf(kindModel(kind)?.fields ?? [], {}, key) ?? 0
  return kindModel(kind)?.traits.contains ? { width: initial('width'), height: initial('height') } : view
}

/** Near the middle of what is in view, to the right of and then below what already lies there. */
function addNodeAtCentre(session: Session, kind: KindId): void {
  const { x, y, width, height } = visibleArea(session)
  const view = kindView(kind)
  if (!view) return
  const size = sizeOfNew(kind, view)
  const isTaken = (at: Position): boolean =>
    canvasOf(session).scene.nodes.some(
      ({ box, frame }) =>
        !frame &&
        Math.abs(box.x + box.width / 2 - at.x) < (box.width + size.width) / 2 + GRID &&
        Math.abs(box.y + box.height / 2 - at.y) < (box.height + size.height) / 2 + GRID,
    )
  const step = { x: size.width + 3 * GRID, y: size.height + 2 * GRID }
  const columns = Math.max(1, Math.floor(width / 2 / step.x))
  let at = { x: x + width / 2, y: y + height / 2 }
  for (let tries = 1; isTaken(at) && tries < 60; tries++) {
    at = {
      x: x + width / 2 + (tries % columns) * step.x,
      y: y + height / 2 + Math.floor(tries / columns) * step.y,
    }
  }
  addNodeAt(session, kind, at)
}

/** The keyboard goes on from the new node, once React has drawn it. */
export function focusNode(session: Session, id: string): void {
  requestAnimationFrame(() =>
    canvasOf(session)
      .root?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
      ?.focus({ preventScroll: true }),
  )
}

/** Kills what is selected; restores it where all of it is down. */
export function killSelection(session: Session): void {
  const { byId } = canvasOf(session).scene
  const nodes = [...selectedIds(session)].flatMap((id) => byId.get(id) ?? [])
  const mortal = nodes.filter((node) => node.model?.traits.mortal && (!node.frame || node.members.length > 0))
  if (mortal.length === 0) {
    showNotice(session, { text: t('canvas.nothingMortal'), more: '', at: null, action: null })
    return
  }
  const up = mortal.filter((node) => !isDown(session, node))
  const struck = (up.length > 0 ? up : mortal).map(({ id }) => id)
  strike(session, struck, { type: up.length > 0 ? 'kill' : 'restore', amount: null })
}

/** A frame is down when all that is in it is. */
function isDown({ run }: Session, node: SceneNode): boolean {
  const ids = node.frame ? node.members : [node.id]
  return ids.length > 0 && ids.every((id) => nodeIsDown(run.frames.latest, id))
}

/** Goes to the node after the selected one, in the order in which they were drawn. */
function selectNext(session: Session): void {
  const { nodes } = design(session)
  const [chosen] = selectedIds(session)
  const next = nodes[(nodes.findIndex(({ id }) => id === chosen) + 1) % nodes.length]
  if (!next) return
  reveal(session, next.id)
  focusNode(session, next.id)
}

/** Selects a node and brings it to the middle. */
export function reveal(session: Session, id: string): void {
  const node = canvasOf(session).scene.byId.get(id)
  if (!node) return
  session.selection.select([id])
  const { x, y, width, height } = node.box
  const zoom = Math.max(canvasOf(session).viewport.zoom, 0.8)
  void canvasOf(session).flow?.setCenter(x + width / 2, y + height / 2, { zoom, duration: motionMs() })
}

export function autoLayout(session: Session): void {
  if (refusesEdits(session)) return
  const load = () => import('../../document/layout.ts')
  whenFetched('layout', load, ({ arranged, arrangement }) => {
    const laid = arrangement(design(session), nodeSize)
    session.design.edit((current) => arranged(current, laid))
    requestAnimationFrame(() => fitView(session))
  })
}

/** Begins a wire from the selected node, to be drawn with the keyboard or by the next click. */
export function startConnect(
  session: Session,
  from: string | undefined = [...selectedIds(session)][0],
): void {
  if (refusesEdits(session)) return
  if (from === undefined || (from === [...selectedIds(session)][0] && selectedIds(session).size !== 1)) {
    showNotice(session, { text: t('connect.pick'), more: '', at: null, action: null })
    return
  }
  session.view.setState({ connectFrom: from })
}

/** Draws a wire that is known to mean something, and selects it. */
export function addWire(session: Session, source: string, target: string): void {
  if (!newWirePaths(design(session), source, target).ok) return
  let id = ''
  session.design.edit((current) => {
    const connected = connect(current, source, target)
    id = connected.id
    return connected.design
  })
  session.selection.select([], [id])
}

/** Moves the selected nodes by steps of the grid; steps in quick succession are one step of undo. */
export function nudge(session: Session, dx: number, dy: number): void {
  const ids = selectedIds(session)
  const scene = canvasOf(session).scene
  const inside = taken(scene, ids)
  const moves = [...ids].flatMap((id) => {
    const node = scene.byId.get(id)
    // What lies in a selected frame moves with it.
    if (!node || (node.node.parent !== undefined && inside.has(node.node.parent))) return []
    const at = { x: node.box.x + dx * GRID, y: node.box.y + dy * GRID }
    return [adopted(scene, id, at, inside)]
  })
  if (moves.length > 0 && !refusesEdits(session))
    session.design.edit((current) => moveNodes(current, moves), 'nudge')
}

/** All of the above for whoever assembles menus and shortcuts of a session. */
export const canvasCommands = (session: Session) => ({
  deleteSelection: () => deleteSelection(session),
  copy: () => copy(session),
  cut: () => cut(session),
  paste: () => paste(session),
  duplicate: () => duplicate(session),
  selectAll: () => selectAll(session),
  killSelection: () => killSelection(session),
  fitView: () => fitView(session),
  zoomIn: () => zoomIn(session),
  zoomOut: () => zoomOut(session),
  zoomToSelection: () => zoomToSelection(session),
  autoLayout: () => autoLayout(session),
  startConnect: (from?: string) => startConnect(session, from),
  addAtCentre: (kind: KindId) => addNodeAtCentre(session, kind),
  reveal: (id: string) => reveal(session, id),
  lookAt: (view: CanvasView) => lookAt(session, view),
  view: () => currentView(session),
  nudge: (dx: number, dy: number) => nudge(session, dx, dy),
  selectNext: () => selectNext(session),
  undo: () => undo(session),
  redo: () => redo(session),
  reverseWire: (id: string) => reverseWire(session, id),
  turns: (id: string) => turns(session, id),
})
