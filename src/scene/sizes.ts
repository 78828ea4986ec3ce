import { kindModel } from '../kinds/models.ts'
import { kindView } from '../kinds/views.ts'
import type { DesignNode } from '../model/design.ts'
import { numberOf } from '../model/params.ts'

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

/** A frame of a kind that this version does not know, where it says no size of its own. */
const UNKNOWN_FRAME_SIZE: Size = { width: 320, height: 320 }

/** `frame`: it holds others, even where its kind is not known. */
export function nodeSize(node: DesignNode, frame = isFrame(node)): Size {
  if (!frame) return kindSize(node.kind)
  const { width, height } = kindModel(node.kind) ? kindSize(node.kind) : UNKNOWN_FRAME_SIZE
  return { width: sizeParam(node, 'width', width), height: sizeParam(node, 'height', height) }
}

function sizeParam({ kind, params }: DesignNode, key: 'width' | 'height', fallback: number): number {
  const fields = kindModel(kind)?.fields
  const value = fields ? numberOf(fields, params, key) : params[key]
  return typeof value === 'number' && value >= SIZE_MIN && value <= SIZE_MAX ? value : fallback
}

/** What an unknown kind says of its size is believed within these, in canvas pixels. */
const SIZE_MIN = 16
const SIZE_MAX = 20_000
