import {
  type CSSProperties,
  cloneElement,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { createPortal } from 'react-dom'
import './overlays.css'

type TooltipSide = 'top' | 'right' | 'bottom' | 'left'

interface TooltipProps {
  readonly content: ReactNode
  readonly side?: TooltipSide
  readonly children: ReactElement<TriggerProps>
}

interface TriggerProps {
  'aria-describedby'?: string | undefined
  onPointerEnter?: (event: React.PointerEvent<HTMLElement>) => void
  onPointerLeave?: (event: React.PointerEvent<HTMLElement>) => void
  onPointerDown?: (event: React.PointerEvent<HTMLElement>) => void
  onFocus?: (event: React.FocusEvent<HTMLElement>) => void
  onBlur?: (event: React.FocusEvent<HTMLElement>) => void
}

/** Hovering shows it after this; moving on to a neighbour shows the next one at once. */
const DELAY_MS = 400
const AFTERGLOW_MS = 250
let closedAt = 0

/**
 * Words on hover and on keyboard focus. What must be known without it stands on the screen as well. It is written by
 * hand because a positioning library would be a tenth of all that the page loads to start.
 */
export function Tooltip({ content, side = 'bottom', children }: TooltipProps) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const close = () => {
    clearTimeout(timer.current)
    if (anchor) closedAt = performance.now()
    setAnchor(null)
  }
  const { props } = children
  const trigger = cloneElement(children, {
    ...(anchor ? { 'aria-describedby': id } : {}),
    onPointerEnter: (event) => {
      props.onPointerEnter?.(event)
      const target = event.currentTarget
      const wait = performance.now() - closedAt < AFTERGLOW_MS ? 0 : DELAY_MS
      // A finger has no hover; a tap is there to do something.
      if (event.pointerType !== 'touch') timer.current = setTimeout(() => setAnchor(target), wait)
    },
    onPointerLeave: (event) => {
      props.onPointerLeave?.(event)
      close()
    },
    onPointerDown: (event) => {
      props.onPointerDown?.(event)
      close()
    },
    onFocus: (event) => {
      props.onFocus?.(event)
      if (event.target.matches(':focus-visible')) setAnchor(event.currentTarget)
    },
    onBlur: (event) => {
      props.onBlur?.(event)
      close()
    },
  })
  return (
    <>
      {trigger}
      {anchor ? (
        <Bubble anchor={anchor} side={side} id={id} onEscape={close}>
          {content}
        </Bubble>
      ) : null}
    </>
  )
}

interface BubbleProps {
  readonly anchor: HTMLElement
  readonly side: TooltipSide
  readonly id?: string
  /** Pixels between the two. */
  readonly gap?: number
  readonly onEscape?: () => void
  readonly children: ReactNode
}

const GAP = 6
const RIM = 8

/** The words beside an element, on the asked side or else on the one across, and always inside the page. */
export function Bubble({ anchor, side, id, gap = GAP, onEscape, children }: BubbleProps) {
  const ref = useRef<HTMLDivElement>(null)
  const [style, setStyle] = useState<CSSProperties>({ visibility: 'hidden' })
  useLayoutEffect(() => {
    if (ref.current)
      setStyle(placed(anchor.getBoundingClientRect(), ref.current.getBoundingClientRect(), side, gap))
  }, [anchor, side, gap])
  useEffect(() => {
    if (!onEscape) return
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onEscape()
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [onEscape])
  return createPortal(
    <div ref={ref} id={id} role="tooltip" className="ui-tooltip" style={style}>
      {children}
    </div>,
    document.body,
  )
}

function placed(anchor: DOMRect, bubble: DOMRect, side: TooltipSide, gap: number): CSSProperties {
  const middleX = anchor.x + anchor.width / 2 - bubble.width / 2
  const middleY = anchor.y + anchor.height / 2 - bubble.height / 2
  const places: Record<TooltipSide, readonly [number, number]> = {
    top: [middleX, anchor.y - bubble.height - gap],
    bottom: [middleX, anchor.bottom + gap],
    left: [anchor.x - bubble.width - gap, middleY],
    right: [anchor.right + gap, middleY],
  }
  const across = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const
  const fits = ([x, y]: readonly [number, number]) =>
    x >= 0 && y >= 0 && x + bubble.width <= innerWidth && y + bubble.height <= innerHeight
  const inside = (at: number, size: number, room: number) => Math.max(RIM, Math.min(at, room - size - RIM))
  const candidates = [side, across[side], 'top', 'bottom'] as const
  // What has to stay inside on one axis only is moved along it before another side is tried.
  const moved = candidates.map((candidate): readonly [number, number] => {
    const [x, y] = places[candidate]
    return candidate === 'top' || candidate === 'bottom'
      ? [inside(x, bubble.width, innerWidth), y]
      : [x, inside(y, bubble.height, innerHeight)]
  })
  const [x, y] = moved.find(fits) ?? moved[0]!
  return { left: Math.round(x), top: Math.round(y) }
}
