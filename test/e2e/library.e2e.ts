import { readFile } from 'node:fs/promises'
import type { BrowserContext, Locator } from 'playwright-core'
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

async function openEmpty(title: string): Promise<AppPage> {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('New empty design')
  await app.untilNodes(0)
  await giveTitle(app.page, title)
  return app
}

async function openLibrary({ page }: AppPage): Promise<Locator> {
  await page.keyboard.press('Control+o')
  const dialog = page.getByRole('dialog', { name: 'My designs' })
  await dialog.locator('.library-open').first().waitFor()
  return dialog
}

/** Not the inner texts: a card that has not been painted yet (`content-visibility`) has none. */
const titlesIn = (dialog: Locator): Promise<string[]> => dialog.locator('.library-open').allTextContents()

it('a design is still there after the example was opened over it and the page was reloaded, with its own undo', async () => {
  const app = await openEmpty('My shop')
  await app.dragKind('Client', 160, 240)
  await app.dragKind('Web server', 460, 240)
  await app.chooseFromMenu('Open the example')
  await app.until(
    () => app.nodes().count(),
    (count) => count > 10,
    'the example',
  )
  await giveTitle(app.page, 'My example')
  await untilSaved(app.page)

  const dialog = await openLibrary(app)
  expect(await titlesIn(dialog)).toEqual(['My example', 'My shop'])
  await dialog.getByRole('button', { name: 'My shop', exact: true }).click()
  await app.untilNodes(2)
  await app.page.keyboard.press('Control+z')
  await app.untilNodes(1)
  await app.page.keyboard.press('Control+Shift+z')
  await app.untilNodes(2)
  await untilSaved(app.page)

  await app.page.reload()
  await app.canvas.waitFor()
  expect([await titleField(app.page).inputValue(), await app.nodes().count()]).toEqual(['My shop', 2])
})

it('documents are renamed, duplicated, found, deleted and brought back', async () => {
  const app = await openEmpty('First')
  await untilSaved(app.page)
  const dialog = await openLibrary(app)
  await dialog.getByRole('button', { name: 'First', exact: true }).focus()
  await app.page.keyboard.press('F2')
  await app.page.keyboard.type('Renamed')
  await app.page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Renamed', exact: true }).waitFor()
  expect(await titleField(app.page).inputValue()).toBe('Renamed')

  await dialog.getByRole('button', { name: 'Actions for “Renamed”' }).click()
  await app.page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await dialog.getByRole('button', { name: 'Renamed (copy)' }).and(dialog.locator('.library-open')).waitFor()
  await dialog.getByRole('searchbox').fill('COPY')
  expect(await titlesIn(dialog)).toEqual(['Renamed (copy)'])
  await dialog.getByRole('searchbox').fill('')

  await dialog.getByRole('button', { name: 'Renamed', exact: true }).focus()
  await app.page.keyboard.press('Delete')
  await dialog.getByText('“Renamed” was deleted.').waitFor()
  await app.until(
    () => titlesIn(dialog),
    (titles) => titles.length === 1,
    'the list',
  )
  // What was open is deleted, so another one has taken its place.
  expect(await titleField(app.page).inputValue()).toBe('Renamed (copy)')
  await dialog.getByRole('radio', { name: 'Deleted' }).click()
  expect(await titlesIn(dialog)).toEqual(['Renamed'])
  await dialog.getByRole('button', { name: 'Bring back' }).click()
  await dialog.getByRole('radio', { name: 'Kept' }).click()
  await app.until(
    () => titlesIn(dialog),
    (titles) => titles.length === 2,
    'the list',
  )
})

it('an earlier version is looked at, brought back, and what was there before it is a version itself', async () => {
  const app = await openEmpty('Early')
  await untilSaved(app.page)
  await app.page.reload()
  await app.canvas.waitFor()
  await giveTitle(app.page, 'Late')
  await untilSaved(app.page)
  const dialog = await openLibrary(app)
  await dialog.getByRole('button', { name: 'Actions for “Late”' }).click()
  await app.page.getByRole('menuitem', { name: 'Earlier versions' }).click()
  await dialog.getByRole('button', { name: /^Bring back/ }).click()
  await dialog.getByText('is the newest state now').waitFor()
  expect(await titleField(app.page).inputValue()).toBe('Early')
  await app.until(
    () => dialog.locator('strong').allInnerTexts(),
    (texts) => texts.includes('Late'),
    'the versions',
  )
  await app.page.keyboard.press('Escape')
  await app.page.keyboard.press('Escape')
  await app.page.keyboard.press('Control+z')
  expect(await titleField(app.page).inputValue()).toBe('Late')
})

it('the whole library goes out as one file and comes back in another browser, once', async () => {
  const app = await openEmpty('Travels')
  await untilSaved(app.page)
  const dialog = await openLibrary(app)
  const download = app.page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export all' }).click()
  const path = await (await download).path()
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ format: 'faultline-library', version: 1 })

  const other = await launchBrowser()
  try {
    const there = new AppPage(await other.newPage())
    await there.open(inject('appUrl'))
    await there.page.keyboard.press('Control+o')
    const empty = there.page.getByRole('dialog', { name: 'My designs' })
    await empty.getByText('Nothing is kept yet').waitFor()
    const input = empty.locator('input[type="file"]')
    for (const said of ['One design was added.', 'Nothing was added, one was there already.']) {
      await input.setInputFiles({
        name: 'library.json',
        mimeType: 'application/json',
        buffer: await readFile(path),
      })
      await empty.getByText(said).waitFor()
    }
    expect(await titlesIn(empty)).toEqual(['Travels'])
  } finally {
    await other.close()
  }
})

it('500 documents are listed, and only those near to be seen are read', async () => {
  const app = await openEmpty('The newest')
  await untilSaved(app.page)
  const [record] = await keptRecords(app.page)
  const documents = Array.from({ length: 499 }, (_, i) => ({
    ...{ id: `d${i}`, origin: { type: 'file', from: '' }, createdAt: i, savedAt: i, nodes: 0 },
    text: JSON.stringify({ ...JSON.parse(record!.text), title: `Document ${i}` }),
  }))
  const dialog = await openLibrary(app)
  const buffer = Buffer.from(JSON.stringify({ format: 'faultline-library', version: 1, documents }))
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: 'library.json', mimeType: 'application/json', buffer })
  await dialog.getByText('499 designs were added.').waitFor()
  await app.until(
    () => dialog.locator('.library-open').count(),
    (count) => count === 500,
    'the list',
  )
  const pictures = await dialog.locator('.library-picture svg').count()
  expect(pictures).toBeGreaterThan(0)
  expect(pictures).toBeLessThan(60)
  await dialog.getByRole('button', { name: 'Document 0', exact: true }).scrollIntoViewIfNeeded()
  const last = dialog.locator('[data-document="d0"] .library-picture svg')
  await last.waitFor()
})
