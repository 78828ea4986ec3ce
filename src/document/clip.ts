import { kindModel } from '../kinds/models.ts'
import { DESIGN_FORMAT, DESIGN_VERSION } from '../model/design.ts'
import { mendDocument, parseJson } from '../model/parse.ts'
import { isRecord } from '../model/plain-data.ts'
import { err, ok, type Result } from '../model/result.ts'
import { CLIP_MARK, type Clip, isClip } from './clip-text.ts'

/** `foreign`: some other text, which is none of our business. */
export type ClipProblem = 'foreign' | 'json' | 'shape' | 'size'

/** Longest text that is looked at; the largest design fits in it several times. */
const TEXT_MAX = 8_000_000

/**
 * Reads a clip from text that anyone may have written, through the one reader of documents. What is not sound in it (a value
 * out of range, an id that stands twice, a frame that did not come along) is left out.
 */
export function readClip(text: string): Result<Clip, ClipProblem> {
  if (!isClip(text)) return err('foreign')
  if (text.length > TEXT_MAX) return err('size')
  const data = parseJson(text)
  if (!data.ok || !isRecord(data.value)) return err('json')
  const { [CLIP_MARK]: version, nodes, edges } = data.value
  if (version !== 1) return err('foreign')
  if (!Array.isArray(nodes) || !Array.isArray(edges)) return err('shape')
  const document = { format: DESIGN_FORMAT, version: DESIGN_VERSION, nodes: nodes.map(flat), edges }
  const read = mendDocument(document, kindModel)
  if (!read.ok) return err(read.error.code === 'limit' ? 'size' : 'shape')
  return ok({ nodes: read.value.design.nodes, edges: read.value.design.edges })
}

/** Builds before the room of documents put unknown properties under a name of their own. */
function flat(node: unknown): unknown {
  if (!isRecord(node) || !isRecord(node.extra)) return node
  const { extra, ...known } = node
  return { ...extra, ...known }
}
