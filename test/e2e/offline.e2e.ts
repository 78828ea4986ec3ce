import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { listFiles } from '../../src/build/list-files.ts'
import { serviceWorkerText } from '../../src/build/service-worker.ts'
import { launchBrowser } from '../support/chromium.ts'
import { errorsOf } from '../support/page-errors.ts'
import { APP_DIST, ROOT } from '../support/paths.ts'
import { type StaticServer, serveStatic } from '../support/static-server.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext
let dir: string
let server: StaticServer

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'faultline-versions-'))
  cpSync(APP_DIST, dir, { recursive: true })
  server = await serveStatic(dir)
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

afterEach(async () => {
  await browser.close()
  await server.close()
  rmSync(dir, { recursive: true })
})

async function openKept(): Promise<AppPage> {
  const app = new AppPage(await browser.newPage())
  await app.open(server.url)
  await app.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return app
}

/** While pages paint on every frame, Chromium puts off the search for a new version: on a busy machine by a minute. */
async function pause({ page }: AppPage): Promise<void> {
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
}

/** Puts a second version in the first one's place: another page, and one chunk under another name. */
function deploySecond(): { readonly goneChunk: string } {
  const files = listFiles(dir)
  const goneChunk = files.find((file) => /^assets\/gallery-dialog-.*\.js$/.test(file))!
  const name = goneChunk.slice('assets/'.length)
  renameSync(join(dir, goneChunk), join(dir, 'assets/gallery-dialog-second.js'))
  for (const file of listFiles(dir).filter((one) => /^(index\.html|assets\/.*\.js)$/.test(one))) {
    const text = readFileSync(join(dir, file), 'utf8').replaceAll(name, 'gallery-dialog-second.js')
    writeFileSync(
      join(dir, file),
      file === 'index.html' ? text.replace('<body>', '<body data-version="second">') : text,
    )
  }
  const source = readFileSync(join(ROOT, 'src/build/service-worker-source.js'), 'utf8')
  writeFileSync(join(dir, 'sw.js'), serviceWorkerText(dir, source))
  return { goneChunk }
}

const versionOf = (page: Page) => page.evaluate(() => document.body.dataset.version ?? 'first')
const cacheCount = (page: Page) => page.evaluate(async () => (await caches.keys()).length)
const statusOf = (page: Page, file: string) => page.evaluate(async (url) => (await fetch(url)).status, file)

it('with the network gone the page reloads, runs, and opens what nobody had opened before', async () => {
  const app = await openKept()
  errorsOf(browser).expect(/ERR_INTERNET_DISCONNECTED/)
  await browser.setOffline(true)
  await app.page.reload()
  await app.canvas.waitFor()
  await app.untilHeadline('Goodput', (value) => value > 100)
  await app.chooseFromMenu('Examples…')
  await app.page.getByRole('dialog').waitFor()
})

it('a new version waits for the word of the person, keeps the design, and leaves open pages their files', async () => {
  const app = await openKept()
  const other = await openKept()
  await pause(app)
  await pause(other)
  const { goneChunk } = deploySecond()
  await app.page.reload()
  await app.canvas.waitFor()
  await pause(app)
  expect(await versionOf(app.page)).toBe('first')

  await app.page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  const notice = app.page.getByRole('alert').filter({ hasText: 'A new version is ready' })
  await notice.waitFor()
  const title = app.page.getByRole('textbox', { name: 'Title of the design' })
  await title.fill('Drawn in the first version')
  await title.press('Enter')
  await notice.getByRole('button', { name: 'Reload now' }).click()
  await app.page.locator('body[data-version="second"]').waitFor()
  await app.canvas.waitFor()
  expect(await title.inputValue()).toBe('Drawn in the first version')
  expect(await notice.count()).toBe(0)

  expect(await versionOf(other.page)).toBe('first')
  expect(await statusOf(other.page, goneChunk)).toBe(200)
  expect(await cacheCount(other.page)).toBe(2)
  await other.page.close()
  await app.page.reload()
  await app.until(
    () => cacheCount(app.page),
    (count) => count === 1,
    'the end of the first version',
  )
  expect(await versionOf(app.page)).toBe('second')
})
