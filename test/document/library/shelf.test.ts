import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Library } from '../../../src/document/library/library.ts'
import { Shelf } from '../../../src/document/library/shelf.ts'
import { assert } from '../../../src/model/result.ts'
import { DeskDouble, openLibrary, spoil, titled } from '../../support/documents.ts'

let library: Library
let page: DeskDouble
let shelf: Shelf

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  library = openLibrary().library
  page = new DeskDouble(library)
  shelf = shelfOf(page)
  await page.desk.open(titled('open'), { type: 'new', from: '' }, { keep: true })
})

const shelfOf = (on: DeskDouble): Shelf =>
  new Shelf({
    library,
    tabs: on.tabsOf(),
    desk: on.desk,
    edit(change) {
      on.design = change(on.design)
      on.desk.edited()
    },
  })

async function added(title: string): Promise<string> {
  const saved = await library.add(titled(title), { type: 'new', from: '' })
  assert(saved.ok, 'it was added')
  return saved.value.id
}

const alive = async (): Promise<string[]> =>
  ((await shelf.list()) ?? [])
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ title }) => title)
    .sort()

const DONE = { code: 'done' }

describe('the document that is open', () => {
  it('is renamed by an edit, and what follows builds on it', async () => {
    expect(await shelf.rename(page.desk.state.id, 'renamed')).toEqual(DONE)
    expect(page.design.title).toBe('renamed')
    page.edit('renamed and edited')
    await page.desk.saveNow()
    expect(page.desk.state.notice).toBeNull()
    expect(await alive()).toEqual(['renamed and edited'])
  })

  it('is listed and duplicated as it is now, with what is not saved yet', async () => {
    page.edit('edited')
    expect(await alive()).toEqual(['edited'])
    page.edit('edited again')
    await shelf.duplicate(page.desk.state.id, (title) => `${title} (copy)`)
    expect(await alive()).toEqual(['edited again', 'edited again (copy)'])
  })

  it('gives its place to the newest other one when it is deleted, and can be brought back', async () => {
    await added('other')
    const { id } = page.desk.state
    page.edit('last words')
    expect(await shelf.remove(id)).toEqual(DONE)
    expect(page.design.title).toBe('other')
    expect(await alive()).toEqual(['other'])
    expect(page.said).toContainEqual({ type: 'deleted', id })
    await shelf.bringBack(id)
    expect(await alive()).toEqual(['last words', 'other'])
    expect(await page.desk.openKept(id)).toBe('opened')
  })

  it('gives its place to an empty one where no other can be opened', async () => {
    const id = await added('spoilt')
    await spoil('contents', [id, 'now'], (content) => ({ ...content, text: '' }))
    await shelf.remove(page.desk.state.id)
    expect([page.design.title, page.desk.state.kept]).toEqual(['', false])
  })

  it('is not deleted while it cannot be saved', async () => {
    const { id } = page.desk.state
    const save = library.save.bind(library)
    library.save = async () => ({ ok: false, error: { code: 'full' } })
    await added('x').catch(() => undefined)
    page.edit('precious')
    expect(await shelf.remove(id)).toEqual({ code: 'unsaved' })
    library.save = save
    expect(page.design.title).toBe('precious')
    expect(await alive()).toEqual(['precious'])
  })
})

describe('another document', () => {
  it('is renamed, and free again after that', async () => {
    const id = await added('other')
    expect(await shelf.rename(id, 'new name')).toEqual(DONE)
    expect(await alive()).toEqual(['new name', 'open'])
    expect(page.tabs.holders.has(id)).toBe(false)
    expect(page.said.at(-1)).toEqual({ type: 'saved', id, revision: 2 })
  })

  it('that another tab has open is left to that one', async () => {
    const second = new DeskDouble(library, page.tabs)
    const { id } = page.desk.state
    const other = shelfOf(second)
    expect(await other.rename(id, 'mine now')).toEqual({ code: 'otherTab' })
    expect(await other.bringVersionBack(id, titled('old'))).toEqual({ code: 'otherTab' })
    page.edit('still mine')
    await page.desk.saveNow()
    expect(page.desk.state.notice).toBeNull()
    expect(await alive()).toEqual(['still mine'])
  })

  it('that cannot be read cannot be renamed or duplicated, and stays as it is', async () => {
    const id = await added('spoilt')
    await spoil('contents', [id, 'now'], (content) => ({ ...content, text: 'x' }))
    expect(await shelf.rename(id, 'y')).toEqual({ code: 'unreadable' })
    expect(await shelf.duplicate(id, (title) => title)).toEqual({ code: 'unreadable' })
    expect(await shelf.design(id)).toBeNull()
    expect(await library.read(id)).toMatchObject({ status: 'unreadable', text: 'x' })
  })
})

describe('a version', () => {
  async function withVersions(): Promise<string> {
    const { id } = page.desk.state
    page.desk.keepVersionNext()
    page.edit('second')
    await page.desk.saveNow()
    return id
  }

  it('of the open document is brought back as an edit, and what was there becomes a version', async () => {
    const id = await withVersions()
    page.edit('third, not saved yet')
    const [first] = (await shelf.versions(id)) ?? []
    expect(first?.design?.title).toBe('open')
    expect(await shelf.bringVersionBack(id, first!.design!)).toEqual(DONE)
    expect(page.design.title).toBe('open')
    expect((await shelf.versions(id))?.map(({ design }) => design?.title)).toEqual([
      'third, not saved yet',
      'open',
    ])
    expect(await alive()).toEqual(['open'])
  })

  it('of another document is brought back in the library', async () => {
    const id = await withVersions()
    await page.desk.open(titled('elsewhere'), { type: 'new', from: '' }, { keep: true })
    const [first] = (await shelf.versions(id)) ?? []
    expect(await shelf.bringVersionBack(id, first!.design!)).toEqual(DONE)
    expect((await shelf.versions(id))?.map(({ design }) => design?.title)).toEqual(['second', 'open'])
    expect(await alive()).toEqual(['elsewhere', 'open'])
    expect(page.design.title).toBe('elsewhere')
  })

  it('rescues a document whose own texts are both spoilt', async () => {
    const id = await withVersions()
    await page.desk.open(titled('elsewhere'), { type: 'new', from: '' })
    for (const generation of ['now', 'before'])
      await spoil('contents', [id, generation], (content) => ({ ...content, text: 'x' }))
    const versions = (await shelf.versions(id)) ?? []
    expect(await shelf.bringVersionBack(id, versions[0]!.design!)).toEqual(DONE)
    expect(await page.desk.openKept(id)).toBe('opened')
    expect(page.design.title).toBe('open')
  })
})

it('without a library there is no list, and nothing throws', async () => {
  const closed = () => Promise.reject(new Error('closed'))
  Object.assign(library, { list: closed, read: closed, versions: closed, remove: closed, duplicate: closed })
  expect(await shelf.list()).toBeNull()
  expect(await shelf.versions('x')).toBeNull()
  expect(await shelf.design('x')).toBeNull()
  expect(await shelf.remove('x')).toEqual({ code: 'failed', problem: { code: 'failed', reason: 'closed' } })
  expect(await shelf.duplicate('x', (title) => title)).toMatchObject({ code: 'failed' })
})
