import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { errorsOf } from '../support/page-errors.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext

beforeEach(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

afterEach(async () => {
  await browser.close()
})

/** A page without a service worker, which would have kept the files that these tests take away. */
async function newPage(): Promise<Page> {
  const page = await browser.newPage()
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  return page
}

/** Takes files of the page away until the way back is called. */
async function block(page: Page, pattern: RegExp): Promise<() => Promise<void>> {
  errorsOf(browser).expect(/ERR_FAILED|Failed to fetch|Failed to load/)
  await page.route(pattern, (route) => route.abort())
  return () => page.unroute(pattern)
}

it('a dialog that cannot be fetched is said, and opens when it is tried again', async () => {
  const page = await newPage()
  const allow = await block(page, /assets\/gallery-dialog-/)
  const app = new AppPage(page)
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('Examples…')
  const notice = page.getByRole('alert').filter({ hasText: 'could not be fetched' })
  await notice.waitFor()
  await app.untilHeadline('Goodput', (value) => value > 100)
  await notice.getByRole('button', { name: 'Try again' }).click()
  await notice.waitFor()
  await allow()
  await notice.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await notice.count()).toBe(0)
})

it('a canvas without its painter and a page without its compiler say so, and go on when they are there', async () => {
  const page = await newPage()
  const allow = await block(page, /assets\/(painter|compile)-/)
  const app = new AppPage(page)
  await app.open(inject('appUrl'))
  const painter = page.getByRole('alert').filter({ hasText: 'draws the numbers' })
  const compiler = page.getByRole('alert').filter({ hasText: 'nothing runs yet' })
  await painter.waitFor()
  await compiler.waitFor()
  await allow()
  await compiler.getByRole('button', { name: 'Try again' }).click()
  await painter.getByRole('button', { name: 'Try again' }).click()
  await app.untilHeadline('Goodput', (value) => value > 100)
  expect(await page.getByRole('alert').count()).toBe(0)
})

it('a worker that cannot be fetched is asked for a few times, and then on the word of the person', async () => {
  const page = await newPage()
  const allow = await block(page, /worker\/sim/)
  let asked = 0
  page.on('request', (request) => /worker\/sim/.test(request.url()) && asked++)
  const app = new AppPage(page)
  await app.open(inject('appUrl'))
  const stopped = page.getByRole('alert').filter({ hasText: 'times in a row' })
  await stopped.waitFor({ timeout: 60_000 })
  expect(asked).toBeLessThanOrEqual(7)
  await allow()
  await stopped.getByRole('button', { name: 'Start again' }).click()
  await app.untilHeadline('Goodput', (value) => value > 100)
})

it('a page whose first words cannot be fetched is not blank', async () => {
  const page = await newPage()
  await block(page, /assets\/start-/)
  errorsOf(browser).expect(/start-/)
  await page.goto(inject('appUrl'))
  const said = page.getByRole('alert')
  await said.waitFor()
  expect(await said.innerText()).toMatch(/could not start.*시작할 수 없습니다/s)
})

it('on plain http, without the means of a secure page, the page runs and copies', async () => {
  const page = await newPage()
  await page.addInitScript(() => {
    for (const name of ['locks', 'clipboard', 'storage']) Reflect.deleteProperty(Navigator.prototype, name)
  })
  const app = new AppPage(page)
  await app.open(inject('appUrl'))
  await app.untilHeadline('Goodput', (value) => value > 100)
  const before = await app.nodes().count()
  await app.node('web-2').click({ position: { x: 20, y: 12 } })
  await page.keyboard.press('Control+c')
  await page.keyboard.press('Control+v')
  await app.until(
    () => app.nodes().count(),
    (count) => count > before,
    'the copy',
  )
})
