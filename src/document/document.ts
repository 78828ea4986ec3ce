import { DESIGN_LIMITS, type Design } from '../model/design.ts'
import { cleanLine, clipped } from '../model/plain-text.ts'

/** Where a document comes from. */
export const ORIGINS = ['new', 'example', 'lesson', 'link', 'file', 'copy'] as const
export type OriginType = (typeof ORIGINS)[number]

export interface Origin {
  readonly type: OriginType
  /** Id of the example or lesson, name of the file, checksum of the link, or id of what was copied. */
  readonly from: string
}

/** A document as the library lists it. */
export interface DocumentEntry {
  readonly id: string
  readonly title: string
  readonly origin: Origin
  readonly createdAt: number
  readonly savedAt: number
  /** Counts the saves; a save that is built on another revision is refused. */
  readonly revision: number
  readonly nodes: number
  /** Length of the text in bytes. */
  readonly bytes: number
  /** When it was deleted, or null. What was deleted a week ago is gone. */
  readonly deletedAt: number | null
  /** Whoever shared it left the editing controls out: it can be looked at and copied. */
  readonly viewOnly?: true
}

/** The last moment that a `Date` can name: beyond it, writing one down throws. */
const TIME_MAX = 8.64e15

const isTime = (raw: unknown): raw is number => typeof raw === 'number' && raw >= 0 && raw <= TIME_MAX

/** A time from outside; 0 where it is none. */
export const soundTime = (raw: unknown): number => (isTime(raw) ? raw : 0)

/** An entry of which something was spoilt still stands in the list: its text may be whole. */
export function soundEntry(raw: DocumentEntry): DocumentEntry {
  const number = (value: number) => (Number.isFinite(value) ? value : 0)
  const known = typeof raw.origin?.from === 'string' && ORIGINS.includes(raw.origin.type)
  return {
    id: raw.id,
    title: typeof raw.title === 'string' ? raw.title : '',
    origin: known ? raw.origin : { type: 'new', from: '' },
    createdAt: soundTime(raw.createdAt),
    savedAt: soundTime(raw.savedAt),
    revision: number(raw.revision),
    nodes: number(raw.nodes),
    bytes: number(raw.bytes),
    // At any other time it would be swept away as long deleted.
    deletedAt: isTime(raw.deletedAt) ? raw.deletedAt : null,
    ...viewOnlyOf(raw),
  }
}

/** The property itself, which only stands where it is true. */
export const viewOnlyOf = ({ viewOnly }: { readonly viewOnly?: unknown }): Pick<DocumentEntry, 'viewOnly'> =>
  viewOnly === true ? { viewOnly } : {}

const ID_BYTES = 12

/** A fresh id that nobody else has: 96 random bits. It needs no secure context, so plain http does as well. */
export const freshDocumentId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(ID_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')

/** FNV-1a of 32 bits over the UTF-16 units, forwards and backwards: tells a torn or spoilt text from a whole one. */
export function textChecksum(text: string): string {
  let [forward, backward] = [0x811c9dc5, 0x811c9dc5]
  for (let i = 0, j = text.length - 1; j >= 0; i++, j--) {
    forward = Math.imul(forward ^ text.charCodeAt(i), 0x01000193)
    backward = Math.imul(backward ^ text.charCodeAt(j), 0x01000193)
  }
  return [forward, backward].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
}

/** The design under another title, cut to what a document may have: one that is longer could not be read again. */
export function withTitle(design: Design, title: string): Design {
  const line = clipped(cleanLine(title), DESIGN_LIMITS.labelLength)
  return line === design.title ? design : { ...design, title: line }
}

/** Length of a text in UTF-8, which is what it takes as a file. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length
