import { chosenLanguage } from '../../../i18n/language.ts'
import { nodeLevel } from '../../../reading/card-readings.ts'
import type { Box } from '../../../scene/route.ts'
import type { Theme } from '../../../scene/theme.ts'
import type { Session } from '../../../session/session.ts'
import { canvasOf } from '../canvas-store.ts'
import { MAP, mapping, visible } from '../minimap-geometry.ts'
import { readTheme } from './theme.ts'

/** The map follows the view closely and the run at reading speed. */
const PAINT_MS = 100

/** Paints the map until it is told to stop. */
export function paintMinimap(session: Session, canvas: HTMLCanvasElement): () => void {
  const ctx = canvas.getContext('2d')
  if (!ctx) return () => {}
  const ratio = Math.min(2, devicePixelRatio || 1)
  canvas.width = MAP.width * ratio
  canvas.height = MAP.height * ratio
  let theme = readTheme()
  let painted: readonly unknown[] = []
  const themes = new MutationObserver(() => {
    theme = readTheme()
    painted = []
  })
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  const timer = setInterval(() => {
    const state = [
      canvasOf(session).scene,
      canvasOf(session).viewport,
      session.run.frames.shown,
      session.view.getState().overlay,
    ]
    if (document.hidden || state.every((value, index) => value === painted[index])) return
    painted = state
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(session, ctx, theme)
  }, PAINT_MS)
  return () => {
    clearInterval(timer)
    themes.disconnect()
  }
}

function paint(session: Session, ctx: CanvasRenderingContext2D, theme: Theme): void {
  const { scale, x, y } = mapping(session)
  ctx.clearRect(0, 0, MAP.width, MAP.height)
  ctx.lineWidth = 1
  for (const [colour, boxes] of boxesByColour(session, theme)) {
    ctx.beginPath()
    for (const box of boxes)
      ctx.roundRect(
        box.x * scale + x,
        box.y * scale + y,
        Math.max(2, box.width * scale),
        Math.max(2, box.height * scale),
        2,
      )
    ctx.fillStyle = colour
    ctx.strokeStyle = colour
    if (colour === theme.line) ctx.stroke()
    else ctx.fill()
  }
  const view = visible(session)
  ctx.strokeStyle = theme.ink2
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.roundRect(
    view.x * scale + x + 0.5,
    view.y * scale + y + 0.5,
    view.width * scale - 1,
    view.height * scale - 1,
    2,
  )
  ctx.stroke()
}

/** Frames have the colour of lines and come first; a path for each colour is as much quicker as there are boxes. */
function boxesByColour(session: Session, theme: Theme): ReadonlyMap<string, readonly Box[]> {
  const { scene } = canvasOf(session)
  const frame = session.run.frames.shown
  const { overlay } = session.view.getState()
  const context = frame ? { frame, scene, overlay, language: chosenLanguage(), marks: [] } : null
  const byColour = new Map<string, Box[]>([[theme.line, []]])
  for (const node of scene.nodes) {
    const down = frame?.node(node.id, 'down') === 1
    const colour = node.frame
      ? theme.line
      : down
        ? theme.fail
        : theme.fills[context ? nodeLevel(node, context) : 0]!
    const boxes = byColour.get(colour)
    if (boxes) boxes.push(node.box)
    else byColour.set(colour, [node.box])
  }
  return byColour
}
