import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, expect, it } from 'vitest'
import { textChecksum } from '../../../src/document/document.ts'
import { exportLibrary, importLibrary } from '../../../src/document/library/archive.ts'
import { keptText, type Library } from '../../../src/document/library/library.ts'
import { DESIGN_VERSION } from '../../../src/model/design.ts'
import { assert } from '../../../src/model/result.ts'
import { openLibrary, spoil, titled } from '../../support/documents.ts'
import { draw } from '../../support/simulate.ts'

let library: Library

/** Another browser's library, or this one's after everything was lost. */
function freshLibrary(): Library {
  globalThis.indexedDB = new IDBFactory()
  return openLibrary(() => 9000).library
}

beforeEach(() => {
  library = freshLibrary()
})

const fileOf = (value: unknown): Blob => new Blob([typeof value === 'string' ? value : JSON.stringify(value)])

async function addOne(title: string): Promise<string> {
  const added = await library.add(titled(title), { type: 'new', from: '' })
  assert(added.ok, 'it was added')
  return added.value.id
}

async function filled(): Promise<string> {
  const design = { ...draw({ client: ['client'], web: ['web'] }, ['client > web']), title: 'two nodes' }
  await library.add(design, { type: 'example', from: 'x' })
  await library.add(titled('한글 제목'), { type: 'new', from: '' })
  await library.remove(await addOne('deleted'))
  return (await exportLibrary(library)).text
}

it('an exported library comes back whole in another browser: texts, titles, origins, times', async () => {
  const file = await filled()
  const before = await library.texts()
  library = freshLibrary()
  expect(await importLibrary(fileOf(file), library)).toEqual({
    ok: true,
    value: { added: 2, same: 0, unread: 0, failed: 0 },
  })
  const byId = (texts: typeof before) => [...texts].sort((a, b) => (a.id < b.id ? -1 : 1))
  expect(byId(await library.texts())).toEqual(byId(before))
  expect((await library.list()).map(({ title }) => title).sort()).toEqual(['two nodes', '한글 제목'])
})

it('what may only be looked at may only be looked at in another browser too', async () => {
  const origin = { type: 'link', from: 'x' } as const
  const save = { design: titled('shared'), origin, base: 0, keepVersion: false, viewOnly: true }
  await library.save({ ...save, id: 'shared' })
  const { text } = await exportLibrary(library)
  library = freshLibrary()
  await importLibrary(fileOf(text), library)
  expect(await library.list()).toMatchObject([{ id: 'shared', viewOnly: true }])
})

it('importing twice doubles nothing, and what was changed meanwhile stays beside it', async () => {
  const file = await filled()
  expect(await importLibrary(fileOf(file), library)).toMatchObject({ value: { added: 0, same: 2 } })
  const [entry] = (await library.list()).filter(({ title }) => title === '한글 제목')
  await library.rename(entry!.id, 'changed')
  expect(await importLibrary(fileOf(`\ufeff${file}`), library)).toMatchObject({
    value: { added: 1, same: 1 },
  })
  const alive = (await library.list()).filter(({ deletedAt }) => deletedAt === null)
  expect(alive.map(({ title }) => title).sort()).toEqual(['changed', 'two nodes', '한글 제목'])
  expect(new Set(alive.map(({ id }) => id)).size).toBe(3)
})

it('what cannot be read travels as text, and stays as it was', async () => {
  await library.add(titled('one'), { type: 'new', from: '' })
  const [entry] = await library.list()
  await spoil('contents', [entry!.id, 'now'], (content) => ({ ...content, text: '{"from":"the future"}' }))
  const { text: file, ...counts } = await exportLibrary(library)
  expect(counts).toEqual({ unread: 1, missing: 0 })
  library = freshLibrary()
  expect(await importLibrary(fileOf(file), library)).toMatchObject({ value: { added: 1, unread: 1 } })
  expect(await library.read(entry!.id)).toMatchObject({ status: 'unreadable', text: '{"from":"the future"}' })
  expect((await library.list())[0]?.title).toBe('one')
})

it('of a document whose newest text is spoilt the one before travels, as it is opened here', async () => {
  const newer = JSON.stringify({ ...JSON.parse(keptText(titled('newer'))), version: DESIGN_VERSION + 1 })
  const cases = [
    [{ text: keptText(titled('forged')) }, keptText(titled('old')), 0],
    [{ text: newer, checksum: textChecksum(newer) }, newer, 1],
  ] as const
  for (const [change, kept, unread] of cases) {
    library = freshLibrary()
    const id = await addOne('old')
    await library.rename(id, 'new')
    await spoil('contents', [id, 'now'], (content) => ({ ...content, ...change }))
    const { text, ...counts } = await exportLibrary(library)
    expect(JSON.parse(text).documents).toMatchObject([{ id, text: kept }])
    expect(counts).toEqual({ unread, missing: 0 })
  }
})

it('a document whose newest text is gone is exported as it was before, and counted where nothing is left', async () => {
  const [half, lost] = [await addOne('half'), await addOne('lost')]
  await library.rename(half, 'half of it')
  const database = await openDB('faultline')
  for (const id of [half, lost]) await database.delete('contents', [id, 'now'])
  database.close()
  const { text, ...counts } = await exportLibrary(library)
  expect(JSON.parse(text).documents).toMatchObject([{ id: half, text: keptText(titled('half')) }])
  expect(JSON.parse(text).documents[0]).not.toHaveProperty('status')
  expect(counts).toEqual({ unread: 0, missing: 1 })
})

it('what is no document is counted and nothing of it is taken on trust', async () => {
  const text = keptText(titled('good'))
  const documents = [
    null,
    5,
    { text: '' },
    { text: 7 },
    {
      id: '../x',
      title: 9,
      origin: { type: 'evil', from: {} },
      createdAt: -1,
      savedAt: 'x',
      nodes: null,
      text,
    },
  ]
  const read = await importLibrary(fileOf({ format: 'faultline-library', version: 1, documents }), library)
  expect(read).toEqual({ ok: true, value: { added: 1, same: 0, unread: 0, failed: 4 } })
  const [entry] = await library.list()
  expect(entry).toMatchObject({ title: 'good', origin: { type: 'file', from: '' }, savedAt: 0, nodes: 0 })
  expect(entry?.id).toMatch(/^[0-9a-f]{24}$/)
})

it('times that no clock can show are none, and later ones than now are now', async () => {
  const [NOW, LAST] = [5000, 8.64e15]
  const of = (savedAt: number) => ({ id: `at${savedAt}`, text: keptText(titled(`${savedAt}`)), savedAt })
  const times = [1e300, LAST + 1, LAST, NOW + 1, NOW, 4000, -1]
  const documents = times.map((savedAt) => ({ ...of(savedAt), createdAt: savedAt }))
  await importLibrary(fileOf({ format: 'faultline-library', version: 1, documents }), library, NOW)
  const read = new Map((await library.list()).map((entry) => [entry.title, entry]))
  const found = times.map((time) => read.get(`${time}`))
  expect(found.map((entry) => entry?.savedAt)).toEqual([0, 0, NOW, NOW, NOW, 4000, 0])
  expect(found.map((entry) => entry?.createdAt)).toEqual([0, 0, NOW, NOW, NOW, 4000, 0])
})

it('a number of nodes that nobody can have is none', async () => {
  const documents = [7, 1e300, 1.5].map((nodes) => ({
    title: `${nodes}`,
    nodes,
    text: `unreadable ${nodes}`,
  }))
  await importLibrary(fileOf({ format: 'faultline-library', version: 1, documents }), library)
  const nodes = (await library.list()).map((entry) => [entry.title, entry.nodes])
  expect(Object.fromEntries(nodes)).toEqual({ 7: 7, '1e+300': 0, 1.5: 0 })
})

it('a file that is no exported library changes nothing, and says what it is', async () => {
  for (const value of [
    '',
    'no JSON',
    'null',
    '[]',
    { format: 'faultline' },
    { format: 'faultline-library', version: 1 },
  ])
    expect(await importLibrary(fileOf(value), library)).toEqual({ ok: false, error: { code: 'notArchive' } })
  expect(await importLibrary(fileOf({ format: 'faultline-library', version: 2 }), library)).toEqual({
    ok: false,
    error: { code: 'newer', version: 2 },
  })
  const huge = { size: 1e9, text: () => Promise.reject(new Error('it must not be read')) } as unknown as Blob
  expect(await importLibrary(huge, library)).toMatchObject({ error: { code: 'tooLarge', limitMb: 128 } })
  expect(await library.list()).toEqual([])
})

it('a disk that fills up while importing is counted, document by document', async () => {
  const file = await filled()
  const full = {
    texts: async () => [],
    addText: async () => ({ ok: false, error: { code: 'full' } }) as const,
  }
  expect(await importLibrary(fileOf(file), full)).toMatchObject({ value: { added: 0, failed: 2 } })
})
