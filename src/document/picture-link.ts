import { assert } from '../model/result.ts'
import { LINK_ELEMENT_ID, linkElement } from '../scene/svg-text.ts'
import { LINK_LENGTH_MAX } from './link/link.ts'

/** Longest link that a picture carries or is asked for: as much as a link may hold, and room for its address. */
export const PICTURE_LINK_MAX = LINK_LENGTH_MAX + 2048

/** A picture with the link of its design in its metadata; a link that was there before is replaced. */
export function withLinkInSvg(svg: string, link: string): string {
  const bare = svg.replace(SVG_LINK, '')
  const head = /<svg\b[^>]*>/.exec(bare)
  assert(head, 'a picture without an svg element')
  const at = head.index + head[0].length
  return `${bare.slice(0, at)}${linkElement(link)}${bare.slice(at)}`
}

/**
 * A PNG with the link in an iTXt chunk right after its header, where every reader looks first; see 11.3.3.4 of the PNG
 * specification (third edition). A link that was there before is replaced.
 */
export function withLinkInPng(bytes: Uint8Array, link: string): Uint8Array {
  const chunks = [...chunksOf(bytes)]
  assert(chunks[0]?.type === 'IHDR' && chunks.at(-1)?.type === 'IEND', 'a picture that is no whole PNG')
  const kept = chunks.filter((chunk) => textOf(chunk) === null).map(({ whole }) => whole)
  return joined([bytes.subarray(0, SIGNATURE.length), kept[0]!, linkChunk(link), ...kept.slice(1)])
}

/** The link in the metadata of a PNG or SVG file, or null where there is none that can be trusted. */
export function linkInPicture(bytes: Uint8Array): string | null {
  const link = isPng(bytes) ? linkInPng(bytes) : linkInSvg(bytes)
  return link === null || link === '' || link.length > PICTURE_LINK_MAX ? null : link
}

/** Whether a file is a picture of a kind that can carry a link. */
export const isPicture = (bytes: Uint8Array): boolean =>
  isPng(bytes) || /^\ufeff?\s*<[\s\S]*<svg[\s>]|^\ufeff?\s*<svg[\s>]/.test(textStart(bytes))

/** Where an SVG file has said what it is: behind a declaration and a comment or two. */
const textStart = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 2000))

const KEYWORD = 'faultline'
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const
/** Length and type before the data of a chunk, its checksum after it. */
const CHUNK_HEAD = 8
const CHUNK_TAIL = 4

const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, index) => bytes[index] === byte)

interface Chunk {
  readonly type: string
  readonly data: Uint8Array
  readonly whole: Uint8Array
}

/** The chunks of a PNG up to its end, or to where it was cut off or damaged: what follows there cannot be trusted. */
function* chunksOf(bytes: Uint8Array): Generator<Chunk> {
  if (!isPng(bytes)) return
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at: number = SIGNATURE.length; at + CHUNK_HEAD + CHUNK_TAIL <= bytes.length; ) {
    const end = at + CHUNK_HEAD + view.getUint32(at)
    if (end + CHUNK_TAIL > bytes.length) return
    const type = latin1(bytes.subarray(at + 4, at + CHUNK_HEAD))
    const whole = bytes.subarray(at, end + CHUNK_TAIL)
    yield { type, data: bytes.subarray(at + CHUNK_HEAD, end), whole }
    if (type === 'IEND') return
    at = end + CHUNK_TAIL
  }
}

function linkInPng(bytes: Uint8Array): string | null {
  for (const chunk of chunksOf(bytes)) {
    const text = textOf(chunk)
    if (text !== null) return isWhole(chunk) ? text : null
  }
  return null
}

/** The text of a chunk that holds a link, or null for every other chunk. */
function textOf({ type, data }: Chunk): string | null {
  if (type !== 'iTXt' || data.length > PICTURE_LINK_MAX + ITXT_HEAD_MAX) return null
  const keyword = data.indexOf(0)
  // Two bytes say whether and how the text is packed; links are not.
  if (keyword < 0 || latin1(data.subarray(0, keyword)) !== KEYWORD || data[keyword + 1] !== 0) return null
  const language = data.indexOf(0, keyword + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  return translated < 0 ? null : decoded(data.subarray(translated + 1))
}

/** Keyword, language and translated keyword are short. */
const ITXT_HEAD_MAX = 256

function linkChunk(link: string): Uint8Array {
  const text = new TextEncoder().encode(link)
  const typed = joined([
    Uint8Array.from('iTXt', (letter) => letter.charCodeAt(0)),
    Uint8Array.from(KEYWORD, (letter) => letter.charCodeAt(0)),
    // The end of the keyword, "not packed", the method of packing, and two empty texts with their ends.
    new Uint8Array(5),
    text,
  ])
  return joined([uint32(typed.length - 4), typed, uint32(crc32(typed))])
}

const isWhole = ({ whole }: Chunk): boolean =>
  crc32(whole.subarray(4, whole.length - CHUNK_TAIL)) ===
  new DataView(whole.buffer, whole.byteOffset, whole.byteLength).getUint32(whole.length - CHUNK_TAIL)

/** Attributes are looked through only so far, so that a hostile file cannot make the search slow. */
const SVG_LINK = new RegExp(
  `<metadata\\b[^<>]{0,200}\\bid=["']${LINK_ELEMENT_ID}["'][^<>]{0,200}>([^<]{0,${2 * PICTURE_LINK_MAX}})</metadata>`,
)

function linkInSvg(bytes: Uint8Array): string | null {
  const text = decoded(bytes)
  if (text === null || !/^\s*</.test(text.slice(0, 200))) return null
  const link = SVG_LINK.exec(text)?.[1]
  return link === undefined ? null : unescaped(link.trim())
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => SIGNS[name]!)

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, ITXT_HEAD_MAX))

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

/** Of the PNG specification, annex D: the reflected polynomial 0xEDB88320. */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
