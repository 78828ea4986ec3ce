/** Anything that says its path as SVG does: a wire's route, an icon. */
interface PathData {
  readonly d: string
}

/** A 2D context that also strokes paths given as data, so that it can be handed to a drawing that knows no DOM. */
export interface CanvasPen extends CanvasRenderingContext2D {
  strokePath(path: PathData): void
}

const parsed = new WeakMap<PathData, Path2D>()

/** The browser's own path of a wire or an icon, parsed once. */
function path2D(data: PathData): Path2D {
  const known = parsed.get(data)
  if (known) return known
  const path = new Path2D(data.d)
  parsed.set(data, path)
  return path
}

/** The context itself with one method more: a wrapper would cost a call for every call of a frame. */
export function penOn(canvas: HTMLCanvasElement): CanvasPen {
  const ctx = canvas.getContext('2d')
  if (!ctx) throw new Error('This browser gives no 2d context.')
  return Object.assign(ctx, { strokePath: (path: PathData) => ctx.stroke(path2D(path)) })
}
