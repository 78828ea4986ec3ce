import type { ReactFlowInstance, Viewport } from '@xyflow/react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Level } from '../../scene/levels.ts'
import { EMPTY_SCENE, NO_OVERRIDES, type Overrides, type Scene } from '../../scene/scene.ts'
import { perSession } from '../../session/per-session.ts'
import type { Session } from '../../session/session.ts'
import type { FlowEdge, FlowNode } from './projection.ts'

interface NoticeAction {
  readonly label: string
  readonly run: () => void
}

/** An answer at the place where something was tried: why it did not work, and what would. */
export interface Notice {
  readonly text: string
  readonly more: string
  /** Pixels inside the canvas, or null for the bottom middle. */
  readonly at: { readonly x: number; readonly y: number } | null
  readonly action: NoticeAction | null
}

export interface CanvasState {
  readonly level: Level
  readonly notice: Notice | null
  /** Said by the polite live region. */
  readonly announcement: string
  /** While the keyboard draws a wire: the target that Enter would take. */
  readonly candidate: string | null
  /** Frame that would take in what is being dragged. */
  readonly dropFrame: string | null
}

/** What the canvas shows: the point in its middle, in pixels of the design, the zoom, and what is selected. */
export interface CanvasView {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly nodes: readonly string[]
  readonly wires: readonly string[]
}

/** A line that shows with what the dragged node is level, in canvas pixels. */
export interface Guide {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

interface GestureState {
  /** Where things are shown while they are dragged or resized; the design gets it once, at the end. */
  readonly overrides: Overrides
  readonly guides: readonly Guide[]
}

/** What the mounted canvas of a session lends to its commands and to the painter; most is read every frame, so it is no React state. */
export interface CanvasDesk {
  readonly state: StoreApi<CanvasState>
  readonly gestures: StoreApi<GestureState>
  scene: Scene
  viewport: Viewport
  flow: ReactFlowInstance<FlowNode, FlowEdge> | null
  root: HTMLElement | null
  /** Where to look when the canvas is first drawn, unless it is to show everything. */
  firstView: CanvasView | null
  hoveredWire: string | null
  hoveredNode: string | null
  /** Takes text that is no clip but a document of its own; false where it is none. */
  openText: ((text: string) => boolean) | null
  /** Pointer inside the canvas in its pixels, or null while it is elsewhere. */
  pointer: { readonly x: number; readonly y: number } | null
  /** The node under the pointer of a drag: it is the one that snaps, the others follow it. */
  primary: string
  noticeTimer: ReturnType<typeof setTimeout> | undefined
}

/** The canvas of each session. */
export const canvasOf = perSession(
  (): CanvasDesk => ({
    state: createStore<CanvasState>()(() => ({
      level: 'near',
      notice: null,
      announcement: '',
      candidate: null,
      dropFrame: null,
    })),
    gestures: createStore<GestureState>()(() => ({ overrides: NO_OVERRIDES, guides: [] })),
    scene: EMPTY_SCENE,
    viewport: { x: 0, y: 0, zoom: 1 },
    flow: null,
    root: null,
    firstView: null,
    hoveredWire: null,
    hoveredNode: null,
    openText: null,
    pointer: null,
    primary: '',
    noticeTimer: undefined,
  }),
)

export const announce = (session: Session, announcement: string): void =>
  canvasOf(session).state.setState({ announcement })

const NOTICE_MS = 6000
const NOTICE_WITH_ACTION_MS = 10_000

export function showNotice(session: Session, notice: Notice): void {
  clearTimeout(canvasOf(session).noticeTimer)
  canvasOf(session).state.setState({
    notice,
    announcement: [notice.text, notice.more].filter(Boolean).join(' '),
  })
  canvasOf(session).noticeTimer = setTimeout(
    () => hideNotice(session),
    notice.action ? NOTICE_WITH_ACTION_MS : NOTICE_MS,
  )
}

export function hideNotice(session: Session): void {
  clearTimeout(canvasOf(session).noticeTimer)
  canvasOf(session).state.setState({ notice: null })
}

/** How far the view goes out and in. */
export const ZOOM_MIN = 0.08
export const ZOOM_MAX = 2.5

const FAR = 0.3
/** From this zoom on a node is a card. */
export const NEAR = 0.7
/** The level changes only this far beyond a threshold, so that it never flickers at the edge. */
const HYSTERESIS = 0.05

export function levelAt(zoom: number, level: Level): Level {
  if (zoom >= NEAR + HYSTERESIS) return 'near'
  if (zoom < FAR - HYSTERESIS) return 'far'
  if (level === 'near') return zoom < NEAR - HYSTERESIS ? levelBelow(zoom) : 'near'
  if (level === 'far') return zoom >= FAR + HYSTERESIS ? 'mid' : 'far'
  return 'mid'
}

const levelBelow = (zoom: number): Level => (zoom < FAR ? 'far' : 'mid')
