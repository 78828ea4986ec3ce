import { kindModel } from '../../kinds/models.ts'
import { parseDocument } from '../../model/parse.ts'
import { err, ok, type Result } from '../../model/result.ts'
import { freshDocumentId, ORIGINS, type Origin, soundTime, viewOnlyOf } from '../document.ts'
import { FILE_BYTES_MAX } from '../file.ts'
import { type KeptText, keptText, type Library } from './library.ts'

const ARCHIVE_FORMAT = 'faultline-library'
const ARCHIVE_VERSION = 1
/** Files larger than this are refused before they are read. */
const ARCHIVE_BYTES_MAX = 128 * 1024 * 1024
/** Longer titles than any document may have are no titles. */
const TITLE_MAX = 1000
const ID_PATTERN = /^[0-9A-Za-z-]{1,64}$/

/** Why nothing of a file was imported. */
export type ArchiveProblem =
  | { readonly code: 'notArchive' }
  | { readonly code: 'newer'; readonly version: number }
  | { readonly code: 'tooLarge'; readonly limitMb: number }

/** What has become of the documents of a file, in numbers of documents. */
export interface ImportReport {
  readonly added: number
  /** They stand in the library already, word by word. */
  readonly same: number
  /** Of the added, those that cannot be read here and are kept as text. */
  readonly unread: number
  /** There was no room for them, or they are no documents at all. */
  readonly failed: number
}

/** An exported library, and how many documents could not simply be put into it. */
export interface LibraryExport {
  readonly text: string
  /** They cannot be read here, and stand in it as the text that is kept. */
  readonly unread: number
  /** Nothing is left of their text, so they do not stand in it. */
  readonly missing: number
}

/** All documents that are not deleted as one text. Each stands in it as it is kept, so that nothing can be lost on the way. */
export async function exportLibrary(library: Pick<Library, 'texts'>): Promise<LibraryExport> {
  const found = await library.texts()
  const documents = found.filter(({ status }) => status !== 'missing').map(({ status, ...kept }) => kept)
  const file = { format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, documents }
  return {
    text: `${JSON.stringify(file, null, 1)}\n`,
    unread: found.filter(({ status }) => status === 'unreadable').length,
    missing: found.length - documents.length,
  }
}

/** Puts the documents of an exported library into this one. What stands there already is left alone. */
export async function importLibrary(
  file: Blob,
  library: Pick<Library, 'texts' | 'addText'>,
  now: number = Date.now(),
): Promise<Result<ImportReport, ArchiveProblem>> {
  if (file.size > ARCHIVE_BYTES_MAX)
    return err({ code: 'tooLarge', limitMb: ARCHIVE_BYTES_MAX / 1024 / 1024 })
  const documents = documentsOf(await file.text())
  if (!documents.ok) return documents
  const known = new Set((await library.texts()).map((one) => one.text))
  const report = { added: 0, same: 0, unread: 0, failed: 0 }
  for (const raw of documents.value) {
    const read = readEntry(raw, now)
    if (read === null) report.failed++
    else if (known.has(read.kept.text)) report.same++
    else if ((await library.addText(read.kept)).ok) {
      known.add(read.kept.text)
      report.added++
      if (!read.readable) report.unread++
    } else report.failed++
  }
  return ok(report)
}

function documentsOf(text: string): Result<readonly unknown[], ArchiveProblem> {
  let raw: { format?: unknown; version?: unknown; documents?: unknown } | null
  try {
    raw = JSON.parse(text)
  } catch {
    return err({ code: 'notArchive' })
  }
  if (raw?.format !== ARCHIVE_FORMAT || typeof raw.version !== 'number') return err({ code: 'notArchive' })
  if (raw.version > ARCHIVE_VERSION) return err({ code: 'newer', version: raw.version })
  return Array.isArray(raw.documents) ? ok(raw.documents) : err({ code: 'notArchive' })
}

interface ReadEntry {
  readonly kept: KeptText
  readonly readable: boolean
}

/** A document of a file, by the one reader of documents; null where there is no text of a bearable size. */
function readEntry(raw: unknown, now: number): ReadEntry | null {
  const fields = (raw ?? {}) as Record<string, unknown>
  const { id, title, origin, createdAt, savedAt, nodes, text } = fields
  if (typeof text !== 'string' || text === '' || text.length > FILE_BYTES_MAX) return null
  const head = {
    id: typeof id === 'string' && ID_PATTERN.test(id) ? id : freshDocumentId(),
    origin: originOf(origin),
    createdAt: timeOf(createdAt, now),
    savedAt: timeOf(savedAt, now),
    ...viewOnlyOf(fields),
  }
  const read = parseDocument(text, kindModel)
  if (read.ok) {
    const { design } = read.value
    const kept = { ...head, title: design.title, nodes: design.nodes.length, text: keptText(design) }
    return { kept, readable: true }
  }
  const name = typeof title === 'string' ? title.slice(0, TITLE_MAX) : ''
  return { kept: { ...head, title: name, nodes: countOf(nodes), text }, readable: false }
}

function originOf(raw: unknown): Origin {
  const { type, from } = (raw ?? {}) as Partial<Origin>
  return type !== undefined && ORIGINS.includes(type) && typeof from === 'string'
    ? { type, from }
    : { type: 'file', from: '' }
}

/** Another clock may be ahead: what it has saved later than now would stand before everything that is saved here. */
const timeOf = (raw: unknown, now: number): number => Math.min(soundTime(raw), now)

const countOf = (raw: unknown): number =>
  typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= 0 ? raw : 0
