/** Anything that says its path as SVG does: a wire's route, an icon. */
interface PathData {
  readonly d: string
}

const parsed = new WeakMap<PathData, Path2D>()

/** The path of a wire or an icon for the browser's canvas, parsed once. */
export function path2D(data: PathData): Path2D {
  const known = parsed.get(data)
  if (known) return known
  const path = new Path2D(data.d)
  parsed.set(data, path)
  return path
}
