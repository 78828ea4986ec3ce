import { drawCountdownRing } from './draw-badges.ts'
import type { Pen } from './pen.ts'
import type { Route } from './route.ts'
import type { Theme } from './theme.ts'
import { pointAt, type WireLook } from './wire-look.ts'

const BASE_OPACITY = 0.42
const STRONG_OPACITY = 0.85

/** The still part of a wire. The context is transformed to canvas pixels. */
export function drawWire(pen: Pen, theme: Theme, look: WireLook, zoom: number, strong: boolean): void {
  if (look.until < 1) {
    drawCutWire(pen, theme, look, zoom, strong)
    return
  }
  pen.lineCap = 'butt'
  pen.strokeStyle = theme.fills[look.level]!
  pen.globalAlpha = strong ? STRONG_OPACITY : BASE_OPACITY
  pen.lineWidth = look.width / thinning(zoom)
  if (look.dash === 'dots') {
    pen.strokeStyle = theme.ghost
    pen.globalAlpha = 0.9
    pen.lineWidth = look.wire.meaning === 'watches' ? 1.6 : 2.4
    pen.lineCap = 'round'
    pen.setLineDash([0, look.wire.meaning === 'watches' ? 6 : 5])
  } else if (look.dash === 'long') {
    if (look.log === 'none') pen.strokeStyle = theme.ghost
    pen.globalAlpha = look.log === 'none' ? 0.5 : 0.9
    pen.lineWidth = 1.6
    pen.setLineDash([6, 4])
  } else if (look.segmented) {
    pen.globalAlpha = 0.8
    pen.setLineDash([4, 2])
  } else if (look.level === 0) {
    pen.globalAlpha = 0.6
  }
  pen.strokePath(look.wire.route)
  pen.setLineDash([])
  pen.globalAlpha = 1
  pen.lineCap = 'butt'
  if (look.log === 'back') drawWireHead(pen, theme, look.wire.route, true)
}

/** Half of the gap in a cut wire, in canvas pixels. */
const CUT_GAP = 9

/** In its own colour up to the gap, a thin grey line beyond it. */
function drawCutWire(pen: Pen, theme: Theme, look: WireLook, zoom: number, strong: boolean): void {
  const { length } = look.wire.route
  const near = Math.max(0, length * look.until - CUT_GAP)
  pen.lineCap = 'butt'
  pen.strokeStyle = theme.ghost
  pen.globalAlpha = strong ? STRONG_OPACITY : 0.6
  pen.lineWidth = 1.2
  pen.setLineDash([0, near + 2 * CUT_GAP, length * 2, 0])
  pen.strokePath(look.wire.route)
  pen.strokeStyle = theme.fills[look.level]!
  pen.lineWidth = look.width / thinning(zoom)
  pen.setLineDash([near, length * 2])
  pen.strokePath(look.wire.route)
  pen.setLineDash([])
  pen.globalAlpha = 1
}

/** Length of a wire's head and half of its breadth, in canvas pixels. */
const HEAD = 7
const HEAD_HALF = 3.2

/** A small filled head at the end of a wire, or at its beginning, where nothing that moves says which way it goes. */
export function drawWireHead(pen: Pen, theme: Theme, { samples }: Route, atBeginning = false): void {
  const end = samples.length - 2
  const last = atBeginning ? 0 : end
  const before = atBeginning ? Math.min(4, end) : Math.max(0, end - 4)
  const [x, y] = [samples[last]!, samples[last + 1]!]
  const length = Math.hypot(x - samples[before]!, y - samples[before + 1]!)
  if (length === 0) return
  const [alongX, alongY] = [(x - samples[before]!) / length, (y - samples[before + 1]!) / length]
  const [baseX, baseY] = [x - alongX * HEAD, y - alongY * HEAD]
  pen.fillStyle = theme.fills[0]!
  pen.beginPath()
  pen.moveTo(x, y)
  pen.lineTo(baseX - alongY * HEAD_HALF, baseY + alongX * HEAD_HALF)
  pen.lineTo(baseX + alongY * HEAD_HALF, baseY - alongX * HEAD_HALF)
  pen.closePath()
  pen.fill()
}

/** Below half size wires keep a width on screen that can still be told apart. */
const thinning = (zoom: number): number => Math.min(1, Math.max(0.45, zoom * 1.6))

/** Rate of a wire at its middle, on a rim of the canvas colour. */
export function drawWireLabel(pen: Pen, theme: Theme, look: WireLook, label: string, zoom: number): void {
  const { samples } = look.wire.route
  const middle = Math.floor(samples.length / 4) * 2
  const size = Math.max(1, 1 / zoom)
  pen.save()
  const lift = look.cut > 0 || look.open > 0 ? 30 : 9
  pen.translate(samples[middle]!, samples[middle + 1]! - lift)
  pen.scale(size, size)
  pen.font = `400 11px ${theme.font}`
  pen.textAlign = 'center'
  pen.strokeStyle = theme.canvas
  pen.lineWidth = 4
  pen.lineJoin = 'round'
  pen.strokeText(label, 0, 0)
  pen.fillStyle = theme.ink
  pen.fillText(label, 0, 0)
  pen.restore()
}

/** A ring that empties until the target is left out, clear of the gap of a cut wire. */
export function drawCountdown(pen: Pen, theme: Theme, look: WireLook, label: string, zoom: number): void {
  const at = pointAt(look.wire.route, look.cut > 0 || look.open > 0 ? 0.75 : 0.5)
  drawCountdownRing(pen, theme, at, look.ejectsInSec / look.ejectsFromSec, label, zoom)
}
