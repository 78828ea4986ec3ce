import { type IconName, iconPathData } from '../../../ui/icon.tsx'

const paths = new Map<IconName, Path2D>()

/** The path of an icon on its 16 px grid, parsed once. */
export function iconPath(name: IconName): Path2D {
  const known = paths.get(name)
  if (known) return known
  const path = new Path2D(iconPathData(name))
  paths.set(name, path)
  return path
}
