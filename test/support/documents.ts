import { openDB } from 'idb'
import type { DeskPorts } from '../../src/document/desk.ts'
import { Desk } from '../../src/document/desk.ts'
import type { DocumentEntry } from '../../src/document/document.ts'
import type { DatabaseTrouble } from '../../src/document/library/database.ts'
import { Library } from '../../src/document/library/library.ts'
import type { TabMessage } from '../../src/document/library/tabs.ts'
import { TabMemory, type TabStorage } from '../../src/document/tab-memory.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'

/** A design that can be told from others by its title. */
export const titled = (title: string): Design => ({ ...emptyDesign(), title })

/** Storage of a tab that lives in memory. */
export function memoryStorage(): TabStorage {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size
    },
  }
}

/** The locks and the channel between tabs, as one browser has them. */
export class TabsDouble {
  readonly holders = new Map<string, DeskDouble>()
  readonly desks: DeskDouble[] = []
}

/** A desk with a page, a tab and a memory of its own over a library that others may share. */
export class DeskDouble {
  readonly desk: Desk
  readonly storage = memoryStorage()
  readonly memory = new TabMemory(
    () => this.storage,
    () => this.storage,
  )
  readonly said: TabMessage[] = []
  design = emptyDesign()
  /** What the page was shown, in this order. */
  readonly shown: string[] = []
  now = 1000
  readonly library: Pick<Library, 'save' | 'read' | 'entry' | 'list'>
  readonly tabs: TabsDouble

  constructor(
    library: Pick<Library, 'save' | 'read' | 'entry' | 'list'>,
    tabs = new TabsDouble(),
    storage?: TabStorage,
  ) {
    if (storage) this.storage = storage
    this.library = library
    this.tabs = tabs
    this.desk = new Desk(this.#ports())
    tabs.desks.push(this)
  }

  /** What a person does: a new title. */
  edit(title: string): void {
    this.design = { ...this.design, title }
    this.desk.edited()
  }

  async entry(): Promise<DocumentEntry | undefined> {
    return this.library.entry(this.desk.state.id)
  }

  /** What this tab can do about the others. */
  tabsOf(): DeskPorts['tabs'] {
    return {
      claim: async (id) => {
        const holder = this.tabs.holders.get(id)
        if (holder && holder !== this) return false
        this.tabs.holders.set(id, this)
        return true
      },
      takeOver: async (id) => {
        const holder = this.tabs.holders.get(id)
        await holder?.desk.hear({ type: 'wanted', id })
        const still = this.tabs.holders.get(id)
        this.tabs.holders.set(id, this)
        if (still && still !== this) await still.desk.lost(id)
      },
      release: (id) => {
        if (this.tabs.holders.get(id) === this) this.tabs.holders.delete(id)
      },
      say: (message) => {
        this.said.push(message)
        for (const other of this.tabs.desks) if (other !== this) void other.desk.hear(message)
      },
    }
  }

  #ports(): DeskPorts {
    return {
      library: this.library,
      memory: this.memory,
      tabs: this.tabsOf(),
      current: () => this.design,
      show: (design, id, same) => {
        this.design = design
        this.shown.push(`${same ? 'same' : 'open'} ${design.title}`)
        void id
      },
      continueAs: (id) => void this.shown.push(id === this.desk.state.id ? 'as copy' : 'as another'),
      changed: () => undefined,
      now: () => this.now,
    }
  }
}

/** A library over this test's own IndexedDB, which says what troubles it. */
export function openLibrary(now: () => number = () => 1000): {
  readonly library: Library
  readonly troubles: (DatabaseTrouble | null)[]
} {
  const troubles: (DatabaseTrouble | null)[] = []
  return { library: new Library((trouble) => void troubles.push(trouble), now), troubles }
}

/** A database as the builds before the library had it: a text for each tab. */
export async function writeDrafts(
  drafts: readonly { readonly id: string; readonly text: unknown; readonly savedAt: unknown }[],
): Promise<void> {
  const database = await openDB('faultline', 1, {
    upgrade: (created) =>
      void created.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt'),
  })
  for (const draft of drafts) await database.put('drafts', draft)
  database.close()
}

/** Changes what the database holds behind the library's back. */
export async function spoil(
  store: 'contents' | 'documents',
  key: string | string[],
  change: (record: Record<string, unknown>) => object,
): Promise<void> {
  const database = await openDB('faultline')
  await database.put(store, change((await database.get(store, key)) as Record<string, unknown>))
  database.close()
}
