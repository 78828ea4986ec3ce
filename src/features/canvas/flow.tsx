import {
  type EdgeChange,
  type NodeChange,
  type NodeMouseHandler,
  type NodePositionChange,
  type OnConnectEnd,
  ReactFlow,
  type ReactFlowProps,
  SelectionMode,
  useReactFlow,
  useStoreApi,
  type Viewport,
  ViewportPortal,
} from '@xyflow/react'
import {
  type DragEvent,
  type MouseEvent as ReactMouseEvent,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react'
import { useStore } from 'zustand'
import { droppedFault, FAULT_DATA } from '../../page/drag-data.ts'
import { lazyPart, whenFetched } from '../../page/with-words.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { canvasOf } from './canvas-store.ts'
import '@xyflow/react/dist/base.css'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { type Scene, SceneBuilder } from '../../scene/scene.ts'
import { levelAt, ZOOM_MAX, ZOOM_MIN } from './canvas-store.ts'
import { CardNode } from './card-node.tsx'
import { addNodeAt } from './commands.ts'
import { FrameNode } from './frame-node.tsx'
import { beginDrag, drag, endDrag } from './gestures.ts'
import { showView } from './looking.ts'
import { OverlayCanvas } from './overlay/overlay-canvas.tsx'
import { type FlowEdge, type FlowNode, Projector, problemsById } from './projection.ts'
import { fitViewAtOnce } from './view-commands.ts'
import { WireEdge } from './wire-edge.tsx'
import { ConnectionLine, connectByClick, tryWire, wireTargetAt } from './wiring.tsx'

const KeyboardConnect = lazyPart(() => import('./keyboard-connect.tsx'))

const NODE_TYPES = { card: CardNode, frame: FrameNode }
const EDGE_TYPES = { wire: WireEdge }
/** Type of the data that the palette's drags carry. */
const KIND_DATA = 'application/x-faultline-kind'
/** From this many nodes on, React draws only what can be seen. */
const CULL_FROM = 600
const MIDDLE_BUTTON = [1]

interface FlowProps {
  readonly embedded: boolean
}

export function Flow({ embedded }: FlowProps) {
  const session = useSession()
  const t = useT()
  const { scene, nodes, edges } = useProjection()
  const coarse = useMediaQuery('(pointer: coarse)')
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const handlers = useMemo(() => handlersOf(session), [session])
  useViewport()
  // Every node gets these handlers, so a new function would render them all anew.
  const clickNode = useCallback<NodeMouseHandler<FlowNode>>(
    (event, node) => void connectByClick(session, node.id, pointOf(session, event), t),
    [session, t],
  )
  const endWire = useCallback<OnConnectEnd>(
    (event, { fromNode }) => fromNode && dropWire(session, event, fromNode.id, t),
    [session, t],
  )
  return (
    <ReactFlow<FlowNode, FlowEdge>
      {...STEADY}
      {...handlers}
      nodes={nodes}
      edges={edges}
      onNodeClick={clickNode}
      onConnectEnd={endWire}
      // A mouse selects on the empty canvas and pans with the middle button or Alt; a finger pans.
      selectionOnDrag={!coarse && !embedded}
      panOnDrag={coarse || embedded ? true : MIDDLE_BUTTON}
      // Elsewhere the wheel belongs to the page round it, unless Ctrl is held.
      zoomOnScroll={!embedded}
      preventScrolling={!embedded}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      onlyRenderVisibleElements={nodes.length > CULL_FROM}
      ariaLabelConfig={ariaLabels(t, readOnly)}
    >
      <Guides />
      <Suspense fallback={null}>
        <KeyboardConnect scene={scene} />
      </Suspense>
      <OverlayCanvas />
    </ReactFlow>
  )
}

/** What a screen reader hears about any node and wire, instead of React Flow's own words. */
function ariaLabels(t: Translator, readOnly: boolean) {
  const node = t(readOnly ? 'readOnly.nodeHelp' : 'canvas.nodeHelp')
  return {
    'node.a11yDescription.default': node,
    'node.a11yDescription.keyboardDisabled': node,
    'edge.a11yDescription.default': t(readOnly ? 'readOnly.nodeHelp' : 'canvas.wireHelp'),
  }
}

/** Design, selection and gestures as nodes and edges; numbers of the run never come here. */
function useProjection() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const selection = useStore(session.selection)
  const issues = useStore(session.issues, (state) => state.issues)
  const overrides = useStore(canvasOf(session).gestures, (state) => state.overrides)
  const [builder] = useState(() => new SceneBuilder())
  const [projector] = useState(() => new Projector())
  const scene = useMemo(() => builder.build(design, t.language, overrides), [builder, design, t, overrides])
  const problems = useMemo(() => problemsById(issues, design, t), [issues, design, t])
  const nodes = useMemo(
    () => projector.nodes(scene, selection, problems, overrides, t),
    [projector, scene, selection, problems, overrides, t],
  )
  const edges = useMemo(
    () => projector.edges(scene, selection, problems, t),
    [projector, scene, selection, problems, t],
  )
  canvasOf(session).scene = scene
  useDropGone(scene)
  return { scene, nodes, edges }
}

/** What is no longer in the design is no longer selected. */
function useDropGone(scene: Scene): void {
  const session = useSession()
  useEffect(() => {
    const { nodes, wires } = session.selection.getState()
    const kept = [...nodes].filter((id) => scene.byId.has(id))
    const keptWires = [...wires].filter((id) => scene.wireById.has(id))
    if (kept.length < nodes.size || keptWires.length < wires.size) session.selection.select(kept, keptWires)
  }, [scene, session.selection.select, session.selection.getState])
}

/** Lends the view to the painter and the commands, keeps the level, and shows a new document whole. */
function useViewport(): void {
  const session = useSession()
  const flow = useReactFlow<FlowNode, FlowEdge>()
  const store = useStoreApi()
  useEffect(() => {
    canvasOf(session).flow = flow
    const follow = () => {
      const { transform } = store.getState()
      const [x, y, zoom] = transform
      if (
        canvasOf(session).viewport.x === x &&
        canvasOf(session).viewport.y === y &&
        canvasOf(session).viewport.zoom === zoom
      )
        return
      canvasOf(session).viewport = { x, y, zoom }
      const { level } = canvasOf(session).state.getState()
      const next = levelAt(zoom, level)
      if (next !== level) canvasOf(session).state.setState({ level: next })
    }
    follow()
    const stop = store.subscribe(follow)
    return () => {
      stop()
      canvasOf(session).flow = null
    }
  }, [flow, store, session])
  useFitOnOpen()
}

/** Another document is shown whole. It stays so while the page changes its size, until somebody moves the view. */
function useFitOnOpen(): void {
  const session = useSession()
  useEffect(() => {
    let whole: Viewport | null = null
    const showWhole = () =>
      requestAnimationFrame(() => {
        whole = fitViewAtOnce(session)
      })
    const { firstView } = canvasOf(session)
    canvasOf(session).firstView = null
    if (firstView === null) showWhole()
    else requestAnimationFrame(() => showView(session, firstView))
    const sizes = new ResizeObserver(() => {
      if (whole !== null && isSameView(canvasOf(session).viewport, whole)) showWhole()
    })
    const { root } = canvasOf(session)
    if (root) sizes.observe(root)
    const stop = session.design.subscribe((state, before) => {
      const opened = state.documentId !== before.documentId && state.design !== before.design
      if (opened && state.design.nodes.length > 0) showWhole()
    })
    return () => {
      stop()
      sizes.disconnect()
    }
  }, [session.design.subscribe, session])
}

const isSameView = (a: Viewport, b: Viewport): boolean => a.x === b.x && a.y === b.y && a.zoom === b.zoom

function useMediaQuery(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const follow = () => setMatches(media.matches)
    media.addEventListener('change', follow)
    return () => media.removeEventListener('change', follow)
  }, [query])
  return matches
}

function changeNodes(session: Session, changes: NodeChange<FlowNode>[]): void {
  const moved = changes.filter(
    (change): change is NodePositionChange => change.type === 'position' && change.dragging === true,
  )
  if (moved.length > 0) drag(session, moved)
  const chosen = changes.filter((change) => change.type === 'select')
  if (chosen.length === 0) return
  const { nodes, wires } = session.selection.getState()
  session.selection.select(afterChoice(nodes, chosen), wires)
}

function changeEdges(session: Session, changes: EdgeChange<FlowEdge>[]): void {
  const chosen = changes.filter((change) => change.type === 'select')
  if (chosen.length === 0) return
  const { nodes, wires } = session.selection.getState()
  session.selection.select(nodes, afterChoice(wires, chosen))
}

function afterChoice(
  before: ReadonlySet<string>,
  changes: readonly { readonly id: string; readonly selected: boolean }[],
): Set<string> {
  const after = new Set(before)
  for (const { id, selected } of changes) {
    if (selected) after.add(id)
    else after.delete(id)
  }
  return after
}

/** A pointer in pixels of the canvas. */
function pointOf(
  session: Session,
  event: { readonly clientX: number; readonly clientY: number },
): { x: number; y: number } {
  const rect = canvasOf(session).root?.getBoundingClientRect()
  return { x: event.clientX - (rect?.x ?? 0), y: event.clientY - (rect?.y ?? 0) }
}

function placeOf(
  session: Session,
  event: { readonly clientX: number; readonly clientY: number },
): { x: number; y: number } {
  return (
    canvasOf(session).flow?.screenToFlowPosition({ x: event.clientX, y: event.clientY }) ?? { x: 0, y: 0 }
  )
}

function clickPane(session: Session): void {
  if (session.view.getState().connectFrom !== null) session.view.setState({ connectFrom: null })
  session.selection.clear()
}

/** While a kind waits to be placed, any click on the canvas places it, also one on a wire or a frame. */
function place(session: Session, event: ReactMouseEvent): void {
  const { placing } = session.view.getState()
  if (placing === null) return
  event.stopPropagation()
  session.view.setState({ placing: null })
  addNodeAt(session, placing, placeOf(session, event))
}

function hoverWire(session: Session, id: string | null): void {
  canvasOf(session).hoveredWire = id
}

function dropWire(
  session: Session,
  event: MouseEvent | TouchEvent,
  source: string,
  t: ReturnType<typeof useT>,
): void {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (!point) return
  const { x, y } = placeOf(session, point)
  const target = wireTargetAt(canvasOf(session).scene, source, x, y)
  if (target) tryWire(session, source, target.id, pointOf(session, point), t)
}

function dragOver(event: DragEvent): void {
  if (![KIND_DATA, FAULT_DATA].some((type) => event.dataTransfer.types.includes(type))) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}

function drop(session: Session, event: DragEvent): void {
  const fault = droppedFault(event)
  if (fault) {
    event.preventDefault()
    const wire = (event.target as Element).closest<HTMLElement>('[data-wire]')?.dataset.wire ?? null
    const dropped = { fault, ...placeOf(session, event), wire, at: pointOf(session, event) }
    whenFetched(
      'part',
      () => import('./drop-fault.ts'),
      ({ dropFault }) => dropFault(session, dropped),
    )
    return
  }
  const kind = event.dataTransfer.getData(KIND_DATA)
  if (kind === '') return
  event.preventDefault()
  addNodeAt(session, kind, placeOf(session, event))
}

/** What React Flow is told once; the same objects for ever, so that it never renders because of them. */
const STEADY = {
  nodeTypes: NODE_TYPES,
  edgeTypes: EDGE_TYPES,
  isValidConnection: () => false,
  connectionLineComponent: ConnectionLine,
  connectionRadius: 0,
  connectOnClick: false,
  onDragOver: dragOver,
  panActivationKeyCode: 'Alt',
  selectionMode: SelectionMode.Partial,
  selectionKeyCode: null,
  multiSelectionKeyCode: ['Shift', 'Meta', 'Control'],
  deleteKeyCode: null,
  zoomOnDoubleClick: false,
  minZoom: ZOOM_MIN,
  maxZoom: ZOOM_MAX,
  nodeDragThreshold: 3,
  elevateNodesOnSelect: false,
  zIndexMode: 'manual',
  disableKeyboardA11y: true,
  nodesFocusable: true,
  edgesFocusable: true,
  attributionPosition: 'bottom-right',
} satisfies ReactFlowProps<FlowNode, FlowEdge>

/** What React Flow tells the canvas of a session; as steady as the rest. */
const handlersOf = (session: Session) =>
  ({
    onNodesChange: (changes) => changeNodes(session, changes),
    onEdgesChange: (changes) => changeEdges(session, changes),
    onNodeDragStart: (_, node) => beginDrag(session, node.id),
    onNodeDragStop: () => endDrag(session),
    onSelectionDragStop: () => endDrag(session),
    onClickCapture: (event) => place(session, event),
    onPaneClick: () => clickPane(session),
    onEdgeMouseEnter: (_, edge) => hoverWire(session, edge.id),
    onEdgeMouseLeave: () => hoverWire(session, null),
    onDrop: (event) => drop(session, event),
  }) satisfies ReactFlowProps<FlowNode, FlowEdge>

/** Lines that show with what a dragged node is level. */
function Guides() {
  const session = useSession()
  const guides = useStore(canvasOf(session).gestures, (state) => state.guides)
  if (guides.length === 0) return null
  return (
    <ViewportPortal>
      <svg className="canvas-guides" aria-hidden="true">
        {guides.map((guide) => (
          <line key={`${guide.x1} ${guide.y1} ${guide.x2} ${guide.y2}`} {...guide} />
        ))}
      </svg>
    </ViewportPortal>
  )
}
