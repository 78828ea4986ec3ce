import { kindModel } from '../../kinds/models.ts'
import { DESIGN_LIMITS, type Design } from '../../model/design.ts'
import { readDocument } from '../../model/parse.ts'
import type { ParseError } from '../../model/parse-error.ts'
import { type MomentError, readMoment } from '../../model/read-moment.ts'
import { err, ok, type Result } from '../../model/result.ts'
import type { RunMoment } from '../../model/run-log.ts'
import { LANGUAGES, type Language } from '../../model/text.ts'
import { base64url, bytesOf, CHECK_LENGTH, checksum, foreignAt } from './armour.ts'
import { ByteReader, BytesError, ByteWriter } from './bytes.ts'
import { readDesignBytes, writeDesignBytes } from './compact-design.ts'
import { readMomentBytes, writeMoment } from './compact-moment.ts'
import { deflated, INFLATED_MAX, inflated } from './deflate.ts'

/** Version of the codec; once released, a version opens for ever. */
export const LINK_VERSION = 4
/** Longest data that is looked at, in characters. */
export const LINK_LENGTH_MAX = 64 * 1024

/** Where the canvas stands: the point in the middle of the picture, in canvas pixels, the zoom, and what is selected. */
export interface LinkView {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly nodes: readonly string[]
  readonly wires: readonly string[]
}

export interface LinkContent {
  /** Where there is a moment, the design as it was at the start of its run. */
  readonly design: Design
  /** What was done live, and the moment that is shown; null for a design alone. */
  readonly moment: RunMoment | null
  readonly view: LinkView | null
  /** Language of the page that shared it; null leaves the reader's own. */
  readonly language: Language | null
  /** Whether the page that opens it offers to edit. */
  readonly editing: boolean
}

/** A design that was read, with what had to be put right in it. */
export interface OpenedLink extends LinkContent {
  readonly repairs: readonly ParseError[]
}

export type LinkProblem =
  /** No link of ours at all. */
  | { readonly code: 'foreign' }
  /** It ends too early: the chat or the mail cut it off after `at` characters. */
  | { readonly code: 'cut'; readonly at: number }
  /** Something that a link never holds, at a character counted from 1. */
  | { readonly code: 'character'; readonly at: number; readonly character: string }
  /** All characters are possible, but they are not those that were written. */
  | { readonly code: 'changed' }
  | { readonly code: 'tooLong'; readonly length: number; readonly limit: number }
  | { readonly code: 'tooLarge'; readonly limit: number }
  | { readonly code: 'newer'; readonly version: number; readonly known: number }
  /** It was written so, but holds no valid design. */
  | { readonly code: 'design'; readonly error: ParseError }
  /** The design is sound, but what was done to its run cannot be done again: why, and where (`actions[3].tick`). */
  | { readonly code: 'moment'; readonly reason: MomentProblem; readonly path: string }

/** Why the moment in a link cannot be shown; the last ones are found on the way to it. */
export type MomentProblem =
  | MomentError['code']
  | 'design'
  | 'notRunnable'
  | 'unknownTarget'
  | 'startsAnew'
  | 'tooHeavy'

const HAS_MOMENT = 1
const HAS_VIEW = 2
const HAS_LANGUAGE = 4
const READ_ONLY = 8

/** The part of an address behind `#`. The same content gives the same text everywhere. */
export function writeLink(content: LinkContent): string {
  const { design, moment, view, language, editing } = content
  const writer = new ByteWriter()
  writer.whole(
    (moment ? HAS_MOMENT : 0) +
      (view ? HAS_VIEW : 0) +
      (language ? HAS_LANGUAGE : 0) +
      (editing ? 0 : READ_ONLY),
  )
  writeDesignBytes(writer, design)
  if (moment) writeMoment(writer, moment)
  if (view) writeView(writer, view)
  if (language) writer.whole(LANGUAGES.indexOf(language))
  const body = `${LINK_VERSION}.${base64url(deflated(writer.finish()))}`
  return `${body}.${checksum(body)}`
}

/** A design alone, as it stands. */
export const designLink = (design: Design): string =>
  writeLink({ design, moment: null, view: null, language: null, editing: true })

/** Reads an address, or the part of it behind `#`. Wrapped lines and what a sentence puts behind a link do no harm. */
export function readLink(address: string): Result<OpenedLink, LinkProblem> {
  const text = fragmentOf(address)
  if (text.length > LINK_LENGTH_MAX)
    return err({ code: 'tooLong', length: text.length, limit: LINK_LENGTH_MAX })
  const [, version, data = '', dot, tail = ''] = /^(\d{1,6})\.([^.]*)(\.?)(.*)$/s.exec(text) ?? []
  if (version === undefined) return err({ code: 'foreign' })
  if (Number(version) > LINK_VERSION)
    return err({ code: 'newer', version: Number(version), known: LINK_VERSION })
  if (Number(version) < 1) return err({ code: 'foreign' })
  const foreign = foreignAt(data)
  if (foreign >= 0)
    return err({
      code: 'character',
      at: version.length + 2 + foreign,
      character: [...data][foreign] ?? '',
    })
  if (dot === '' || /^[\w-]{0,3}$/.test(tail)) return err({ code: 'cut', at: text.length })
  if (tail.slice(0, CHECK_LENGTH) !== checksum(`${version}.${data}`)) return err({ code: 'changed' })
  return contentOf(data, Number(version))
}

/** What stands behind `#`, without line breaks that a mail put in. */
function fragmentOf(address: string): string {
  const hash = address.indexOf('#')
  return (hash < 0 ? address : address.slice(hash + 1)).replace(/\s+/g, '')
}

function contentOf(data: string, codec: number): Result<OpenedLink, LinkProblem> {
  const bytes = inflated(bytesOf(data))
  if (bytes === 'damaged') return err({ code: 'changed' })
  if (bytes === 'tooLarge') return err({ code: 'tooLarge', limit: INFLATED_MAX })
  try {
    return decoded(bytes, codec)
  } catch (error) {
    if (error instanceof BytesError) return err({ code: 'changed' })
    throw error
  }
}

function decoded(bytes: Uint8Array, codec: number): Result<OpenedLink, LinkProblem> {
  const reader = new ByteReader(bytes)
  const flags = reader.whole(HAS_MOMENT + HAS_VIEW + HAS_LANGUAGE + READ_ONLY)
  const raw = readDesignBytes(reader, codec)
  const moment = flags & HAS_MOMENT ? readMomentBytes(reader) : null
  const view = flags & HAS_VIEW ? readView(reader) : null
  const language = flags & HAS_LANGUAGE ? LANGUAGES[reader.whole(LANGUAGES.length - 1)]! : null
  reader.finish()
  const read = readDocument(raw, kindModel)
  if (!read.ok) return err({ code: 'design', error: read.error })
  const checked = moment === null ? ok(null) : readMoment(moment)
  if (!checked.ok) return err({ code: 'moment', reason: checked.error.code, path: checked.error.path })
  const { design, repairs } = read.value
  return ok({
    design,
    moment: checked.value,
    view,
    language,
    editing: (flags & READ_ONLY) === 0,
    repairs,
  })
}

/** Canvas pixels are whole, a zoom has three decimals: nobody sees more. */
function writeView(writer: ByteWriter, { x, y, zoom, nodes, wires }: LinkView): void {
  writer.signed(Math.round(x))
  writer.signed(Math.round(y))
  writer.whole(Math.round(zoom * ZOOM_UNIT))
  for (const ids of [nodes, wires]) {
    writer.whole(ids.length)
    for (const id of ids) writer.text(id)
  }
}

function readView(reader: ByteReader): LinkView {
  const [x, y] = [reader.signed(), reader.signed()]
  const zoom = reader.whole() / ZOOM_UNIT
  const ids = (max: number) => Array.from({ length: reader.whole(max) }, () => reader.text())
  const nodes = ids(DESIGN_LIMITS.nodes)
  const wires = ids(DESIGN_LIMITS.edges)
  return { x, y, zoom, nodes, wires }
}

const ZOOM_UNIT = 1000
