import { kindModel } from '../kinds/models.ts'
import { parseDocument, type ReadDocument } from '../model/parse.ts'
import type { ParseError } from '../model/parse-error.ts'
import { err, ok, type Result } from '../model/result.ts'

/** Files larger than this are refused before they are read. */
export const FILE_BYTES_MAX = 8 * 1024 * 1024

export type FileProblem =
  | { readonly code: 'tooLarge'; readonly limitMb: number }
  | { readonly code: 'empty' }
  /** The bytes are no UTF-8: the name of what they look like, or an empty string. */
  | { readonly code: 'encoding'; readonly looksLike: string }
  /** A format that is known, but cannot be opened here. */
  | { readonly code: 'format'; readonly format: string }
  | { readonly code: 'document'; readonly error: ParseError }

/** First bytes of formats that people take for designs. */
const SIGNATURES: readonly (readonly [format: string, bytes: readonly number[]])[] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['gzip', [0x1f, 0x8b]],
]

/** What JSON and XML of other drawing tools say of themselves. */
const FOREIGN: readonly (readonly [format: string, sign: RegExp])[] = [
  ['Excalidraw', /^\s*\{[^{]{0,400}"type"\s*:\s*"excalidraw/],
  ['tldraw', /^\s*\{[^{]{0,400}"tldrawFileFormatVersion"/],
  ['draw.io', /^\s*(<\?xml[^>]*>\s*)?<(mxfile|mxGraphModel)/],
]

/** Bytes to text: UTF-8 with or without a byte order mark. */
export function textOfBytes(bytes: Uint8Array): Result<string, FileProblem> {
  if (bytes.length > FILE_BYTES_MAX) return err({ code: 'tooLarge', limitMb: FILE_BYTES_MAX / 1024 / 1024 })
  if (bytes.length === 0) return err({ code: 'empty' })
  const signed = SIGNATURES.find(([, signature]) => signature.every((byte, i) => bytes[i] === byte))
  if (signed) return err({ code: 'format', format: signed[0] })
  if (isWide(bytes)) return err({ code: 'encoding', looksLike: 'UTF-16' })
  try {
    // The decoder takes a byte order mark away.
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return err({ code: 'encoding', looksLike: '' })
  }
}

/** Text of a file to a design. */
export function designOfText(text: string): Result<ReadDocument, FileProblem> {
  if (text.trim() === '') return err({ code: 'empty' })
  const foreign = FOREIGN.find(([, sign]) => sign.test(text))
  if (foreign) return err({ code: 'format', format: foreign[0] })
  const read = parseDocument(text, kindModel)
  return read.ok ? read : err({ code: 'document', error: read.error })
}

/** UTF-16 begins with its own byte order mark, or has every second byte empty. */
function isWide(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true
  return bytes.length >= 4 && ((second === 0 && fourth === 0) || (first === 0 && third === 0))
}
