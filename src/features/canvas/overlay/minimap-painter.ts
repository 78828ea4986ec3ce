import { nodeLevel } from '../../../reading/card-readings.ts'
import { simClient } from '../../../runtime/session.ts'
import type { Theme } from '../../../scene/theme.ts'
import { uiStore } from '../../../store/stores.ts'
import { live } from '../canvas-store.ts'
import { MAP, mapping, visible } from '../minimap-geometry.ts'
import { readTheme } from './theme.ts'

/** The map follows the view closely and the run at reading speed. */
const PAINT_MS = 100

/** Paints the map until it is told to stop. */
export function paintMinimap(canvas: HTMLCanvasElement): () => void {
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
    const state = [live.scene, live.viewport, simClient.frames.shown, uiStore.getState().overlay]
    if (document.hidden || state.every((value, index) => value === painted[index])) return
    painted = state
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
    paint(ctx, theme)
  }, PAINT_MS)
  return () => {
    clearInterval(timer)
    themes.disconnect()
  }
}

function paint(ctx: CanvasRenderingContext2D, theme: Theme): void {
  const { scale, x, y } = mapping()
  const frame = simClient.frames.shown
  const { overlay, language } = uiStore.getState()
  const context = frame ? { frame, scene: live.scene, overlay, language, marks: [] } : null
  ctx.clearRect(0, 0, MAP.width, MAP.height)
  for (const node of live.scene.nodes) {
    const { box } = node
    ctx.beginPath()
    ctx.roundRect(
      box.x * scale + x,
      box.y * scale + y,
      Math.max(2, box.width * scale),
      Math.max(2, box.height * scale),
      2,
    )
    if (node.frame) {
      ctx.strokeStyle = theme.line
      ctx.lineWidth = 1
      ctx.stroke()
      continue
    }
    const down = frame?.node(node.id, 'down') === 1
    ctx.fillStyle = down ? theme.fail : theme.fills[context ? nodeLevel(node, context) : 0]!
    ctx.fill()
  }
  const view = visible()
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
