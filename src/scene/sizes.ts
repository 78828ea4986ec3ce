import { kindModel } from '../kinds/models.ts'
import { kindView } from '../kinds/views.ts'
import type { DesignNode } from '../model/design.ts'

interface Size {
  readonly width: number
  readonly height: number
}

/** Unknown kinds are drawn as a small opaque card. */
const UNKNOWN_SIZE: Size = { width: 128, height: 56 }

/** The size of a kind's card; a frame's own is in its fields. */
export const kindSize = (kind: string): Size => {
  const { width, height } = kindView(kind) ?? UNKNOWN_SIZE
  return { width, height }
}

export const isFrame = (node: DesignNode): boolean => kindModel(node.kind)?.traits.contains === true

export function nodeSize(node: DesignNode): Size {
  const size = kindSize(node.kind)
  if (!isFrame(node)) return size
  return { width: sizeParam(node, 'width', size.width), height: sizeParam(node, 'height', size.height) }
}

function sizeParam(node: DesignNode, key: 'width' | 'height', fallback: number): number {
  const value = node.params[key] ?? kindModel(node.kind)?.fields.find((field) => field.key === key)?.default
  return typeof value === 'number' && value >= 16 ? value : fallback
}
