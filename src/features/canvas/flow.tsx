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
import '@xyflow/react/dist/base.css'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { lazyPart } from '../../i18n/with-words.ts'
import { type Scene, SceneBuilder } from '../../scene/scene.ts'
import {
  clearSelection,
  designStore,
  issueStore,
  select,
  selectionStore,
  uiStore,
} from '../../store/stores.ts'
import { canvasStore, levelAt, live, ZOOM_MAX, ZOOM_MIN } from './canvas-store.ts'
import { CardNode } from './card-node.tsx'
import { addNodeAt } from './commands.ts'
import { FrameNode } from './frame-node.tsx'
import { beginDrag, drag, endDrag, gestureStore } from './gestures.ts'
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
  const t = useT()
  const { scene, nodes, edges } = useProjection()
  const coarse = useMediaQuery('(pointer: coarse)')
  const readOnly = useStore(designStore, (state) => state.readOnly)
  useViewport()
  // Every node gets these handlers, so a new function would render them all anew.
  const clickNode = useCallback<NodeMouseHandler<FlowNode>>(
    (event, node) => void connectByClick(node.id, pointOf(event), t),
    [t],
  )
  const endWire = useCallback<OnConnectEnd>(
    (event, { fromNode }) => fromNode && dropWire(event, fromNode.id, t),
    [t],
  )
  return (
    <ReactFlow<FlowNode, FlowEdge>
      {...STEADY}
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
  const t = useT()
  const design = useStore(designStore, (state) => state.design)
  const selection = useStore(selectionStore)
  const issues = useStore(issueStore, (state) => state.issues)
  const overrides = useStore(gestureStore, (state) => state.overrides)
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
  live.scene = scene
  useDropGone(scene)
  return { scene, nodes, edges }
}

/** What is no longer in the design is no longer selected. */
function useDropGone(scene: Scene): void {
  useEffect(() => {
    const { nodes, wires } = selectionStore.getState()
    const kept = [...nodes].filter((id) => scene.byId.has(id))
    const keptWires = [...wires].filter((id) => scene.wireById.has(id))
    if (kept.length < nodes.size || keptWires.length < wires.size) select(kept, keptWires)
  }, [scene])
}

/** Lends the view to the painter and the commands, keeps the level, and shows a new document whole. */
function useViewport(): void {
  const flow = useReactFlow<FlowNode, FlowEdge>()
  const store = useStoreApi()
  useEffect(() => {
    live.flow = flow
    const follow = () => {
      const { transform } = store.getState()
      const [x, y, zoom] = transform
      if (live.viewport.x === x && live.viewport.y === y && live.viewport.zoom === zoom) return
      live.viewport = { x, y, zoom }
      const { level } = canvasStore.getState()
      const next = levelAt(zoom, level)
      if (next !== level) canvasStore.setState({ level: next })
    }
    follow()
    const stop = store.subscribe(follow)
    return () => {
      stop()
      live.flow = null
    }
  }, [flow, store])
  useFitOnOpen()
}

/** Another document is shown whole. It stays so while the page changes its size, until somebody moves the view. */
function useFitOnOpen(): void {
  useEffect(() => {
    let whole: Viewport | null = null
    const showWhole = () =>
      requestAnimationFrame(() => {
        whole = fitViewAtOnce()
      })
    const { firstView } = live
    live.firstView = null
    if (firstView === null) showWhole()
    else requestAnimationFrame(() => showView(firstView))
    const sizes = new ResizeObserver(() => {
      if (whole !== null && isSameView(live.viewport, whole)) showWhole()
    })
    if (live.root) sizes.observe(live.root)
    const stop = designStore.subscribe((state, before) => {
      const opened = state.documentId !== before.documentId && state.design !== before.design
      if (opened && state.design.nodes.length > 0) showWhole()
    })
    return () => {
      stop()
      sizes.disconnect()
    }
  }, [])
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

function changeNodes(changes: NodeChange<FlowNode>[]): void {
  const moved = changes.filter(
    (change): change is NodePositionChange => change.type === 'position' && change.dragging === true,
  )
  if (moved.length > 0) drag(moved)
  const chosen = changes.filter((change) => change.type === 'select')
  if (chosen.length === 0) return
  const { nodes, wires } = selectionStore.getState()
  select(afterChoice(nodes, chosen), wires)
}

function changeEdges(changes: EdgeChange<FlowEdge>[]): void {
  const chosen = changes.filter((change) => change.type === 'select')
  if (chosen.length === 0) return
  const { nodes, wires } = selectionStore.getState()
  select(nodes, afterChoice(wires, chosen))
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
function pointOf(event: { readonly clientX: number; readonly clientY: number }): { x: number; y: number } {
  const rect = live.root?.getBoundingClientRect()
  return { x: event.clientX - (rect?.x ?? 0), y: event.clientY - (rect?.y ?? 0) }
}

function placeOf(event: { readonly clientX: number; readonly clientY: number }): { x: number; y: number } {
  return live.flow?.screenToFlowPosition({ x: event.clientX, y: event.clientY }) ?? { x: 0, y: 0 }
}

function clickPane(): void {
  if (uiStore.getState().connectFrom !== null) uiStore.setState({ connectFrom: null })
  clearSelection()
}

/** While a kind waits to be placed, any click on the canvas places it, also one on a wire or a frame. */
function place(event: ReactMouseEvent): void {
  const { placing } = uiStore.getState()
  if (placing === null) return
  event.stopPropagation()
  uiStore.setState({ placing: null })
  addNodeAt(placing, placeOf(event))
}

function hoverWire(id: string | null): void {
  live.hoveredWire = id
}

function dropWire(event: MouseEvent | TouchEvent, source: string, t: ReturnType<typeof useT>): void {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (!point) return
  const { x, y } = placeOf(point)
  const target = wireTargetAt(live.scene, source, x, y)
  if (target) tryWire(source, target.id, pointOf(point), t)
}

function dragOver(event: DragEvent): void {
  if (!event.dataTransfer.types.includes(KIND_DATA)) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'copy'
}

function drop(event: DragEvent): void {
  const kind = event.dataTransfer.getData(KIND_DATA)
  if (kind === '') return
  event.preventDefault()
  addNodeAt(kind, placeOf(event))
}

/** What React Flow is told once; the same objects for ever, so that it never renders because of them. */
const STEADY = {
  nodeTypes: NODE_TYPES,
  edgeTypes: EDGE_TYPES,
  onNodesChange: changeNodes,
  onEdgesChange: changeEdges,
  onNodeDragStart: (_, node) => beginDrag(node.id),
  onNodeDragStop: endDrag,
  onSelectionDragStop: endDrag,
  onClickCapture: place,
  onPaneClick: clickPane,
  onEdgeMouseEnter: (_, edge) => hoverWire(edge.id),
  onEdgeMouseLeave: () => hoverWire(null),
  isValidConnection: () => false,
  connectionLineComponent: ConnectionLine,
  connectionRadius: 0,
  connectOnClick: false,
  onDragOver: dragOver,
  onDrop: drop,
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

/** Lines that show with what a dragged node is level. */
function Guides() {
  const guides = useStore(gestureStore, (state) => state.guides)
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
