import type { BrowserContext, Locator } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { giveTitle, untilSaved } from '../support/kept.ts'
import { AppPage } from './app-page.ts'
import { linkFrom } from './share-page.ts'

/** The browsers of somebody who draws and of somebody who gets the link. */
let mine: BrowserContext
let theirs: BrowserContext

beforeEach(async () => {
  mine = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  theirs = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

afterEach(async () => {
  await mine.close()
  await theirs.close()
})

async function pageIn(browser: BrowserContext, address: string): Promise<AppPage> {
  const app = new AppPage(await browser.newPage())
  await app.open(address)
  return app
}

async function library({ page }: AppPage): Promise<Locator> {
  await page.keyboard.press('Control+o')
  const dialog = page.getByRole('dialog', { name: 'My designs' })
  await dialog.locator('.library-open').first().waitFor()
  return dialog
}

it('what was drawn, shared, changed elsewhere and sent back is all there: two designs in one library', async () => {
  const app = await pageIn(mine, inject('appUrl'))
  await app.chooseFromMenu('New empty design')
  await app.untilNodes(0)
  await app.dragKind('Client', 140, 240)
  await app.dragKind('Web server', 420, 240)
  await app.drawWire('Client', 'Web server')
  await giveTitle(app.page, 'Shop')
  await app.untilHeadline('Goodput', (rate) => rate > 50)
  const link = await linkFrom(app)

  const other = await pageIn(theirs, link)
  await other.untilNodes(2)
  await other.untilHeadline('Goodput', (rate) => rate > 50)
  await other.dragKind('Cache', 700, 240)
  await other.drawWire('Web server', 'Cache')
  await giveTitle(other.page, 'Shop with a cache')
  await untilSaved(other.page)
  const answer = await linkFrom(other)

  // The answer comes into the tab that has the design open.
  await app.page.evaluate((hash) => {
    location.hash = hash
  }, new URL(answer).hash)
  await app.untilNodes(3)
  await app.untilWires(2)
  await app.page.getByRole('button', { name: 'Back to “Shop”' }).click()
  await app.untilNodes(2)
  await app.page.reload()
  await app.untilNodes(2)
  await app.page.close()

  const again = await pageIn(mine, inject('appUrl'))
  const dialog = await library(again)
  expect((await dialog.locator('.library-open').allTextContents()).sort()).toEqual([
    'Shop',
    'Shop with a cache',
  ])
  await dialog.getByRole('button', { name: 'Shop with a cache', exact: true }).click()
  await again.untilNodes(3)
  await again.page.reload()
  await again.untilNodes(3)
  await again.untilHeadline('Goodput', (rate) => rate > 50)
})
