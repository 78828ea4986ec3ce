import { kindModel } from '../../kinds/models.ts'
import { type Design, emptyDesign } from '../../model/design.ts'
import { parseDesign } from '../../model/parse.ts'
import type { Desk } from '../desk.ts'
import { type DocumentEntry, withTitle } from '../document.ts'
import type { Library, SaveProblem } from './library.ts'
import type { Tabs } from './tabs.ts'

/** What has become of what somebody wanted to do with a document of the library. */
export type ShelfOutcome =
  | { readonly code: 'done' }
  /** Another tab edits it. */
  | { readonly code: 'otherTab' }
  | { readonly code: 'unreadable' }
  /** What is open could not be saved, so nothing was done. */
  | { readonly code: 'unsaved' }
  | { readonly code: 'failed'; readonly problem: SaveProblem }

/** A document as it was at some time; without a design where its text cannot be read. */
export interface ShelfVersion {
  readonly revision: number
  readonly savedAt: number
  readonly design: Design | null
}

export interface ShelfPorts {
  readonly library: Library
  readonly tabs: Pick<Tabs, 'claim' | 'release' | 'say'>
  readonly desk: Pick<Desk, 'state' | 'saveNow' | 'open' | 'openKept' | 'keepVersionNext'>
  /** Edits the open document, as one step of undo. */
  edit(change: (design: Design) => Design): void
}

const DONE: ShelfOutcome = { code: 'done' }

/** What can be done with documents of the library, each of which may be open here or in another tab. */
export class Shelf {
  readonly #ports: ShelfPorts

  constructor(ports: ShelfPorts) {
    this.#ports = ports
  }

  /** Newest first, deleted ones included; null where the library cannot be used. */
  async list(): Promise<readonly DocumentEntry[] | null> {
    await this.#saveOpen()
    return this.#ports.library.list().catch(() => null)
  }

  /** What a picture of a document is made from; null where it cannot be read. */
  async design(id: string): Promise<Design | null> {
    const read = await this.#ports.library.read(id).catch(() => null)
    return read?.status === 'read' ? read.design : null
  }

  async rename(id: string, title: string): Promise<ShelfOutcome> {
    if (this.#isEdited(id)) return this.#editOpen((design) => withTitle(design, title))
    return this.#alone(id, async () => outcomeOf(await this.#ports.library.rename(id, title)))
  }

  async duplicate(id: string, title: (title: string) => string): Promise<ShelfOutcome> {
    await this.#saveOpen()
    return settled(async () => outcomeOf(await this.#ports.library.duplicate(id, title)))
  }

  /** Deletes a document. Where it is open, the newest other one takes its place, or an empty one. */
  remove(id: string): Promise<ShelfOutcome> {
    const { desk, library, tabs } = this.#ports
    return settled(async () => {
      if (id === desk.state.id && !(await this.#openAnother(id))) return { code: 'unsaved' }
      await library.remove(id)
      tabs.say({ type: 'deleted', id })
      return DONE
    })
  }

  bringBack(id: string): Promise<ShelfOutcome> {
    return settled(async () => {
      await this.#ports.library.bringBack(id)
      return DONE
    })
  }

  /** Newest first; null where the library cannot be used. */
  async versions(id: string): Promise<readonly ShelfVersion[] | null> {
    const versions = await this.#ports.library.versions(id).catch(() => null)
    return (
      versions?.map(({ revision, savedAt, text }) => ({ revision, savedAt, design: designOf(text) })) ?? null
    )
  }

  /** A version becomes the newest state; what is there now is kept as a version first. */
  async bringVersionBack(id: string, design: Design): Promise<ShelfOutcome> {
    const { desk, library } = this.#ports
    if (this.#isEdited(id)) {
      await desk.saveNow()
      desk.keepVersionNext()
      return this.#editOpen(() => design)
    }
    return this.#alone(id, async () => {
      const entry = await library.entry(id)
      if (!entry) return { code: 'unreadable' }
      const { origin, revision: base } = entry
      return outcomeOf(await library.save({ id, design, origin, base, keepVersion: true }))
    })
  }

  #isEdited(id: string): boolean {
    const { state } = this.#ports.desk
    return state.id === id && state.readOnly === null
  }

  async #editOpen(change: (design: Design) => Design): Promise<ShelfOutcome> {
    const { desk, edit } = this.#ports
    edit(change)
    await desk.saveNow()
    const { save } = desk.state
    return save.status === 'failed' ? { code: 'failed', problem: save.problem } : DONE
  }

  /** Whoever has a document open builds on what it has read, so nobody else may change it meanwhile. */
  async #alone(id: string, act: () => Promise<ShelfOutcome>): Promise<ShelfOutcome> {
    const { desk, library, tabs } = this.#ports
    if (!(await tabs.claim(id))) return { code: 'otherTab' }
    const outcome = await settled(act)
    if (id !== desk.state.id) tabs.release(id)
    const entry = await library.entry(id).catch(() => undefined)
    if (entry && outcome.code === 'done') tabs.say({ type: 'saved', id, revision: entry.revision })
    return outcome
  }

  async #openAnother(id: string): Promise<boolean> {
    const { desk, library } = this.#ports
    await this.#saveOpen()
    const others = (await library.list()).filter((entry) => entry.id !== id && entry.deletedAt === null)
    for (const other of others) {
      const outcome = await desk.openKept(other.id)
      if (outcome === 'opened') return true
      if (outcome === 'unsaved') return false
    }
    return (await desk.open(emptyDesign(), { type: 'new', from: '' })) === 'opened'
  }

  async #saveOpen(): Promise<void> {
    const { desk } = this.#ports
    if (desk.state.save.status !== 'saved') await desk.saveNow()
  }
}

function outcomeOf(
  saved:
    | { readonly ok: true }
    | { readonly ok: false; readonly error: SaveProblem | { readonly code: 'missing' } },
): ShelfOutcome {
  if (saved.ok) return DONE
  return saved.error.code === 'missing' ? { code: 'unreadable' } : { code: 'failed', problem: saved.error }
}

/** A library that cannot be opened throws. */
async function settled(act: () => Promise<ShelfOutcome>): Promise<ShelfOutcome> {
  try {
    return await act()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { code: 'failed', problem: { code: 'failed', reason } }
  }
}

function designOf(text: string): Design | null {
  const read = parseDesign(String(text), kindModel)
  return read.ok ? read.value : null
}
