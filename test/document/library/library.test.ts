import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { textChecksum } from '../../../src/document/document.ts'
import { OPENING_MS } from '../../../src/document/library/database.ts'
import { DELETED_KEPT_MS, keptText, type Save, VERSIONS_MAX } from '../../../src/document/library/library.ts'
import { DESIGN_LIMITS, DESIGN_VERSION } from '../../../src/model/design.ts'
import { assert } from '../../../src/model/result.ts'
import { openLibrary, spoil, titled, writeDrafts } from '../../support/documents.ts'
import { PATIENT } from '../../support/patience.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

const save = (title: string, base: number, keepVersion = false): Save => ({
  id: 'd',
  design: titled(title),
  origin: { type: 'new', from: '' },
  base,
  keepVersion,
})

async function titleOf(library: ReturnType<typeof openLibrary>['library'], id = 'd'): Promise<string> {
  const read = await library.read(id)
  return read.status === 'read' ? read.design.title : read.status
}

describe('a save', () => {
  it('keeps the document with its size, its number of nodes and a revision that counts', async () => {
    const { library, troubles } = openLibrary()
    await library.save(save('one', 0))
    const saved = await library.save(save('둘', 1))
    expect(saved).toMatchObject({ ok: true, value: { revision: 2, title: '둘', nodes: 0, savedAt: 1000 } })
    assert(saved.ok, 'it was saved')
    expect(saved.value.bytes).toBe(Buffer.byteLength(keptText(titled('둘'))))
    expect(await titleOf(library)).toBe('둘')
    expect(troubles).toEqual([null])
  })

  it('that is built on another revision writes nothing at all', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    await library.save(save('two', 1))
    expect(await library.save(save('late', 1, true))).toEqual({
      ok: false,
      error: { code: 'conflict', revision: 2 },
    })
    expect(await titleOf(library)).toBe('two')
    expect((await library.entry('d'))?.revision).toBe(2)
    expect(await library.versions('d')).toEqual([])
  })

  it('of two that are made at once on the same revision, one is refused', async () => {
    const { library } = openLibrary()
    const other = openLibrary().library
    await library.save(save('one', 0))
    const both = await Promise.all([library.save(save('two', 1)), other.save(save('other two', 1))])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await library.entry('d'))?.revision).toBe(2)
  })

  it('that fails half way leaves the document, its generation before and its versions as they were', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    await library.save(save('two', 1))
    const put = IDBObjectStore.prototype.put
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value,
    ) {
      if (this.name === 'documents') throw new DOMException('no room', 'QuotaExceededError')
      return put.call(this, value)
    })
    expect(await library.save(save('three', 2, true))).toEqual({ ok: false, error: { code: 'full' } })
    full.mockRestore()
    expect(await titleOf(library)).toBe('two')
    expect(await library.versions('d')).toEqual([])
    await spoil('contents', ['d', 'now'], (content) => ({ ...content, text: '{' }))
    expect(await titleOf(library)).toBe('one')
  })
})

describe('what was spoilt', () => {
  it('is replaced by the generation before, when a text does not fit its checksum or cannot be read', async () => {
    for (const change of [{ text: keptText(titled('forged')) }, { text: '{"format":' }, { text: 5 }]) {
      globalThis.indexedDB = new IDBFactory()
      const { library } = openLibrary()
      await library.save(save('one', 0))
      await library.save(save('two', 1))
      await spoil('contents', ['d', 'now'], (content) => ({ ...content, ...change }))
      const read = await library.read('d')
      expect(read).toMatchObject({ status: 'read', older: true, design: { title: 'one' } })
    }
  })

  it('is not what a newer build has written: nothing older is opened in its place', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    await library.save(save('two', 1))
    const text = JSON.stringify({ ...JSON.parse(keptText(titled('newer'))), version: DESIGN_VERSION + 1 })
    await spoil('contents', ['d', 'now'], (content) => ({ ...content, text, checksum: textChecksum(text) }))
    expect(await library.read('d')).toMatchObject({
      status: 'unreadable',
      text,
      error: { code: 'newerVersion' },
    })
    expect(await library.rename('d', 'older')).toEqual({ ok: false, error: { code: 'missing' } })
  })

  it('with nothing before it is told as it is, to be downloaded', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    await spoil('contents', ['d', 'now'], (content) => ({ ...content, text: 'no JSON' }))
    expect(await library.read('d')).toMatchObject({
      status: 'unreadable',
      text: 'no JSON',
      error: { code: 'notJson' },
    })
  })

  it('in the list of documents still stands there, and its text opens', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    await spoil('documents', 'd', ({ id, revision }) => ({
      id,
      revision,
      title: 7,
      origin: 'x',
      savedAt: 'soon',
    }))
    expect(await library.list()).toMatchObject([
      { id: 'd', title: '', origin: { type: 'new' }, savedAt: 0, revision: 1, deletedAt: null },
    ])
    expect(await titleOf(library)).toBe('one')
  })
})

describe('a time that no clock can show', () => {
  it('is none: the list and the versions stay what can be shown, and nothing counts as long deleted', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    await spoil('documents', 'd', (entry) => ({ ...entry, createdAt: -1, savedAt: 1e300, deletedAt: 1e300 }))
    await spoil('contents', ['d', 'now'], (content) => ({ ...content, savedAt: 8.64e15 + 1 }))
    expect(await library.list()).toMatchObject([{ createdAt: 0, savedAt: 0, deletedAt: null }])
    await library.save(save('two', 1, true))
    expect(await library.versions('d')).toMatchObject([{ revision: 1, savedAt: 0 }])
    await spoil('documents', 'd', (entry) => ({ ...entry, savedAt: 8.64e15 }))
    expect(await library.list()).toMatchObject([{ savedAt: 8.64e15 }])
  })
})

describe('versions', () => {
  it('are what was there before, and the oldest go beyond the limit', async () => {
    const { library } = openLibrary()
    const saves = VERSIONS_MAX + 5
    for (let base = 0; base < saves; base++) await library.save(save(`state ${base + 1}`, base, true))
    const versions = await library.versions('d')
    expect(versions).toHaveLength(VERSIONS_MAX)
    expect(versions[0]).toMatchObject({ revision: saves - 1, text: keptText(titled(`state ${saves - 1}`)) })
    expect(versions.at(-1)?.revision).toBe(saves - VERSIONS_MAX)
  })

  it('belong to their document alone', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    await library.save(save('two', 1, true))
    await library.save({ ...save('other', 0), id: 'e' })
    expect(await library.versions('e')).toEqual([])
    expect(await library.versions('d')).toHaveLength(1)
  })
})

describe('a document of the library', () => {
  it('is renamed in its text and in the list', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    expect(await library.rename('d', 'new name')).toMatchObject({
      ok: true,
      value: { title: 'new name', revision: 2 },
    })
    expect(await titleOf(library)).toBe('new name')
    expect(await library.rename('nobody', 'x')).toEqual({ ok: false, error: { code: 'missing' } })
  })

  it('is duplicated as a copy of its own', async () => {
    const { library } = openLibrary()
    await library.save(save('one', 0))
    const copy = await library.duplicate('d', (title) => `${title} again`)
    expect(copy).toMatchObject({
      ok: true,
      value: { title: 'one again', origin: { type: 'copy', from: 'd' } },
    })
    expect(await library.list()).toHaveLength(2)
    expect(await titleOf(library)).toBe('one')
  })

  it('with the longest title is copied and renamed into one that can be read again', async () => {
    const { library } = openLibrary()
    const longest = 'x'.repeat(DESIGN_LIMITS.labelLength)
    await library.save(save(longest, 0))
    const copy = await library.duplicate('d', (title) => `${title} (copy)`)
    assert(copy.ok, 'it was copied')
    expect(await titleOf(library, copy.value.id)).toBe(longest)
    await library.rename('d', `${longest.slice(1)}😀\nand more`)
    expect(await titleOf(library)).toBe(longest.slice(1))
  })

  it('can be brought back for a week after it was deleted, and is gone with its versions after that', async () => {
    let now = 1000
    const { library } = openLibrary(() => now)
    await library.save(save('one', 0))
    await library.save(save('two', 1, true))
    await library.remove('d')
    expect((await library.entry('d'))?.deletedAt).toBe(1000)
    now += DELETED_KEPT_MS
    await library.sweep()
    await library.bringBack('d')
    expect((await library.entry('d'))?.deletedAt).toBeNull()
    expect(await titleOf(library)).toBe('two')
    await library.remove('d')
    now += DELETED_KEPT_MS + 1
    await library.sweep()
    expect([await library.list(), await library.versions('d'), await titleOf(library)]).toEqual([
      [],
      [],
      'missing',
    ])
    const database = await openDB('faultline')
    expect(await database.count('contents')).toBe(0)
    database.close()
  })
})

describe('drafts of the builds before the library', () => {
  it('become documents, readable or not, and the spoilt ones do not keep the library closed', async () => {
    const text = keptText(titled('my draft'))
    await writeDrafts([
      { id: 'a', text, savedAt: 5 },
      { id: 'b', text: 'no JSON at all', savedAt: 9 },
      { id: 'c', text: undefined, savedAt: 'yesterday' },
    ])
    const { library } = openLibrary()
    expect(await library.list()).toMatchObject([
      { id: 'b', title: '', savedAt: 9, revision: 1 },
      { id: 'a', title: 'my draft', savedAt: 5, nodes: 0, revision: 1 },
      { id: 'c', title: '', savedAt: 0 },
    ])
    expect(await titleOf(library, 'a')).toBe('my draft')
    expect(await library.read('b')).toMatchObject({ status: 'unreadable', text: 'no JSON at all' })
    const database = await openDB('faultline')
    expect([...database.objectStoreNames]).toEqual(['contents', 'documents', 'versions'])
    database.close()
  })
})

describe('a database that cannot be opened', () => {
  it('is tried again the next time', async () => {
    const { library, troubles } = openLibrary()
    const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    await expect(library.list()).rejects.toThrow('denied')
    expect(await library.save(save('one', 0))).toEqual({
      ok: false,
      error: { code: 'failed', reason: 'denied' },
    })
    broken.mockRestore()
    expect((await library.save(save('one', 0))).ok).toBe(true)
    expect(troubles).toEqual(['unavailable', 'unavailable', null])
  })

  it('because a newer build has made it is left as it is', async () => {
    const newer = await openDB('faultline', 3, {
      upgrade: (database) => void database.createObjectStore('future'),
    })
    newer.close()
    const { library, troubles } = openLibrary()
    await expect(library.list()).rejects.toThrow()
    expect(troubles).toEqual(['newer'])
    const still = await openDB('faultline')
    expect([still.version, [...still.objectStoreNames]]).toEqual([3, ['future']])
    still.close()
  })

  it('for as long as an older build holds it opens by itself afterwards', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const older = await openDB('faultline', 1)
    const { library, troubles } = openLibrary()
    const list = library.list().catch((error: Error) => error.message)
    await vi.waitFor(() => expect(troubles).toEqual(['blocked']), PATIENT)
    await vi.advanceTimersByTimeAsync(OPENING_MS)
    expect(await list).toMatch(/did not open/)
    expect(troubles).toEqual(['blocked'])
    vi.useRealTimers()
    older.close()
    await vi.waitFor(() => expect(troubles).toEqual(['blocked', null]), PATIENT)
    expect(await library.list()).toEqual([])
  })

  it('because the browser never answers does not hold whoever asks', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const request = Object.assign(Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest, {
      addEventListener: () => undefined,
    })
    const silent = vi.spyOn(indexedDB, 'open').mockReturnValue(request)
    const { library, troubles } = openLibrary()
    const list = library.list().catch((error: Error) => error.message)
    const saved = library.save(save('one', 0))
    await vi.advanceTimersByTimeAsync(OPENING_MS)
    expect(await list).toMatch(/did not open/)
    expect(await saved).toMatchObject({ ok: false, error: { code: 'failed' } })
    expect(troubles).toContain('silent')
    vi.useRealTimers()
    silent.mockRestore()
  })
})

describe('a database that somebody else wants', () => {
  it('is given to a newer build, when what the desk still has was saved', async () => {
    const said: string[] = []
    const { Library } = await import('../../../src/document/library/library.ts')
    const library: InstanceType<typeof Library> = new Library(async (trouble): Promise<void> => {
      said.push(String(trouble))
      if (trouble === 'taken') await library.save(save('last words', 1))
    })
    await library.save(save('one', 0))
    const newer = await openDB('faultline', 3)
    expect(said).toEqual(['null', 'taken'])
    expect(await newer.get('documents', 'd')).toMatchObject({ title: 'last words', revision: 2 })
    newer.close()
  })

  it('is let go without a word where it is only deleted, and opened anew', async () => {
    const { library, troubles } = openLibrary()
    await library.save(save('one', 0))
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('faultline').onsuccess = resolve
    })
    expect(await library.list()).toEqual([])
    expect(troubles).toEqual([null, null])
  })
})
