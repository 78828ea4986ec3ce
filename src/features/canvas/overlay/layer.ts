import type { Viewport } from '@xyflow/react'
import { type CanvasPen, penOn } from '../../../ui/canvas-pen.ts'

/** A picture of the viewport that is painted now and then and moved along with the view in between. */
export class Layer {
  readonly canvas = document.createElement('canvas')
  readonly ctx: CanvasPen
  view: Viewport = { x: 0, y: 0, zoom: 1 }

  constructor() {
    this.ctx = penOn(this.canvas)
  }

  /** Empties the layer for a new picture of a view; sizes are in CSS pixels. */
  begin(view: Viewport, width: number, height: number, ratio: number): void {
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w
      this.canvas.height = h
    }
    this.view = view
    this.ctx.setTransform(1, 0, 0, 1, 0, 0)
    this.ctx.clearRect(0, 0, w, h)
    toView(this.ctx, view, ratio)
  }

  /** Puts the picture where its view lies in another one. */
  blit(ctx: CanvasRenderingContext2D, view: Viewport, ratio: number): void {
    if (this.canvas.width === 0) return
    const scale = view.zoom / this.view.zoom
    const x = (view.x - this.view.x * scale) * ratio
    const y = (view.y - this.view.y * scale) * ratio
    if (scale === 1) ctx.setTransform(1, 0, 0, 1, Math.round(x), Math.round(y))
    else ctx.setTransform(scale, 0, 0, scale, x, y)
    ctx.drawImage(this.canvas, 0, 0)
  }
}

export function toView(ctx: CanvasRenderingContext2D, view: Viewport, ratio: number): void {
  const scale = view.zoom * ratio
  ctx.setTransform(scale, 0, 0, scale, view.x * ratio, view.y * ratio)
}

export const sameView = (a: Viewport, b: Viewport): boolean => a.x === b.x && a.y === b.y && a.zoom === b.zoom
