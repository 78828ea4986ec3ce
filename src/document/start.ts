import { kindModel } from '../kinds/models.ts'
import { type Design, emptyDesign } from '../model/design.ts'
import type { ParseError } from '../model/parse-error.ts'
import type { Result } from '../model/result.ts'
import { readAddress } from './address.ts'
import type { Desk } from './desk.ts'
import { type DocumentEntry, type Origin, textChecksum } from './document.ts'
import type { Library } from './library/library.ts'
import type { LinkProblem, OpenedLink } from './link/link.ts'
import type { Pending, TabMemory } from './tab-memory.ts'

/** Why an address could not be opened. */
export type AddressProblem = LinkProblem | { readonly code: 'unknown'; readonly text: string }

export type StartOutcome =
  /** `unlisted`: the library did not say what it has, so this may not be what was open last. */
  | { readonly type: 'opened'; readonly unlisted?: true }
  /** A shared design was opened, perhaps with a view and a moment. */
  | { readonly type: 'link'; readonly content: OpenedLink }
  /** Nothing of the address was opened; what was open is as it was. */
  | { readonly type: 'problem'; readonly problem: AddressProblem }
  /** What is open could not be saved and would be lost, so nothing was opened. */
  | { readonly type: 'unsaved' }
  /** The last document cannot be read. It stays where it is, and can be downloaded as it is. */
  | { readonly type: 'unreadable'; readonly title: string; readonly text: string; readonly error: ParseError }

export interface StartPorts {
  readonly desk: Desk
  readonly library: Pick<Library, 'list'>
  readonly memory: TabMemory
  /** An example by its id, or null; `opening` is what a first visitor sees. */
  example(id: string): Promise<Design | null>
  /**
   * The design that a link opens: where it has a moment, the one at that moment. Null when something else was asked for
   * meanwhile.
   */
  arrive(content: OpenedLink): Promise<Result<Design, LinkProblem> | null>
  /** Somebody has decided to open it although what is open cannot be saved. */
  readonly anyway?: boolean
  /** Called when the design of the address is kept, so that the address may be cleaned. */
  addressKept(): void
}

/** Opens what the address asks for, or else what was open last, or else the example. */
export async function openAtStart(hash: string, ports: StartPorts): Promise<StartOutcome> {
  await adoptPendings(ports, readAddress(hash).type === 'none' ? ports.memory.pending : null)
  const asked = await openAddress(hash, ports)
  if (asked?.type === 'link' || asked?.type === 'opened' || asked?.type === 'unsaved') return asked
  const last = await openLast(ports, asked === null)
  return asked ?? last
}

/** What closed pages could not save is kept before anything else is opened; what this tab goes on with is opened instead. */
async function adoptPendings({ desk, memory }: StartPorts, own: Pending | null): Promise<void> {
  const legacy = memory.pending
  const all = [...memory.pendings, ...(legacy ? [legacy] : [])]
  for (const pending of new Map(all.map((one) => [one.id, one])).values()) {
    if (pending.id === own?.id) continue
    const design = await designOf(pending.text)
    if (design.ok) await desk.adopt(pending, design.value)
  }
}

/** The address has changed while the page is open. */
export async function openAddress(hash: string, ports: StartPorts): Promise<StartOutcome | null> {
  const address = readAddress(hash)
  switch (address.type) {
    case 'none':
      return null
    case 'unknown':
      return { type: 'problem', problem: { code: 'unknown', text: address.text } }
    case 'example':
      return openExample(address.id, ports)
    case 'link':
      return openLink(address.text, ports)
  }
}

async function openExample(id: string, ports: StartPorts): Promise<StartOutcome> {
  const { desk, anyway = false } = ports
  const design = await ports.example(id)
  if (design === null) return { type: 'problem', problem: { code: 'unknown', text: `example=${id}` } }
  const outcome = await desk.open(design, { type: 'example', from: id }, { wayBack: true, anyway })
  return { type: outcome === 'unsaved' ? outcome : 'opened' }
}

async function openLink(text: string, ports: StartPorts): Promise<StartOutcome | null> {
  const { readLink } = await import('./link/link.ts')
  const read = readLink(text)
  if (!read.ok) return { type: 'problem', problem: read.error }
  const outcome = await openShared(read.value, { type: 'link', from: textChecksum(text) }, ports)
  if (outcome?.type === 'link' && ports.desk.state.kept) ports.addressKept()
  return outcome
}

/** Opens what a link holds, wherever that was found, as a document of its own. */
export async function openShared(
  content: OpenedLink,
  origin: Origin,
  { desk, arrive, anyway = false }: Pick<StartPorts, 'desk' | 'arrive' | 'anyway'>,
): Promise<StartOutcome | null> {
  const design = await arrive(content)
  if (design === null) return null
  if (!design.ok) return { type: 'problem', problem: design.error }
  const readOnly = content.editing ? null : 'shared'
  const outcome = await desk.open(design.value, origin, { keep: true, wayBack: true, readOnly, anyway })
  return outcome === 'unsaved' ? { type: outcome } : { type: 'link', content }
}

/** What the page before could not save, or else the last document. `first` is false behind the message that an address could not be opened. */
async function openLast(ports: StartPorts, first: boolean): Promise<StartOutcome> {
  const { desk, memory } = ports
  const { pending } = memory
  const left = pending && (await designOf(pending.text))
  if (pending && left?.ok) {
    await desk.openPending(pending, left.value)
    return { type: 'opened' }
  }
  const opened = await openLastKept(ports, first)
  return pending && left && !left.ok
    ? { type: 'unreadable', title: '', text: pending.text, error: left.error }
    : opened
}

/** Behind the message that an address could not be opened, a demo would be mistaken for the design. */
async function openLastKept(ports: StartPorts, first: boolean): Promise<StartOutcome> {
  const { desk } = ports
  const listed = await lastEntry(ports)
  const entry = listed === 'unlisted' ? undefined : listed
  if (entry) {
    const outcome = await desk.openKept(entry.id)
    if (outcome === 'opened') return { type: 'opened' }
    if (outcome === 'unreadable') return unreadable(entry, ports)
  }
  const example = first ? await ports.example('opening') : null
  if (example) await desk.open(example, { type: 'example', from: 'opening' })
  else await desk.open(emptyDesign(), { type: 'new', from: '' })
  return listed === 'unlisted' ? { type: 'opened', unlisted: true } : { type: 'opened' }
}

/** This tab's document, or else the one that was saved last. */
async function lastEntry({ library, memory }: StartPorts): Promise<DocumentEntry | undefined | 'unlisted'> {
  // Without storage (a private window, a full disk) the page still works, and says so.
  const entries = await library.list().catch(() => null)
  if (entries === null) return 'unlisted'
  const alive = entries.filter(({ deletedAt }) => deletedAt === null)
  return alive.find(({ id }) => id === memory.documentId) ?? alive[0]
}

async function unreadable(entry: DocumentEntry, { desk }: StartPorts): Promise<StartOutcome> {
  const read = await desk.readKept(entry.id)
  await desk.open(emptyDesign(), { type: 'new', from: '' })
  if (read?.status !== 'unreadable') return { type: 'opened' }
  return { type: 'unreadable', title: entry.title, text: read.text, error: read.error }
}

async function designOf(text: string): Promise<Result<Design, ParseError>> {
  const { parseDesign } = await import('../model/parse.ts')
  return parseDesign(text, kindModel)
}
