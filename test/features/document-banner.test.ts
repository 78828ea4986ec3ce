import { expect, it } from 'vitest'
import { type DeskState, FRESH } from '../../src/document/desk-state.ts'
import { bannerOf } from '../../src/features/documents/banner-of.ts'
import { activate, loadWords } from '../../src/i18n/i18n.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import type { DeskNotice } from '../../src/session/desk-store.ts'

await loadWords('en')
activate('en')

const banner = (desk: Partial<DeskState>, notice: DeskNotice | null = null) =>
  bannerOf({ desk: { ...FRESH, id: 'a', ...desk }, notice }, null, translatorOf('en'))

it('a library that does not answer is said before anything could be lost, so that an example is not taken for the design', () => {
  expect(banner({ trouble: 'silent' })?.actions).toEqual(['saveFile', 'tryAgain'])
  expect(banner({ trouble: 'unavailable' })?.actions).toEqual(['dismiss'])
})

it('that nothing is kept is said once, and again when something could not be kept', () => {
  const read = { trouble: 'unavailable', troubleRead: true } as const
  expect(banner(read)).toBeNull()
  const failed = { status: 'failed', problem: { code: 'failed', reason: 'closed' } } as const
  expect(banner({ ...read, save: failed })?.actions).toEqual(['saveFile', 'tryAgain'])
})

it('what is in danger comes before where a design came from', () => {
  const shared = {
    origin: { type: 'link', from: 'x' },
    kept: true,
    before: { id: 'b', title: 'Mine' },
  } as Partial<DeskState>
  expect(banner(shared)?.actions).toEqual(['back', 'dismiss'])
  const full = { ...shared, save: { status: 'failed', problem: { code: 'full' } } } as Partial<DeskState>
  expect(banner(full)?.text).toContain('no room')
})

it('a design that is only looked at offers a copy, and one of another tab to edit it here', () => {
  expect(banner({ readOnly: 'shared' })?.actions).toContain('makeCopy')
  expect(banner({ readOnly: 'otherTab' })?.actions).toEqual(['takeOver', 'makeCopy'])
  expect(banner({ readOnly: 'newerBuild' })?.actions).toContain('reload')
})
