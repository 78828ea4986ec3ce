import { drawIcon, micro, shortened, text } from './draw-parts.ts'
import type { Pen } from './pen.ts'
import type { SceneNode } from './scene.ts'
import { fontOf, type Theme } from './theme.ts'

const RADIUS = 7
const ICON = 16
const ICON_LEFT = 9
const NAME_LEFT = 31
const NAME_SIZE = 12
/** Inside the rim and the padding of the card. */
const PAD = 9
const HEAD_BASE = 21
const DASHES = [3, 3]

/** The ground of a card and its head: what the page itself draws on the canvas. */
export function drawCardGround(pen: Pen, theme: Theme, node: SceneNode, language: string): void {
  const { x, y, width, height } = node.box
  pen.beginPath()
  pen.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, RADIUS - 0.5)
  pen.fillStyle = theme.card
  pen.fill()
  pen.strokeStyle = node.model ? theme.cardRim : theme.edgeUi
  pen.lineWidth = 1
  if (!node.model) pen.setLineDash(DASHES)
  pen.stroke()
  pen.setLineDash([])
  drawIcon(pen, node.view?.icon ?? 'unknown', x + ICON_LEFT, y + 9, ICON, theme.ink2)
  const counted = drawTimes(pen, theme, node, language)
  pen.textAlign = 'left'
  pen.font = fontOf(theme, 600, NAME_SIZE)
  const room = width - NAME_LEFT - PAD - counted
  text(pen, shortened(pen, node.name, room), x + NAME_LEFT, y + HEAD_BASE, theme.ink)
  if (node.model) return
  pen.font = micro(theme)
  text(pen, shortened(pen, node.node.kind, width - 2 * PAD), x + PAD, y + 42, theme.ink2)
}

/** How many instances a card stands for, at its right; gives the room that this takes. */
function drawTimes(pen: Pen, theme: Theme, { node, box }: SceneNode, language: string): number {
  const { instances } = node.params
  if (typeof instances !== 'number' || instances < 2) return 0
  const times = `×${instances.toLocaleString(language)}`
  pen.font = micro(theme)
  pen.textAlign = 'right'
  text(pen, times, box.x + box.width - PAD, box.y + HEAD_BASE, theme.ink3)
  return pen.measureText(times).width + 6
}

/** The sign of a design's issue, at the upper left corner of what it names. */
export function drawProblem(pen: Pen, theme: Theme, at: { readonly x: number; readonly y: number }): void {
  pen.beginPath()
  pen.arc(at.x + 3, at.y + 2, 9, 0, Math.PI * 2)
  pen.fillStyle = theme.texts[3]!
  pen.fill()
  pen.strokeStyle = theme.canvas
  pen.lineWidth = 2
  pen.stroke()
  drawIcon(pen, 'warning', at.x - 3.5, at.y - 4.5, 13, theme.onInk)
}
