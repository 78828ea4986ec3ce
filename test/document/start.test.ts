import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { keptText, type Library } from '../../src/document/library/library.ts'
import { writeLink } from '../../src/document/link/link.ts'
import { openAddress, openAtStart, openShared, type StartPorts } from '../../src/document/start.ts'
import { err, ok } from '../../src/model/result.ts'
import { DeskDouble, openLibrary, spoil, titled } from '../support/documents.ts'

let library: Library
let page: DeskDouble
let cleaned = 0

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  library = openLibrary().library
  page = new DeskDouble(library)
  cleaned = 0
})

const OWN = { type: 'new', from: '' } as const
const EXAMPLES: Readonly<Record<string, string>> = { opening: 'The example', 'stage-4': 'Stage 4' }

const ports = (): StartPorts => ({
  desk: page.desk,
  library: page.library,
  memory: page.memory,
  example: async (id) => (EXAMPLES[id] === undefined ? null : titled(EXAMPLES[id])),
  arrive: async ({ design }) => ok(design),
  addressKept: () => void cleaned++,
})

const keep = (title: string, id: string) =>
  library.save({ id, design: titled(title), origin: OWN, base: 0, keepVersion: false })

const shareLink = (title: string, editing = true): string =>
  `#${writeLink({ design: titled(title), moment: null, view: null, language: null, editing })}`

describe('the page starts', () => {
  it('with the example for a first visitor, which nobody keeps before it is touched', async () => {
    expect(await openAtStart('', ports())).toEqual({ type: 'opened' })
    expect(page.design.title).toBe('The example')
    expect(await library.list()).toEqual([])
  })

  it('with what this tab had open, or else with what was saved last', async () => {
    await keep('mine', 'a')
    await keep('newer', 'b')
    page.memory.documentId = 'a'
    await openAtStart('', ports())
    expect(page.design.title).toBe('mine')
    page = new DeskDouble(library)
    await library.remove('a')
    page.memory.documentId = 'a'
    await openAtStart('', ports())
    expect(page.design.title).toBe('newer')
  })

  it('with what the page before it could not save', async () => {
    await keep('mine', 'a')
    const text = keptText(titled('mine, and more'))
    page.memory.leave({ id: 'a', base: 1, origin: OWN, text, writing: null })
    await openAtStart('', ports())
    expect(page.design.title).toBe('mine, and more')
    expect((await library.entry('a'))?.title).toBe('mine, and more')
  })

  it('with what was left of another document than the one that the tab had open', async () => {
    await keep('mine', 'a')
    page.memory.documentId = 'a'
    const text = keptText(titled('never saved'))
    page.memory.leave({ id: 'b', base: 0, origin: OWN, text, writing: null })
    await openAtStart('', ports())
    expect(page.desk.state).toMatchObject({ id: 'b', kept: true, notice: null })
    expect((await library.list()).map(({ title }) => title).sort()).toEqual(['mine', 'never saved'])
  })

  it('with a link, and what a closed page could not save of another document is in the library first', async () => {
    await keep('mine', 'a')
    const text = keptText(titled('mine, edited'))
    page.memory.leave({ id: 'a', base: 1, origin: OWN, text, writing: null })
    await openAtStart(shareLink('theirs'), ports())
    expect(page.design.title).toBe('theirs')
    expect((await library.list()).map(({ title }) => title).sort()).toEqual(['mine, edited', 'theirs'])
    expect(page.memory.pendings).toEqual([])
  })

  it('in a new tab with what a closed tab could not save any more', async () => {
    await keep('mine', 'a')
    const text = keptText(titled('mine, edited'))
    page.memory.leave({ id: 'a', base: 1, origin: OWN, text, writing: null })
    const closed = page
    page = new DeskDouble(library, undefined, closed.storage)
    closed.storage.removeItem('faultline-tab')
    await openAtStart('', ports())
    expect(page.design.title).toBe('mine, edited')
    expect(page.desk.state).toMatchObject({ id: 'a', kept: true, notice: null })
  })

  it('and what is built on an old state is kept as a copy, beside what was saved since', async () => {
    await keep('mine', 'a')
    await library.save({ id: 'a', design: titled('newer'), origin: OWN, base: 1, keepVersion: false })
    const text = keptText(titled('stale'))
    page.memory.leave({ id: 'a', base: 1, origin: OWN, text, writing: null })
    await openAtStart(shareLink('theirs'), ports())
    expect((await library.list()).map(({ title }) => title).sort()).toEqual(['newer', 'stale', 'theirs'])
  })

  it('with a word about what was left and cannot be read, and the last document', async () => {
    await keep('mine', 'a')
    page.memory.leave({ id: 'a', base: 1, origin: OWN, text: '{"torn', writing: null })
    const outcome = await openAtStart('', ports())
    expect(outcome).toMatchObject({ type: 'unreadable', text: '{"torn' })
    expect(page.design.title).toBe('mine')
  })

  it('with the text of a last document that cannot be read, and an empty design beside it', async () => {
    await keep('mine', 'a')
    await spoil('contents', ['a', 'now'], (content) => ({ ...content, text: 'no JSON' }))
    const outcome = await openAtStart('', ports())
    expect(outcome).toMatchObject({
      type: 'unreadable',
      title: 'mine',
      text: 'no JSON',
      error: { code: 'notJson' },
    })
    expect([page.design.title, page.design.nodes]).toEqual(['', []])
    expect((await library.read('a')).status).toBe('unreadable')
  })

  it('without any storage', async () => {
    const closed = () => Promise.reject(new Error('closed'))
    page = new DeskDouble({
      list: closed,
      read: closed,
      entry: closed,
      save: async () => ({ ok: false, error: { code: 'failed', reason: 'closed' } }),
    })
    expect(await openAtStart('', ports())).toEqual({ type: 'opened', unlisted: true })
    expect(page.design.title).toBe('The example')
    expect((await openAddress(shareLink('shared'), ports()))?.type).toBe('link')
    expect(page.design.title).toBe('shared')
    expect(cleaned).toBe(0)
  })
})

describe('an address', () => {
  it('of a shared design opens it as a document of its own, and is cleaned when that is kept', async () => {
    await keep('mine', 'a')
    page.memory.documentId = 'a'
    const outcome = await openAtStart(shareLink('shared'), ports())
    expect(outcome.type).toBe('link')
    expect(page.desk.state).toMatchObject({
      kept: true,
      readOnly: null,
      origin: { type: 'link' },
      before: { id: 'a' },
    })
    expect(cleaned).toBe(1)
    expect((await library.list()).map(({ title }) => title).sort()).toEqual(['mine', 'shared'])
  })

  it('without the editing controls opens it to be looked at', async () => {
    await openAddress(shareLink('shared', false), ports())
    expect(page.desk.state.readOnly).toBe('shared')
  })

  it('of an example opens the example, and one of an unknown example says so', async () => {
    expect(await openAddress('#example=stage-4', ports())).toEqual({ type: 'opened' })
    expect(page.desk.state).toMatchObject({ kept: false, origin: { type: 'example', from: 'stage-4' } })
    expect(await openAddress('#example=nothing', ports())).toEqual({
      type: 'problem',
      problem: { code: 'unknown', text: 'example=nothing' },
    })
    expect(page.design.title).toBe('Stage 4')
  })

  it('that is damaged says so, and never opens a demo', async () => {
    const link = shareLink('shared')
    const outcome = await openAtStart(link.slice(0, -3), ports())
    expect(outcome.type).toBe('problem')
    expect([page.design.title, page.design.nodes]).toEqual(['', []])
    await keep('mine', 'a')
    page = new DeskDouble(library)
    expect((await openAtStart(link.slice(0, -3), ports())).type).toBe('problem')
    expect(page.design.title).toBe('mine')
    expect(cleaned).toBe(0)
  })

  it('is not opened over what cannot be saved, until somebody has said so', async () => {
    const failing: Library['save'] = async () => ({ ok: false, error: { code: 'full' } })
    page = new DeskDouble({
      save: failing,
      read: (id) => library.read(id),
      entry: (id) => library.entry(id),
      list: () => library.list(),
    })
    await openAtStart('', ports())
    page.edit('precious')
    const link = shareLink('shared')
    expect(await openAddress(link, ports())).toEqual({ type: 'unsaved' })
    expect(page.design.title).toBe('precious')
    expect((await openAddress(link, { ...ports(), anyway: true }))?.type).toBe('link')
    expect(page.design.title).toBe('shared')
  })

  it('whose moment cannot be reached, or is not wanted any more, leaves the desk as it was', async () => {
    const problem = { code: 'foreign' } as const
    const refusing = { ...ports(), arrive: async () => err(problem) }
    expect(await openAddress(shareLink('shared'), refusing)).toEqual({ type: 'problem', problem })
    expect(await openAddress(shareLink('shared'), { ...ports(), arrive: async () => null })).toBeNull()
    expect([page.shown, cleaned]).toEqual([[], 0])
  })

  it('that was found in a file opens with the origin of the file', async () => {
    const content = {
      design: titled('in a picture'),
      moment: null,
      view: null,
      language: null,
      editing: true,
    }
    await openShared({ ...content, repairs: [] }, { type: 'file', from: 'a.png' }, ports())
    expect(page.desk.state).toMatchObject({ kept: true, origin: { type: 'file', from: 'a.png' } })
    expect(cleaned).toBe(0)
  })

  it('that asks for nothing opens nothing', async () => {
    expect(await openAddress('', ports())).toBeNull()
    expect(page.shown).toEqual([])
  })
})
