import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DocumentEntry } from '../../src/document/document.ts'
import LibraryDialog from '../../src/features/library/library-dialog.tsx'
import type { LibraryPort } from '../../src/features/library/library-port.ts'
import { openVersions, showVersions } from '../../src/features/library/library-view.ts'
import { bytesText, timeAgo } from '../../src/features/library/time-ago.ts'
import { activate } from '../../src/i18n/i18n.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import type { Language } from '../../src/model/text.ts'
import { closeDialog, openDialog, pageStore } from '../../src/page/page-store.ts'
import { renderIn, testSession } from '../support/session.tsx'

const { session } = testSession()

beforeEach(() => {
  // jsdom has neither, and menus ask for both.
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Element.prototype.scrollIntoView = () => {}
  closeDialog()
  showVersions(null)
  session.desk.setState(({ desk }) => ({ desk: { ...desk, id: 'a' } }))
})
afterEach(cleanup)

const entryOf = (id: string, title: string, more: Partial<DocumentEntry> = {}): DocumentEntry => ({
  id,
  title,
  origin: { type: 'new', from: '' },
  createdAt: 0,
  savedAt: Date.now() - 3 * 60_000,
  revision: 1,
  nodes: 4,
  bytes: 2048,
  deletedAt: null,
  ...more,
})

/** A library that remembers what was done to it. */
function shelfOf(entries: readonly DocumentEntry[] | null) {
  let kept = entries
  const change = (id: string, next: Partial<DocumentEntry>) => {
    kept = kept?.map((entry) => (entry.id === id ? { ...entry, ...next } : entry)) ?? null
    return Promise.resolve({ code: 'done' } as const)
  }
  return {
    list: vi.fn(async () => kept),
    design: vi.fn(async (id: string): Promise<Design | null> => (id === 'spoilt' ? null : emptyDesign())),
    rename: vi.fn((id: string, title: string) => change(id, { title })),
    duplicate: vi.fn(async () => ({ code: 'done' }) as const),
    remove: vi.fn((id: string) => change(id, { deletedAt: Date.now() })),
    bringBack: vi.fn((id: string) => change(id, { deletedAt: null })),
    versions: vi.fn(async () => [
      { revision: 3, savedAt: 5000, design: { ...emptyDesign(), title: 'earlier' } },
      { revision: 1, savedAt: 1000, design: null },
    ]),
    bringVersionBack: vi.fn(async () => ({ code: 'done' }) as const),
  } satisfies LibraryPort['shelf']
}

const THREE = [entryOf('a', 'Shop'), entryOf('b', 'Chat'), entryOf('c', '검색 서비스')]

async function openLibrary(entries: readonly DocumentEntry[] | null = THREE, language: Language = 'en') {
  activate(language)
  openDialog('library')
  const port = {
    shelf: shelfOf(entries),
    open: vi.fn<LibraryPort['open']>(),
    openDesign: vi.fn<LibraryPort['openDesign']>(),
    exportAll: vi.fn<LibraryPort['exportAll']>(),
    importFile: vi.fn<LibraryPort['importFile']>(),
    saveFile: vi.fn(),
  }
  renderIn(session, <LibraryDialog {...port} />)
  await waitFor(() => expect(port.shelf.list).toHaveBeenCalled())
  if (entries && entries.length > 0) await screen.findAllByRole('listitem')
  return { port, user: userEvent.setup() }
}

const card = (name: string): HTMLElement => screen.getByRole('button', { name })
const titles = (): string[] =>
  [...document.querySelectorAll('.library-open')].map(({ textContent }) => textContent)

describe('the library', () => {
  it('lists what is kept with its time and size, and marks what is open', async () => {
    await openLibrary()
    expect(titles()).toEqual(['Shop', 'Chat', '검색 서비스'])
    expect(card('Shop').getAttribute('aria-current')).toBe('true')
    expect(card('Chat').getAttribute('aria-current')).toBeNull()
    const facts = document.getElementById(card('Chat').getAttribute('aria-describedby')!)
    expect([...facts!.children].map(({ textContent }) => textContent)).toEqual([
      '3 minutes ago',
      '4 nodes',
      '2 kB',
      'Own',
    ])
  })

  it('opens one by a click or by Enter, and closes', async () => {
    const { port, user } = await openLibrary()
    card('Shop').focus()
    await user.keyboard('{ArrowRight}{Enter}')
    expect(port.open).toHaveBeenCalledWith('b')
    expect(pageStore.getState().dialog).toBeNull()
  })

  it('finds by any part of a title, however the Hangul was composed', async () => {
    const { user } = await openLibrary()
    const search = screen.getByRole('searchbox')
    await user.type(search, 'CHA')
    expect(titles()).toEqual(['Chat'])
    await user.clear(search)
    await user.type(search, '검색'.normalize('NFD'))
    expect(titles()).toEqual(['검색 서비스'])
    await user.clear(search)
    await user.type(search, 'nothing like it')
    expect(screen.getByText('No design matches “nothing like it”.')).toBeTruthy()
  })

  it('renames in place by F2: Enter keeps it, Escape does not and closes nothing', async () => {
    const { port, user } = await openLibrary()
    card('Chat').focus()
    await user.keyboard('{F2}')
    const field = screen.getByRole('textbox', { name: 'New name of “Chat”' })
    await user.clear(field)
    await user.type(field, 'Messenger{Enter}')
    expect(port.shelf.rename).toHaveBeenCalledExactlyOnceWith('b', 'Messenger')
    await waitFor(() => expect(document.activeElement).toBe(card('Messenger')))
    await user.keyboard('{F2}')
    await user.type(screen.getByRole('textbox'), 'never{Escape}')
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(port.shelf.rename).toHaveBeenCalledOnce()
    expect(pageStore.getState().dialog).toBe('library')
  })

  it('deletes by Delete, goes on with the next card, and takes it back by Undo', async () => {
    const { port, user } = await openLibrary()
    card('Chat').focus()
    await user.keyboard('{Delete}')
    await waitFor(() => expect(titles()).toEqual(['Shop', '검색 서비스']))
    expect(document.activeElement).toBe(card('검색 서비스'))
    await user.click(screen.getByRole('button', { name: 'Undo' }))
    expect(port.shelf.bringBack).toHaveBeenCalledWith('b')
    await waitFor(() => expect(titles()).toContain('Chat'))
  })

  it('shows what was deleted, and brings it back', async () => {
    const { user } = await openLibrary([...THREE, entryOf('d', 'Old', { deletedAt: Date.now() })])
    await user.click(screen.getByRole('radio', { name: 'Deleted' }))
    expect(titles()).toEqual(['Old'])
    await user.click(card('Bring back'))
    await waitFor(() => expect(screen.getByText('Nothing was deleted in the last 7 days.')).toBeTruthy())
  })

  it('says why something could not be done', async () => {
    const { port, user } = await openLibrary()
    port.shelf.remove.mockResolvedValueOnce({ code: 'otherTab' } as never)
    card('Chat').focus()
    await user.keyboard('{Delete}')
    expect((await screen.findByRole('alert')).textContent).toMatch(/open in another tab/)
    expect(titles()).toContain('Chat')
  })

  it('says that a document cannot be read where its picture would be', async () => {
    await openLibrary([entryOf('spoilt', 'Broken')])
    expect(await screen.findByText('cannot be read')).toBeTruthy()
  })

  it('that is empty says so, and one that cannot be opened says what to do', async () => {
    const first = await openLibrary([])
    expect(await screen.findByText(/Nothing is kept yet/)).toBeTruthy()
    cleanup()
    const { port, user } = await openLibrary(null)
    expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be opened/)
    await user.click(screen.getByRole('button', { name: 'Save as a file' }))
    expect(port.saveFile).toHaveBeenCalledOnce()
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(port.shelf.list.mock.calls.length).toBeGreaterThan(1)
    expect(first.port.open).not.toHaveBeenCalled()
  })

  it('exports all, and says how many cannot be read or are lost, in both languages', async () => {
    const report = { text: '{}', unread: 2, missing: 1 }
    const said = {
      en: 'The designs were exported; 2 cannot be read and are kept as text; the content of one is lost, so it is not in the file.',
      ko: '설계를 내보냈습니다. 2개는 읽을 수 없어 텍스트로 담았습니다. 1개는 내용이 없어져 파일에 담지 못했습니다.',
    }
    const saved = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x')
    for (const language of ['en', 'ko'] as const) {
      const { port, user } = await openLibrary(THREE, language)
      port.exportAll.mockResolvedValueOnce({ ...report, unread: 0, missing: 0 })
      port.exportAll.mockResolvedValueOnce(report)
      const button = screen.getByRole('button', { name: { en: 'Export all', ko: '모두 내보내기' }[language] })
      await user.click(button)
      expect(document.querySelector('.library-said')).toBeNull()
      await user.click(button)
      expect((await screen.findByRole('alert')).textContent).toBe(said[language])
      cleanup()
    }
    expect(saved).toHaveBeenCalledTimes(4)
    saved.mockRestore()
  })

  it('imports a file and says what became of it', async () => {
    const { port, user } = await openLibrary()
    const report = { added: 2, same: 1, unread: 1, failed: 0 }
    port.importFile.mockResolvedValueOnce({ ok: true, value: report })
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')!
    await user.upload(input, new File(['{}'], 'mine.json', { type: 'application/json' }))
    expect(
      await screen.findByText(
        '2 designs were added, one was there already; one cannot be read and is kept as text.',
      ),
    ).toBeTruthy()
    port.importFile.mockResolvedValueOnce({ ok: false, error: { code: 'notArchive' } })
    await user.upload(input, new File(['x'], 'x.json', { type: 'application/json' }))
    expect(await screen.findByText(/“x.json” is no exported library/)).toBeTruthy()
  })
})

describe('the versions of a document', () => {
  it('are brought back or opened as a copy, and Escape goes back to the list', async () => {
    const { port, user } = await openLibrary()
    openVersions('b')
    const section = await screen.findByRole('region', { name: 'Versions of “Chat”' })
    await within(section).findByText('earlier')
    await user.click(within(section).getByRole('button', { name: /^Bring back/ }))
    expect(port.shelf.bringVersionBack.mock.calls).toEqual([['b', { ...emptyDesign(), title: 'earlier' }]])
    expect(await screen.findByText(/is the newest state now/)).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(titles()).toEqual(['Shop', 'Chat', '검색 서비스'])
    openVersions('b')
    await user.click(await screen.findByRole('button', { name: /^Open as a copy/ }))
    expect(port.openDesign).toHaveBeenCalledWith(
      expect.objectContaining({ title: expect.stringMatching(/^earlier \(/) }),
      { type: 'copy', from: 'b' },
    )
    expect(pageStore.getState().dialog).toBeNull()
  })
})

describe('times and sizes', () => {
  const MINUTE = 60_000
  const HOUR = 60 * MINUTE
  const now = new Date(2026, 5, 15, 12).getTime()
  it.each([
    ['en', 30_000, 'just now'],
    ['en', MINUTE, 'a minute ago'],
    ['en', 59 * MINUTE, '59 minutes ago'],
    ['en', HOUR, 'an hour ago'],
    ['en', 24 * HOUR, 'yesterday'],
    ['en', 6 * 24 * HOUR, '6 days ago'],
    ['en', 10 * 24 * HOUR, 'Jun 5, 2026'],
    ['en', -HOUR, 'just now'],
    ['ko', 3 * MINUTE, '3분 전'],
    ['ko', 2 * HOUR, '2시간 전'],
    ['ko', 24 * HOUR, '어제'],
    ['ko', 3 * 24 * HOUR, '3일 전'],
  ] as const)('%s, %d ms ago: %s', (language, past, text) => {
    activate(language)
    expect(timeAgo(now - past, now, translatorOf(language))).toBe(text)
  })

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1400, '1.4 kB'],
    [99_960, '100 kB'],
    [999_600, '1 MB'],
    [2.4e12, '2,400 GB'],
  ])('%d bytes: %s', (bytes, text) => {
    activate('en')
    expect(bytesText(bytes, translatorOf('en'))).toBe(text)
  })
})
