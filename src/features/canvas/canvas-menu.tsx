import { type PointerEvent, type ReactNode, Suspense, useRef, useState } from 'react'
import { lazyPart } from '../../page/with-words.ts'
import { useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import type { MenuCall } from './canvas-menu-items.tsx'

const CanvasMenuItems = lazyPart(() => import('./canvas-menu-items.tsx'))

/** How long a finger rests until it means the menu, and how far it may wander meanwhile. */
const PRESS_MS = 550
const PRESS_SLACK_PX = 8

interface CanvasMenuProps {
  readonly onAdd: () => void
  readonly children: ReactNode
}

/** Right click, menu key or a long press on a node, a wire or the canvas opens its menu. */
export function CanvasMenu({ onAdd, children }: CanvasMenuProps) {
  const session = useSession()
  const [call, setCall] = useState<MenuCall | null>(null)
  const press = useLongPress((target, x, y) => setCall(callFor(session, target, x, y)))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only catches what bubbles up from the canvas inside.
    <div
      className="canvas-menu-area"
      {...press}
      onContextMenu={(event) => {
        event.preventDefault()
        setCall(callFor(session, event.target, event.clientX, event.clientY))
      }}
    >
      {children}
      {call ? (
        <Suspense fallback={null}>
          <CanvasMenuItems
            key={`${call.x} ${call.y}`}
            call={call}
            onAdd={onAdd}
            onClose={() => setCall(null)}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

/** The node or wire under the pointer becomes the selection, unless it is part of it already. */
function callFor(session: Session, eventTarget: EventTarget, x: number, y: number): MenuCall {
  const target = eventTarget instanceof Element ? eventTarget : null
  const node = target?.closest('.react-flow__node')?.getAttribute('data-id')
  const wire = target?.closest('.react-flow__edge')?.getAttribute('data-id')
  const { nodes, wires } = session.selection.getState()
  if (node && !nodes.has(node)) session.selection.select([node])
  if (wire && !wires.has(wire)) session.selection.select([], [wire])
  if (node) return { subject: { on: 'node', id: node }, x, y }
  if (wire) return { subject: { on: 'wire', id: wire }, x, y }
  return { subject: { on: 'canvas' }, x, y }
}

/** Handlers that call back when a finger has rested; a second finger, a wandering or a lifted one calls it off. */
function useLongPress(onPress: (target: EventTarget, x: number, y: number) => void) {
  const pending = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null)
  const stop = () => {
    if (pending.current) clearTimeout(pending.current.timer)
    pending.current = null
  }
  return {
    onPointerDown: ({ pointerType, isPrimary, target, clientX: x, clientY: y }: PointerEvent) => {
      stop()
      if (pointerType !== 'touch' || !isPrimary) return
      const timer = setTimeout(() => {
        pending.current = null
        onPress(target, x, y)
      }, PRESS_MS)
      pending.current = { timer, x, y }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = pending.current
      if (from && Math.hypot(clientX - from.x, clientY - from.y) > PRESS_SLACK_PX) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  }
}
