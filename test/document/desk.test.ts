import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SAVE_AFTER_MS, VERSION_EVERY_MS } from '../../src/document/desk.ts'
import type { DocumentEntry } from '../../src/document/document.ts'
import { keptText, type Library, type SaveProblem } from '../../src/document/library/library.ts'
import { err, type Result } from '../../src/model/result.ts'
import { DeskDouble, openLibrary, TabsDouble, titled } from '../support/documents.ts'
import { PATIENT } from '../support/patience.ts'

let library: Library

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  library = openLibrary().library
})
afterEach(() => vi.useRealTimers())

const OWN = { type: 'new', from: '' } as const

/** A library whose saves can be made to fail, or to wait. */
function troubled() {
  // What a page of an earlier test saves late stays in that test's library.
  const own = library
  const trouble = { problem: null as SaveProblem | null, gate: Promise.resolve() }
  const save = async (...args: Parameters<Library['save']>): Promise<Result<DocumentEntry, SaveProblem>> => {
    await trouble.gate
    return trouble.problem ? err(trouble.problem) : own.save(...args)
  }
  const ports = {
    save,
    read: (id: string) => own.read(id),
    entry: (id: string) => own.entry(id),
    list: () => own.list(),
  }
  return { trouble, ports }
}

const titlesKept = async (): Promise<string[]> => (await library.list()).map(({ title }) => title).sort()

async function opened(title: string, page = new DeskDouble(library)): Promise<DeskDouble> {
  await page.desk.open(titled(title), OWN, { keep: true })
  return page
}

describe('autosave', () => {
  it('keeps an edit within a second, and says so', async () => {
    expect(SAVE_AFTER_MS).toBeLessThan(1000)
    const page = new DeskDouble(library)
    await page.desk.open(titled('drawn'), OWN)
    expect(page.desk.state).toMatchObject({ kept: false, save: { status: 'saved' } })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    page.edit('drawn on')
    expect(page.desk.state.save.status).toBe('saving')
    expect(await titlesKept()).toEqual([])
    vi.advanceTimersByTime(SAVE_AFTER_MS)
    vi.useRealTimers()
    await page.desk.saveNow()
    expect(page.desk.state).toMatchObject({ kept: true, save: { status: 'saved' } })
    expect(await titlesKept()).toEqual(['drawn on'])
    expect(page.memory.documentId).toBe(page.desk.state.id)
  })

  it('keeps nothing of a document that nobody has touched, and writes nothing twice', async () => {
    const page = new DeskDouble(library)
    await page.desk.open(titled('untouched'), OWN)
    await page.desk.open(titled('kept'), OWN, { keep: true })
    await page.desk.saveNow()
    await page.desk.saveNow()
    expect(await titlesKept()).toEqual(['kept'])
    expect((await page.entry())?.revision).toBe(1)
  })

  it('keeps a version with the first edit of a session and every ten minutes of work', async () => {
    const first = await opened('one')
    const { id } = first.desk.state
    const page = new DeskDouble(library)
    first.tabs.holders.clear()
    await page.desk.openKept(id)
    const edits = [
      ['two', 0],
      ['three', 1000],
      ['four', VERSION_EVERY_MS],
      ['five', 1000],
    ] as const
    for (const [title, later] of edits) {
      page.now += later
      page.edit(title)
      await page.desk.saveNow()
    }
    expect((await library.versions(id)).map(({ text }) => JSON.parse(text).title)).toEqual(['three', 'one'])
  })

  it('that fails once says why, keeps refusing to open another, and is mended by the next save', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    await page.desk.open(titled('precious'), OWN)
    trouble.problem = { code: 'full' }
    page.edit('precious work')
    expect(await page.desk.open(titled('other'), OWN)).toBe('unsaved')
    expect(page.desk.state).toMatchObject({
      kept: false,
      save: { status: 'failed', problem: { code: 'full' } },
    })
    expect(page.design.title).toBe('precious work')
    trouble.problem = null
    await page.desk.trouble(null)
    expect(page.desk.state).toMatchObject({ kept: true, save: { status: 'saved' } })
    expect(await page.desk.open(titled('other'), OWN)).toBe('opened')
    expect(await titlesKept()).toEqual(['precious work'])
  })

  it('that fails gives the design up only when somebody has said so', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    await page.desk.open(titled('precious'), OWN)
    const { id } = await opened('elsewhere').then(({ desk }) => desk.state)
    trouble.problem = { code: 'full' }
    page.edit('precious work')
    expect(await page.desk.openKept(id)).toBe('unsaved')
    expect(page.tabs.holders.has(id)).toBe(false)
    expect(await page.desk.openKept(id, { anyway: true })).toBe('opened')
    expect(page.design.title).toBe('elsewhere')
  })

  it('keeps what was edited while another save was under way', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    await page.desk.open(titled('one'), OWN, { keep: true })
    let go = () => {}
    trouble.gate = new Promise((resolve) => {
      go = resolve
    })
    page.edit('two')
    const saving = page.desk.saveNow()
    // It takes the design when its turn comes.
    await Promise.resolve()
    page.edit('three')
    go()
    await saving
    expect(page.desk.state.save.status).toBe('saving')
    expect(await page.desk.open(titled('other'), OWN)).toBe('opened')
    expect(await titlesKept()).toEqual(['three'])
  })
})

describe('a page that goes away', () => {
  /** The page after it, in the same tab. */
  const next = (page: DeskDouble) => new DeskDouble(library, new TabsDouble(), page.storage)

  async function reopened(page: DeskDouble): Promise<DeskDouble> {
    const after = next(page)
    const { pending } = after.memory
    expect(pending).not.toBeNull()
    await after.desk.openPending(pending!, JSON.parse(pending!.text))
    return after
  }

  it('leaves what was not saved to the next one', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    await page.desk.open(titled('one'), OWN, { keep: true })
    trouble.gate = new Promise(() => {})
    page.edit('last words')
    page.desk.leavePage()
    const after = await reopened(page)
    expect(after.desk.state).toMatchObject({ id: page.desk.state.id, kept: true, notice: null })
    expect(await titlesKept()).toEqual(['last words'])
    expect(after.memory.pending).toBeNull()
  })

  it('leaves nothing where all was saved, or where it may not edit', async () => {
    const page = await opened('one')
    page.desk.leavePage()
    expect(page.memory.pending).toBeNull()
  })

  it('in the middle of a save that succeeds after it still is the same document', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    await page.desk.open(titled('one'), OWN, { keep: true })
    let go = () => {}
    trouble.gate = new Promise((resolve) => {
      go = resolve
    })
    page.edit('two')
    const saving = page.desk.saveNow()
    await Promise.resolve()
    page.edit('three')
    page.desk.leavePage()
    trouble.problem = { code: 'failed', reason: 'the page is gone' }
    // The save that was under way gets through, and the one after it does not.
    const { id } = page.desk.state
    await library.save({ id, design: titled('two'), origin: OWN, base: 1, keepVersion: false })
    go()
    await saving
    const after = await reopened(page)
    expect(after.desk.state).toMatchObject({ id, notice: null })
    expect(await titlesKept()).toEqual(['three'])
  })

  it('is not forgotten by a save of something older', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    await page.desk.open(titled('one'), OWN, { keep: true })
    let go = () => {}
    trouble.gate = new Promise((resolve) => {
      go = resolve
    })
    page.edit('two')
    const saving = page.desk.saveNow()
    await Promise.resolve()
    page.edit('three')
    trouble.problem = null
    page.memory.leave({
      id: page.desk.state.id,
      base: 1,
      origin: OWN,
      text: keptText(page.design),
      writing: null,
    })
    go()
    await saving
    expect(page.memory.pending?.text).toBe(keptText(titled('three')))
  })

  it('and whose document somebody has saved since goes on as a copy', async () => {
    const page = await opened('one')
    const { id } = page.desk.state
    const pending = { id, base: 1, origin: OWN, text: keptText(titled('mine')), writing: null }
    await library.save({ id, design: titled('theirs'), origin: OWN, base: 1, keepVersion: false })
    const after = next(page)
    await after.desk.openPending(pending, titled('mine'))
    expect(after.desk.state).toMatchObject({ notice: 'conflictCopy', save: { status: 'saved' }, kept: true })
    expect(after.desk.state.id).not.toBe(id)
    expect(await titlesKept()).toEqual(['mine', 'theirs'])
  })

  it('and whose text was kept after all opens without another copy', async () => {
    const page = await opened('one')
    const { id } = page.desk.state
    const after = next(page)
    const pending = { id, base: 0, origin: OWN, text: keptText(titled('one')), writing: null }
    after.memory.leave(pending)
    await after.desk.openPending(pending, titled('one'))
    expect(after.desk.state).toMatchObject({ id, notice: null })
    expect(await titlesKept()).toEqual(['one'])
    expect(after.memory.pending).toBeNull()
  })

  it('and whose document another tab holds goes on as a copy', async () => {
    const page = await opened('one')
    const { id } = page.desk.state
    const after = new DeskDouble(library, page.tabs)
    const pending = { id, base: 1, origin: OWN, text: keptText(titled('mine')), writing: null }
    await after.desk.openPending(pending, titled('mine'))
    expect(after.desk.state.notice).toBe('conflictCopy')
    expect(await titlesKept()).toEqual(['mine', 'one'])
  })
})

describe('opening', () => {
  it('two quick ones end with the second, and what was kept of the first is kept', async () => {
    const page = new DeskDouble(library)
    await Promise.all([
      page.desk.open(titled('first'), OWN, { keep: true }),
      page.desk.open(titled('second'), OWN, { keep: true }),
    ])
    expect(page.design.title).toBe('second')
    expect(page.shown).toEqual(['open first', 'open second'])
    expect(await titlesKept()).toEqual(['first', 'second'])
    expect((await page.entry())?.title).toBe('second')
    expect([...page.tabs.holders.keys()]).toEqual([page.desk.state.id])
  })

  it('what is open already saves it and shows it no second time', async () => {
    const page = await opened('one')
    page.edit('two')
    expect(await page.desk.openKept(page.desk.state.id)).toBe('opened')
    expect(page.design.title).toBe('two')
    expect(page.shown).toEqual(['open one'])
    expect(await titlesKept()).toEqual(['two'])
  })

  it('what was deleted, is missing or cannot be read leaves the desk as it was', async () => {
    const page = await opened('one')
    const { id } = await opened('gone', new DeskDouble(library, page.tabs)).then(({ desk }) => desk.state)
    page.tabs.holders.delete(id)
    await library.remove(id)
    expect(await page.desk.openKept(id)).toBe('deleted')
    expect(await page.desk.openKept('nobody')).toBe('missing')
    const closed = { read: () => Promise.reject(new Error('closed')) }
    const broken = new DeskDouble({ ...troubled().ports, ...closed })
    expect(await broken.desk.openKept('nobody')).toBe('unavailable')
    expect(page.design.title).toBe('one')
    expect([...page.tabs.holders.keys()]).toEqual([page.desk.state.id])
  })

  it('remembers the way back to what was open before a shared design', async () => {
    const page = await opened('mine')
    const { id } = page.desk.state
    await page.desk.open(titled('shared'), { type: 'link', from: 'x' }, { keep: true, wayBack: true })
    expect(page.desk.state.before).toMatchObject({ id, title: 'mine' })
    await page.desk.openKept(id)
    expect(page.design.title).toBe('mine')
    expect(await titlesKept()).toEqual(['mine', 'shared'])
  })

  it('to be looked at keeps it, and takes no edit', async () => {
    const page = new DeskDouble(library)
    await page.desk.open(titled('shared'), OWN, { keep: true, readOnly: 'shared' })
    page.edit('changed')
    await page.desk.saveNow()
    expect(page.desk.state.save.status).toBe('saved')
    expect(await titlesKept()).toEqual(['shared'])
    await page.desk.makeCopy('my copy')
    expect(page.desk.state).toMatchObject({ readOnly: null, kept: true, origin: { type: 'copy' } })
    expect(await titlesKept()).toEqual(['my copy', 'shared'])
  })
})

describe('what may only be looked at', () => {
  const SHARED = { keep: true, readOnly: 'shared' } as const

  it('stays so after a reload, in another tab, and by a click on its own card', async () => {
    const page = new DeskDouble(library)
    await page.desk.open(titled('shared'), OWN, SHARED)
    const { id } = page.desk.state
    expect(await page.desk.openKept(id)).toBe('opened')
    expect(page.desk.state.readOnly).toBe('shared')
    expect(page.shown).toEqual(['open shared'])
    const other = new DeskDouble(library, page.tabs)
    await other.desk.openKept(id)
    const after = new DeskDouble(library, new TabsDouble(), page.storage)
    await after.desk.openKept(id)
    for (const { desk } of [other, after])
      expect(desk.state).toMatchObject({ id, readOnly: 'shared', kept: true })
    after.edit('changed')
    await after.desk.saveNow()
    expect(await titlesKept()).toEqual(['shared'])
  })

  it('stays so under a new name, and copies of it can be edited', async () => {
    const page = new DeskDouble(library)
    await page.desk.open(titled('shared'), OWN, SHARED)
    const { id } = page.desk.state
    await library.rename(id, 'renamed')
    await library.duplicate(id, () => 'duplicate')
    await page.desk.makeCopy('copy')
    expect(page.desk.state.readOnly).toBeNull()
    page.edit('copy, edited')
    await page.desk.saveNow()
    const viewOnly = (await library.list()).map((entry) => [entry.title, entry.viewOnly])
    expect(Object.fromEntries(viewOnly)).toEqual({
      renamed: true,
      duplicate: undefined,
      'copy, edited': undefined,
    })
  })

  it('takes no edit even while it is kept for the first time', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    let go = () => {}
    trouble.gate = new Promise((resolve) => {
      go = resolve
    })
    const opening = page.desk.open(titled('shared'), OWN, SHARED)
    await vi.waitFor(() => expect(page.shown).toEqual(['open shared']), PATIENT)
    expect(page.desk.state).toMatchObject({ readOnly: 'shared', kept: false })
    go()
    await opening
    expect(page.desk.state).toMatchObject({ readOnly: 'shared', kept: true, save: { status: 'saved' } })
    expect(await titlesKept()).toEqual(['shared'])
  })

  it('is kept by a later try where the first one failed', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    trouble.problem = { code: 'full' }
    await page.desk.open(titled('shared'), OWN, SHARED)
    expect(page.desk.state).toMatchObject({ kept: false, save: { status: 'failed' } })
    trouble.problem = null
    await page.desk.saveNow()
    expect(page.desk.state).toMatchObject({ readOnly: 'shared', kept: true, save: { status: 'saved' } })
    expect((await page.entry())?.viewOnly).toBe(true)
  })
})

describe('two tabs on one document', () => {
  async function two() {
    const first = await opened('one')
    const second = new DeskDouble(library, first.tabs)
    await second.desk.openKept(first.desk.state.id)
    return { first, second }
  }

  it('the second reads, and sees what the first one saves', async () => {
    const { first, second } = await two()
    expect(second.desk.state.readOnly).toBe('otherTab')
    first.edit('two')
    await first.desk.saveNow()
    await vi.waitFor(() => expect(second.design.title).toBe('two'), PATIENT)
    expect(second.shown).toEqual(['open one', 'same two'])
  })

  it('the second takes over what the first has just drawn, and they change places', async () => {
    const { first, second } = await two()
    first.edit('drawn a moment ago')
    await second.desk.takeOver()
    expect(second.design.title).toBe('drawn a moment ago')
    expect([first.desk.state.readOnly, second.desk.state.readOnly]).toEqual(['otherTab', null])
    second.edit('drawn here')
    await second.desk.saveNow()
    await vi.waitFor(() => expect(first.design.title).toBe('drawn here'), PATIENT)
    expect(await titlesKept()).toEqual(['drawn here'])
  })

  it('what cannot be saved is not given away: it goes on as a copy', async () => {
    const { ports, trouble } = troubled()
    const tabs = new TabsDouble()
    const first = new DeskDouble(ports, tabs)
    await opened('one', first)
    const second = new DeskDouble(library, tabs)
    await second.desk.openKept(first.desk.state.id)
    trouble.problem = { code: 'full' }
    first.edit('only here')
    await second.desk.takeOver()
    expect(first.design.title).toBe('only here')
    expect(first.desk.state).toMatchObject({
      readOnly: null,
      notice: 'conflictCopy',
      save: { status: 'failed' },
    })
    expect(first.shown).toContain('as copy')
    expect(second.design.title).toBe('one')
    trouble.problem = null
    await first.desk.saveNow()
    expect(await titlesKept()).toEqual(['one', 'only here'])
  })

  it('without locks, whoever saves second gets a copy, and nothing is overwritten', async () => {
    const { first, second } = await two()
    first.tabs.holders.clear()
    const blind = new DeskDouble(library)
    await blind.desk.openKept(first.desk.state.id)
    first.edit('first')
    await first.desk.saveNow()
    blind.edit('second')
    await blind.desk.saveNow()
    expect(blind.desk.state).toMatchObject({ notice: 'conflictCopy', kept: true, save: { status: 'saved' } })
    expect(await titlesKept()).toEqual(['first', 'second'])
    expect(second.desk.state.readOnly).toBe('otherTab')
  })

  it('a document that the other one deletes is said, and kept again by the next edit', async () => {
    const { first } = await two()
    await library.remove(first.desk.state.id)
    await first.desk.hear({ type: 'deleted', id: first.desk.state.id })
    expect(first.desk.state.notice).toBe('deletedElsewhere')
    first.edit('still here')
    await first.desk.saveNow()
    expect(first.desk.state.notice).toBeNull()
    expect((await first.entry())?.deletedAt).toBeNull()
  })
})

describe('a newer build in another tab', () => {
  it('gets the library when all is saved, and this page only reads from then on', async () => {
    const page = await opened('one')
    page.edit('last words')
    await page.desk.trouble('taken')
    expect(await titlesKept()).toEqual(['last words'])
    expect(page.desk.state).toMatchObject({ readOnly: 'newerBuild', save: { status: 'saved' } })
  })

  it('finds in this tab what could not be saved any more', async () => {
    const { ports, trouble } = troubled()
    const page = new DeskDouble(ports)
    await page.desk.open(titled('one'), OWN, { keep: true })
    trouble.problem = { code: 'full' }
    page.edit('last words')
    await page.desk.trouble('taken')
    expect(page.memory.pending?.text).toBe(keptText(titled('last words')))
  })
})
