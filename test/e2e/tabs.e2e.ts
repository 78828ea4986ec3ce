import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { giveTitle, keptRecords, titleField, untilSaved } from '../support/kept.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext

beforeEach(async () => {
  browser = await launchBrowser({ viewport: { width: 1280, height: 800 } })
})

afterEach(async () => {
  await browser.close()
})

async function opened(): Promise<AppPage> {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  return app
}

const banner = (page: Page) => page.locator('.document-banner')

const untilTitle = (app: AppPage, title: string): Promise<string> =>
  app.until(
    () => titleField(app.page).inputValue(),
    (value) => value === title,
    'the title',
  )

const titlesKept = async (page: Page): Promise<string[]> =>
  (await keptRecords(page)).map(({ text }) => JSON.parse(text).title as string).sort()

async function twoTabs(): Promise<readonly [AppPage, AppPage]> {
  const first = await opened()
  await giveTitle(first.page, 'ours')
  await untilSaved(first.page)
  const second = await opened()
  await banner(second.page).getByText('open in another tab').waitFor()
  return [first, second]
}

it('the second tab reads, sees changes, takes over, and the first one reads from then on', async () => {
  const [first, second] = await twoTabs()
  expect(await titleField(second.page).isEditable()).toBe(false)
  expect(await titleField(second.page).inputValue()).toBe('ours')
  await giveTitle(first.page, 'changed in the first')
  await untilTitle(second, 'changed in the first')

  // What was drawn a moment before the other one takes over goes with it.
  await giveTitle(first.page, 'drawn a moment ago')
  await banner(second.page).getByRole('button', { name: 'Edit it here' }).click()
  await banner(first.page).getByText('open in another tab').waitFor()
  await untilTitle(second, 'drawn a moment ago')
  await giveTitle(second.page, 'changed in the second')
  await untilSaved(second.page)
  await untilTitle(first, 'changed in the second')
  expect(await titlesKept(second.page)).toEqual(['changed in the second'])
})

it('a copy made in the second tab is a document of its own', async () => {
  const [first, second] = await twoTabs()
  await banner(second.page).getByRole('button', { name: 'Make a copy' }).click()
  await untilTitle(second, 'ours (copy)')
  await giveTitle(second.page, 'mine')
  await giveTitle(first.page, 'theirs')
  await Promise.all([untilSaved(first.page), untilSaved(second.page)])
  expect(await titlesKept(first.page)).toEqual(['mine', 'theirs'])
})

it('a tab that is asleep loses the document to the other one, and what it had not saved goes on as a copy', async () => {
  const [first, second] = await twoTabs()
  // A page that is stopped at a breakpoint neither saves nor answers.
  const session = await browser.newCDPSession(first.page)
  await session.send('Debugger.enable')
  await giveTitle(first.page, 'unsaved in the first')
  await session.send('Debugger.pause')
  await banner(second.page).getByRole('button', { name: 'Edit it here' }).click()
  await banner(second.page).waitFor({ state: 'detached' })
  await giveTitle(second.page, 'edited in the second')
  await untilSaved(second.page)
  await session.send('Debugger.resume').catch(() => undefined)
  await session.detach()
  await banner(first.page).getByText('kept as a copy').waitFor()
  await untilSaved(first.page)
  expect(await titlesKept(second.page)).toEqual(['edited in the second', 'unsaved in the first'])
})

it('closing the first tab leaves its document to the second one', async () => {
  const [first, second] = await twoTabs()
  await first.page.close()
  await banner(second.page).getByRole('button', { name: 'Edit it here' }).click()
  await banner(second.page).waitFor({ state: 'detached' })
  await giveTitle(second.page, 'edited')
  await untilSaved(second.page)
  expect(await titlesKept(second.page)).toEqual(['edited'])
})
