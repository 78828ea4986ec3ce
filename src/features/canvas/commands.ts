import { newWirePaths } from '../../compile/wires.ts'
import { type Clip, clipText, isClip } from '../../document/clip-text.ts'
import { t } from '../../i18n/i18n.ts'
import { whenFetched } from '../../i18n/with-words.ts'
import type { KindId } from '../../kinds/models.ts'
import { kindModel } from '../../kinds/models.ts'
import { kindView } from '../../kinds/views.ts'
import { DESIGN_LIMITS, type Design, type Position } from '../../model/design.ts'
import { plainFault } from '../../model/fault.ts'
import { numberOf } from '../../model/params.ts'
import { type FaultChoice, faultsOf } from '../../reading/fault-targets.ts'
import { simClient } from '../../runtime/session.ts'
import { frameAt, type SceneNode } from '../../scene/scene.ts'
import { nodeSize } from '../../scene/sizes.ts'
import { addNode, clip, connect, GRID, moveNodes, paste as pasteClip, remove } from '../../store/edits.ts'
import { designStore, select, selectionStore, uiStore } from '../../store/stores.ts'
import { copyText as putOnClipboard } from '../../ui/copy-text.ts'
import { announce, hideNotice, live, showNotice } from './canvas-store.ts'
import { adopted, parentOffset, taken } from './gestures.ts'
import { currentView, lookAt, visibleArea } from './looking.ts'
import { editing, redo, refusesEdits, undo } from './read-only.ts'
import { reverseWire, turns } from './reverse-wire.ts'
import { fitView, motionMs, zoomIn, zoomOut, zoomToSelection } from './view-commands.ts'

/** What the canvas can be asked to do, by menus, shortcuts, the palette and the command palette alike. */

const design = (): Design => designStore.getState().design
const selectedIds = (): ReadonlySet<string> => selectionStore.getState().nodes

export function deleteSelection(): void {
  const { nodes, wires } = selectionStore.getState()
  const count = nodes.size + wires.size
  if (count === 0 || refusesEdits()) return
  designStore.edit((current) => remove(current, nodes, wires))
  select([])
  announce(t('canvas.deleted', { count }))
}

export function selectAll(): void {
  const { nodes, edges } = design()
  select(
    nodes.map((node) => node.id),
    edges.map((edge) => edge.id),
  )
}

/** What was copied last in this tab, for browsers that let no page read the clipboard. */
let copied = ''

/** Text of the selected nodes, or an empty string where none is selected. */
export function copyText(): string {
  const ids = selectedIds()
  if (ids.size === 0) return ''
  copied = clipText(clip(design(), ids))
  announce(t('clip.copied', { count: ids.size }))
  return copied
}

export function copy(): void {
  const text = copyText()
  if (text !== '') void putOnClipboard(text)
}

export function cut(): void {
  if (selectedIds().size === 0 || refusesEdits()) return
  copy()
  deleteSelection()
}

export async function paste(): Promise<void> {
  if (refusesEdits()) return
  const text = await navigator.clipboard?.readText?.().catch(() => copied)
  if (!pasteText(text || copied)) showNotice({ text: t('clip.empty'), more: '', at: null, action: null })
}

/** Pastes text of the clipboard; false where it is not ours, and left alone. */
export function pasteText(text: string): boolean {
  if (!isClip(text)) return live.openText?.(text) ?? false
  // The reader comes with the first paste.
  whenFetched(
    'part',
    () => import('../../document/clip.ts'),
    ({ readClip }) => {
      const read = readClip(text)
      if (read.ok) insert(read.value, pasteOffset(read.value))
      else if (read.error !== 'foreign') {
        const reason = t(`clip.reason.${read.error}`, { limit: DESIGN_LIMITS.nodes })
        showNotice({ text: t('clip.broken', { reason }), more: '', at: null, action: null })
      }
    },
  )
  return true
}

export function duplicate(): void {
  const ids = selectedIds()
  if (ids.size > 0) insert(clip(design(), ids), { x: 2 * GRID, y: 2 * GRID })
}

function insert(clipped: Clip, offset: Position): void {
  if (clipped.nodes.length === 0 || refusesEdits()) return
  const { nodes, edges } = design()
  const { nodes: limit, edges: wires } = DESIGN_LIMITS
  if (nodes.length + clipped.nodes.length > limit || edges.length + clipped.edges.length > wires) {
    showNotice({ text: t('clip.full', { limit, wires }), more: '', at: null, action: null })
    return
  }
  let ids: readonly string[] = []
  designStore.edit((current) => {
    const pasted = pasteClip(current, clipped, offset)
    ids = pasted.ids
    return intoFrames(pasted.design, pasted.ids)
  })
  if (designStore.getState().refusal !== null) return
  select(ids)
  hideNotice()
}

/** What lands on a frame becomes part of it, as with a drop. */
function intoFrames(next: Design, ids: readonly string[]): Design {
  const scene = live.scene
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
function pasteOffset({ nodes }: Clip): Position {
  const roots = nodes.filter((node) => node.parent === undefined)
  const left = Math.min(...roots.map((node) => node.position.x))
  const top = Math.min(...roots.map((node) => node.position.y))
  const { x, y, width, height } = visibleArea()
  const seen = left > x - GRID && top > y - GRID && left < x + width - 4 * GRID && top < y + height - 4 * GRID
  if (seen) return freeStep(left, top)
  return { x: x + width / 2 - left - 64, y: y + height / 2 - top - 44 }
}

/** Two grid steps down and right, and again where a node lies already. */
function freeStep(left: number, top: number): Position {
  let step = 2 * GRID
  const lies = (by: number) =>
    live.scene.nodes.some(
      ({ box }) => Math.abs(box.x - left - by) < GRID && Math.abs(box.y - top - by) < GRID,
    )
  while (lies(step) && step < 40 * GRID) step += 2 * GRID
  return { x: step, y: step }
}

/** Adds a node with its middle at a place on the canvas, inside the frame that lies there. */
export function addNodeAt(kind: string, at: Position): void {
  const view = kindView(kind)
  if (!view || refusesEdits()) return
  if (design().nodes.length >= DESIGN_LIMITS.nodes) {
    showNotice({ text: t('canvas.full', { limit: DESIGN_LIMITS.nodes }), more: '', at: null, action: null })
    return
  }
  const frame = frameAt(live.scene, at.x, at.y, new Set())
  const offset = parentOffset(live.scene, frame?.id)
  const { width, height } = sizeOfNew(kind, view)
  const position = { x: at.x - width / 2 - offset.x, y: at.y - height / 2 - offset.y }
  let id = ''
  designStore.edit((current) => {
    const added = addNode(current, kind, position, frame?.id)
    id = added.id
    return added.design
  })
  select([id])
  focusNode(id)
}

/** A frame is as large as its fields say, a card as its view says. */
function sizeOfNew(kind: string, view: { readonly width: number; readonly height: number }) {
  const initial = (key: string): number => numberOf(kindModel(kind)?.fields ?? [], {}, key) ?? 0
  return kindModel(kind)?.traits.contains ? { width: initial('width'), height: initial('height') } : view
}

/** Near the middle of what is in view, to the right of and then below what already lies there. */
function addNodeAtCentre(kind: KindId): void {
  const { x, y, width, height } = visibleArea()
  const view = kindView(kind)
  if (!view) return
  const size = sizeOfNew(kind, view)
  const isTaken = (at: Position): boolean =>
    live.scene.nodes.some(
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
  addNodeAt(kind, at)
}

/** The keyboard goes on from the new node, once React has drawn it. */
export function focusNode(id: string): void {
  requestAnimationFrame(() =>
    live.root
      ?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
      ?.focus({ preventScroll: true }),
  )
}

const isDown = (id: string): boolean => simClient.frames.latest?.node(id, 'down') === 1

/** A frame is down when all that is in it is. */
export const nodeIsDown = (node: SceneNode): boolean =>
  node.frame ? node.members.length > 0 && node.members.every(isDown) : isDown(node.id)

export function killOrRestore(ids: Iterable<string>): void {
  const nodes = [...ids].flatMap((id) => live.scene.byId.get(id) ?? [])
  const mortal = nodes.filter((node) => node.model?.traits.mortal && (!node.frame || node.members.length > 0))
  if (mortal.length === 0) {
    showNotice({ text: t('canvas.nothingMortal'), more: '', at: null, action: null })
    return
  }
  const type = mortal.every(nodeIsDown) ? 'restore' : 'kill'
  for (const node of mortal)
    if (type === 'restore' || !nodeIsDown(node)) simClient.inject(plainFault(type, node.id))
}

/** Kills what is selected; restores it where all of it is down. */
export const killSelection = (): void => killOrRestore(selectedIds())

/** A fault happens now, so whoever looked back sees the present again. */
export function strike(id: string, choice: FaultChoice): void {
  simClient.frames.scrubTo(null)
  for (const fault of faultsOf(design(), [id], choice)) simClient.inject(fault)
}

function restoreSelection(): void {
  for (const id of selectedIds()) simClient.inject(plainFault('restore', id))
}

/** Goes to the node after the selected one, in the order in which they were drawn. */
function selectNext(): void {
  const { nodes } = design()
  const [chosen] = selectedIds()
  const next = nodes[(nodes.findIndex(({ id }) => id === chosen) + 1) % nodes.length]
  if (!next) return
  reveal(next.id)
  focusNode(next.id)
}

/** Selects a node and brings it to the middle. */
function reveal(id: string): void {
  const node = live.scene.byId.get(id)
  if (!node) return
  select([id])
  const { x, y, width, height } = node.box
  const zoom = Math.max(live.viewport.zoom, 0.8)
  void live.flow?.setCenter(x + width / 2, y + height / 2, { zoom, duration: motionMs() })
}

export function autoLayout(): void {
  if (refusesEdits()) return
  const load = () => import('../../document/layout.ts')
  whenFetched('layout', load, ({ arranged, arrangement }) => {
    const laid = arrangement(design(), nodeSize)
    designStore.edit((current) => arranged(current, laid))
    requestAnimationFrame(fitView)
  })
}

/** Begins a wire from the selected node, to be drawn with the keyboard or by the next click. */
export function startConnect(from: string | undefined = [...selectedIds()][0]): void {
  if (refusesEdits()) return
  if (from === undefined || (from === [...selectedIds()][0] && selectedIds().size !== 1)) {
    showNotice({ text: t('connect.pick'), more: '', at: null, action: null })
    return
  }
  uiStore.setState({ connectFrom: from })
}

/** Draws a wire that is known to mean something, and selects it. */
export function addWire(source: string, target: string): void {
  if (!newWirePaths(design(), source, target).ok) return
  let id = ''
  designStore.edit((current) => {
    const connected = connect(current, source, target)
    id = connected.id
    return connected.design
  })
  select([], [id])
}

/** Moves the selected nodes by steps of the grid; steps in quick succession are one step of undo. */
export function nudge(dx: number, dy: number): void {
  const ids = selectedIds()
  const scene = live.scene
  const inside = taken(scene, ids)
  const moves = [...ids].flatMap((id) => {
    const node = scene.byId.get(id)
    // What lies in a selected frame moves with it.
    if (!node || (node.node.parent !== undefined && inside.has(node.node.parent))) return []
    const at = { x: node.box.x + dx * GRID, y: node.box.y + dy * GRID }
    return [adopted(scene, id, at, inside)]
  })
  if (moves.length > 0 && !refusesEdits()) designStore.edit((current) => moveNodes(current, moves), 'nudge')
}

/** All of the above for whoever assembles menus and shortcuts. */
export const canvasCommands = {
  deleteSelection,
  copy,
  cut,
  paste,
  duplicate,
  selectAll,
  killSelection,
  restoreSelection,
  fitView,
  zoomIn,
  zoomOut,
  zoomToSelection,
  autoLayout,
  startConnect,
  addAtCentre: addNodeAtCentre,
  reveal,
  lookAt,
  view: currentView,
  nudge,
  selectNext,
  undo,
  redo,
  reverseWire: editing(reverseWire),
  turns,
} as const
