import { type Address, readAddress } from '../document/address.ts'
import { Desk } from '../document/desk.ts'
import type { DeskState } from '../document/desk-state.ts'
import { type Origin, textChecksum } from '../document/document.ts'
import { Library } from '../document/library/library.ts'
import { Tabs } from '../document/library/tabs.ts'
import type { LinkView, OpenedLink } from '../document/link/link.ts'
import {
  openAddress,
  openAtStart,
  openShared,
  type StartOutcome,
  type StartPorts,
} from '../document/start.ts'
import { TabMemory } from '../document/tab-memory.ts'
import { t } from '../i18n/i18n.ts'
import type { Design } from '../model/design.ts'
import { designAtMoment, stopArriving } from './arrival.ts'
import { exampleForThisScreen } from './examples.ts'
import { sayWhileOpening } from './opening-notice.ts'
import { canvas } from './page-canvas.ts'
import { session } from './page-session.ts'
import { speakInPassing } from './stored-preferences.ts'

/** The page's desk, with the browser's library, tabs and memory under it. */
export const library: Library = new Library(async (trouble): Promise<void> => {
  await desk.trouble(trouble)
  if (trouble === null) await openWhatWasLast()
})
export const tabs: Tabs = new Tabs(
  (message) => void desk.hear(message),
  (id) => void desk.lost(id),
)
const memory = new TabMemory()
export const desk: Desk = new Desk({
  library,
  tabs,
  memory,
  current: () => session.design.getState().design,
  show,
  continueAs: session.design.continueAs,
  changed,
  now: () => Date.now(),
})

const ports: StartPorts = {
  desk,
  library,
  memory,
  example: exampleForThisScreen,
  addressKept: cleanAddress,
  arrive,
}

/** Where a shared design is looked at when it opens. */
const views = new WeakMap<Design, LinkView>()

async function arrive(content: OpenedLink): ReturnType<StartPorts['arrive']> {
  const design = await sayWhileOpening(designAtMoment(content), stopArriving)
  if (design?.ok && content.view !== null) views.set(design.value, content.view)
  return design
}

/** Opens what a link holds that was found in a file or in a text. */
export async function openContent(content: OpenedLink, origin: Origin, anyway = false): Promise<void> {
  const outcome = await openShared(content, origin, { ...ports, anyway })
  if (outcome?.type === 'unsaved')
    session.desk.tell({ type: 'unsaved', openAnyway: () => void openContent(content, origin, true) })
  else if (outcome) await hearOutcome(outcome)
}

/** Opens what the address asks for or what was open last, keeps every edit from then on, and follows the address. */
export async function openDesk(): Promise<void> {
  const outcome = await openAtStart(location.hash, ports)
  unlisted = outcome.type === 'opened' && outcome.unlisted === true
  await hearOutcome(outcome)
  session.design.subscribe((state, before) => {
    if (state.design !== before.design && state.documentId === before.documentId && !showing) edited()
  })
  addEventListener('pagehide', () => desk.leavePage())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') desk.leavePage()
  })
  addEventListener('hashchange', () => void followAddress(location.hash, false))
  void library.sweep().catch(() => undefined)
}

/** The library did not answer at the start, so the example stands where the last document should. */
let unlisted = false

/** As soon as the library answers, unless somebody has begun to work on what is there. */
async function openWhatWasLast(): Promise<void> {
  const { kept, save } = desk.state
  if (!unlisted || kept || save.status !== 'saved') return
  unlisted = false
  await hearOutcome(await openAtStart('', ports))
}

/** Opens what the part of an address behind `#` asks for, from wherever it comes. */
export async function followAddress(hash: string, anyway: boolean): Promise<void> {
  const outcome = await openAddress(hash, { ...ports, anyway })
  if (outcome?.type === 'unsaved')
    session.desk.tell({ type: 'unsaved', openAnyway: () => void followAddress(hash, true) })
  else if (outcome) await hearOutcome(outcome)
}

async function hearOutcome(outcome: StartOutcome): Promise<void> {
  if (outcome.type === 'problem') session.desk.tell({ type: 'address', problem: outcome.problem })
  else if (outcome.type === 'unreadable') session.desk.tell(outcome)
  else if (outcome.type === 'link') await hearLink(outcome.content)
  else session.desk.tell(null)
}

/** Where nothing was open before there is no way back to offer, but that it is kept has to be said all the same. */
async function hearLink({ repairs, language, editing }: OpenedLink): Promise<void> {
  const { before, kept } = desk.state
  if (repairs.length > 0) session.desk.tell({ type: 'repaired', repairs })
  else session.desk.tell(before === null && kept && editing ? { type: 'received' } : null)
  if (language !== null) await speakInPassing(language)
}

/** An example that is edited is no longer the example of the address; a design of the address stays there until it is kept. */
function edited(): void {
  if (readAddress(location.hash).type === 'example') cleanAddress()
  desk.edited()
}

/** Whether the address still asks for what is no longer open, or is kept by now: a reload would bring that back. */
function isPast(address: Address, { id, origin, kept }: DeskState): boolean {
  if (id === '') return false
  if (address.type === 'example') return origin.type !== 'example' || origin.from !== address.id
  return (
    address.type === 'link' && kept && origin.type === 'link' && origin.from === textChecksum(address.text)
  )
}

function cleanAddress(): void {
  history.replaceState(history.state, '', location.pathname + location.search)
}

/** What the desk puts on the page is no edit of it. */
let showing = false

function show(design: Design, id: string, same: boolean): void {
  showing = true
  try {
    if (same) session.design.follow(design)
    else open(design, id)
  } finally {
    showing = false
  }
}

function open(design: Design, id: string): void {
  session.selection.clear()
  session.design.open(design, id)
  const view = views.get(design)
  if (view) canvas.lookAt(view)
  else requestAnimationFrame(() => canvas.fitView())
}

function changed(state: DeskState): void {
  if (isPast(readAddress(location.hash), state)) cleanAddress()
  session.desk.setState({ desk: state })
  session.design.setReadOnly(state.readOnly !== null)
}

/** Opens a document of the library, and says where it cannot. */
export async function openKept(id: string, anyway = false): Promise<boolean> {
  const outcome = await desk.openKept(id, { anyway })
  if (outcome === 'opened') session.desk.tell(null)
  else if (outcome === 'unsaved')
    session.desk.tell({ type: 'unsaved', openAnyway: () => void openKept(id, true) })
  else if (outcome === 'unreadable') {
    const read = await desk.readKept(id)
    if (read?.status === 'unreadable')
      session.desk.tell({ type: 'unreadable', title: read.entry.title, text: read.text, error: read.error })
  } else {
    // By name, because a composed key would put all words about documents among the first.
    session.desk.tell({ type: 'failed', text: outcomeText(outcome) })
  }
  return outcome === 'opened'
}

function outcomeText(outcome: 'missing' | 'deleted' | 'unavailable'): string {
  switch (outcome) {
    case 'missing':
      return t('documents.missing')
    case 'deleted':
      return t('documents.deleted')
    case 'unavailable':
      return t('documents.unavailable')
  }
}
