import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { emptyDesign } from '../../src/model/design.ts'
import { writeDesign } from '../../src/model/write.ts'
import { launchBrowser } from '../support/chromium.ts'
import { openWithDesign } from '../support/draft.ts'
import { giveTitle, keptRecords, killWhileSaving, titleField, untilSaved } from '../support/kept.ts'
import { errorsOf } from '../support/page-errors.ts'
import { AppPage } from './app-page.ts'

const KILLS = 16

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

/** Changes one record of a store of the page's database. */
async function spoil(page: Page, store: string, change: Record<string, unknown>): Promise<void> {
  await page.evaluate(
    async ([name, changed]) => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const database = await done(indexedDB.open('faultline'))
      const objects = database.transaction(name, 'readwrite').objectStore(name)
      for (const record of await done(objects.getAll()))
        if (record.generation !== 'before') await done(objects.put({ ...record, ...changed }))
      database.close()
    },
    [store, change] as const,
  )
}

const banner = (page: Page) => page.locator('.document-banner')

it(`${KILLS} kills of the page at points of saving leave the old or the new revision, and never a torn one`, async () => {
  const page = await browser.newPage()
  // Nothing runs in it, so that each of the many pages is there soon.
  await openWithDesign(page, inject('appUrl'), writeDesign(emptyDesign()))
  await giveTitle(page, 'before all')
  await untilSaved(page)
  const outcomes = { old: 0, new: 0 }
  for (let seed = 0; seed < KILLS; seed++) outcomes[await killWhileSaving(browser, inject('appUrl'), seed)]++
  console.log(`kills: ${outcomes.old} left the old revision, ${outcomes.new} the new one`)
  // Otherwise the kills would not strike round the saving.
  expect(outcomes.old).toBeGreaterThan(0)
  expect(outcomes.new).toBeGreaterThan(0)
}, 600_000)

it('a disk without room is said with a way out, the page works on, and the edit is kept when there is room again', async () => {
  const app = new AppPage(await browser.newPage())
  const session = await browser.newCDPSession(app.page)
  const { origin } = new URL(inject('appUrl'))
  // Before anything is saved, because a browser asks for room only from time to time.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  await app.open(inject('appUrl'))
  await giveTitle(app.page, 'no room for this')
  await banner(app.page).getByText('no room left').waitFor()
  const download = app.page.waitForEvent('download')
  await banner(app.page).getByRole('button', { name: 'Save as a file' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toContain('no room for this')
  await app.untilHeadline('Offered', (value) => value > 1000)
  // Another design is not opened over it.
  await app.chooseFromMenu('Open the example')
  await banner(app.page).getByText('would be lost').waitFor()
  expect(await titleField(app.page).inputValue()).toBe('no room for this')
  await banner(app.page).getByRole('button', { name: 'Dismiss' }).click()
  await session.send('Storage.overrideQuotaForOrigin', { origin })
  await banner(app.page).getByRole('button', { name: 'Try again' }).click()
  await untilSaved(app.page)
  expect((await keptRecords(app.page)).map(({ text }) => JSON.parse(text).title)).toEqual([
    'no room for this',
  ])
})

it('without any database the page works on, and says how to keep a design', async () => {
  await browser.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
  })
  const app = await opened()
  await app.untilHeadline('Offered', (value) => value > 1000)
  await giveTitle(app.page, 'kept nowhere')
  await banner(app.page).getByText('keeps nothing for this page').waitFor()
  await app.page.keyboard.press('Control+o')
  await app.page.getByRole('dialog').getByText('The library cannot be opened').waitFor()
  await app.page.keyboard.press('Escape')
  expect(await titleField(app.page).inputValue()).toBe('kept nowhere')
})

it('with a database that never answers the page is there all the same', async () => {
  await browser.addInitScript(() => {
    IDBFactory.prototype.open = () =>
      Object.create(IDBOpenDBRequest.prototype, {
        addEventListener: { value: () => undefined },
      })
  })
  const app = await opened()
  await giveTitle(app.page, 'kept nowhere')
  await banner(app.page).getByText('does not answer').waitFor()
  await app.untilHeadline('Offered', (value) => value > 1000)
})

it('a spoilt text gives way to the one before it, and says so', async () => {
  const app = await opened()
  await giveTitle(app.page, 'one')
  await untilSaved(app.page)
  await giveTitle(app.page, 'two')
  await untilSaved(app.page)
  await spoil(app.page, 'contents', { text: '{"format":"faultline","ver' })
  await app.page.reload()
  await banner(app.page).getByText('the one before it').waitFor()
  expect(await titleField(app.page).inputValue()).toBe('one')
})

it('a document that cannot be read stays where it is, and can be downloaded as it is', async () => {
  const app = await opened()
  await giveTitle(app.page, 'precious')
  await untilSaved(app.page)
  await spoil(app.page, 'contents', { text: 'spoilt, but all that there is', generation: 'now' })
  await app.page.reload()
  await banner(app.page).getByText('“precious” cannot be read').waitFor()
  await app.untilNodes(0)
  const download = app.page.waitForEvent('download')
  await banner(app.page).getByRole('button', { name: 'Download it as it is' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toBe('spoilt, but all that there is')
  expect((await keptRecords(app.page)).map(({ text }) => text)).toEqual(['spoilt, but all that there is'])
})

it('drafts of an older build are in the library, readable or not', async () => {
  const page = await browser.newPage()
  await openWithDesign(page, inject('appUrl'), writeDesign({ ...emptyDesign(), title: 'an old draft' }))
  expect(await titleField(page).inputValue()).toBe('an old draft')
  await page.keyboard.press('Control+o')
  await page.getByRole('dialog').getByRole('button', { name: 'an old draft', exact: true }).waitFor()
})

it('a library of a newer build is left as it is, and said', async () => {
  const page = await browser.newPage()
  await page.goto(new URL('icon.svg', inject('appUrl')).href)
  await page.evaluate(async () => {
    const request = indexedDB.open('faultline', 3)
    request.onupgradeneeded = () => request.result.createObjectStore('future').put('all my work', 'key')
    await new Promise((resolve) => {
      request.onsuccess = resolve
    })
    request.result.close()
  })
  const app = new AppPage(page)
  await app.open(inject('appUrl'))
  await banner(page).getByText('made by a newer version').waitFor()
  await giveTitle(page, 'drawn on')
  await app.untilHeadline('Offered', (value) => value > 1000)
  const kept = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('faultline')
        request.onsuccess = () => {
          const get = request.result.transaction('future').objectStore('future').get('key')
          get.onsuccess = () => resolve([request.result.version, get.result])
        }
      }),
  )
  expect(kept).toEqual([3, 'all my work'])
})

it('a newer build in another tab gets the library when this page has saved, and this page only reads', async () => {
  const app = await opened()
  await giveTitle(app.page, 'kept')
  await untilSaved(app.page)
  const newer = await browser.newPage()
  await newer.goto(new URL('icon.svg', inject('appUrl')).href)
  await giveTitle(app.page, 'last words')
  const titles = await newer.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const request = indexedDB.open('faultline', 3)
        request.onsuccess = () => {
          const all = request.result.transaction('documents').objectStore('documents').getAll()
          all.onsuccess = () => resolve(all.result.map(({ title }) => title))
        }
      }),
  )
  expect(titles).toEqual(['last words'])
  await banner(app.page).getByText('has taken over your library').waitFor()
  expect(await titleField(app.page).isEditable()).toBe(false)
  expect(await titleField(app.page).inputValue()).toBe('last words')
  errorsOf(browser)
})
