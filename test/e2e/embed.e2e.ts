import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Frame, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { designLink, type LinkView, writeLink } from '../../src/document/link/link.ts'
import type { FaultType } from '../../src/model/fault.ts'
import type { LiveAction } from '../../src/model/run-log.ts'
import { ENGINE_VERSION } from '../../src/sim/core/vocabulary.ts'
import { launchBrowser } from '../support/chromium.ts'
import { errorsOf } from '../support/page-errors.ts'
import { draw } from '../support/simulate.ts'
import { type StaticServer, serveStatic } from '../support/static-server.ts'

let browser: BrowserContext
let host: StaticServer
let folder: string

const SANDBOX = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
const design = {
  ...draw({ client: ['client'], lb: ['load-balancer'], 'web-1': ['web'], 'web-2': ['web'] }, [
    'client > lb',
    'lb > web-1',
    'lb > web-2',
  ]),
  title: 'Two servers',
}

/** The page of somebody else, which lets nothing in but the frame. */
beforeEach(async () => {
  browser = await launchBrowser({ viewport: { width: 1000, height: 800 }, colorScheme: 'dark' })
  folder = mkdtempSync(join(tmpdir(), 'faultline-host-'))
  const policy = `default-src 'none'; frame-src ${new URL(inject('appUrl')).origin}`
  host = await serveStatic(folder, {
    port: 0,
    nextFreePort: false,
    headersFor: () => ({ 'content-security-policy': policy, 'cross-origin-embedder-policy': 'unsafe-none' }),
  })
})

// Closing fails when a page has violated its policy or logged an error.
afterEach(async () => {
  await browser.close()
  await host.close()
  rmSync(folder, { recursive: true })
})

async function embed(
  hash: string,
  attributes: string,
  query = 'embed',
): Promise<{ page: Page; frame: Frame }> {
  const source = `${inject('appUrl')}?${query}#${hash}`.replaceAll('&', '&amp;')
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><title>Host</title><p>Above</p><iframe width="480" height="320" ${attributes} src="${source}"></iframe><pre>${'Below\n'.repeat(200)}</pre>`,
  )
  const page = await browser.newPage()
  await page.goto(host.url)
  const element = await page.locator('iframe').elementHandle()
  const frame = await element!.contentFrame()
  return { page, frame: frame! }
}

const goodput = (frame: Frame | Page): Promise<number> =>
  frame
    .locator('.headline-figure', { hasText: 'Goodput' })
    .locator('b')
    .innerText()
    .then((text) => Number.parseFloat(text.replace(/[^\d.]/g, '')))

const time = (frame: Frame): Promise<string> => frame.locator('.embed-time').innerText()

async function runs(frame: Frame): Promise<void> {
  await expect.poll(() => goodput(frame), { timeout: 30_000 }).toBeGreaterThan(1)
  const before = await time(frame)
  await expect.poll(() => time(frame), { timeout: 30_000 }).not.toBe(before)
}

async function killAndRestore(frame: Frame): Promise<void> {
  await frame.getByRole('button', { name: 'Kill a server' }).click()
  await frame.getByRole('button', { name: 'Restore all' }).click()
  await frame.getByRole('button', { name: 'Kill a server' }).waitFor()
}

it('in a sandbox without an origin it runs in the page: figures change, a server can be killed, and nothing is refused', async () => {
  const { page, frame } = await embed(designLink(design), 'sandbox="allow-scripts"')
  await frame.locator('.react-flow__node').first().waitFor()
  expect(await frame.evaluate(() => self.origin)).toBe('null')
  await runs(frame)
  await killAndRestore(frame)
  expect(page.workers()).toEqual([])
  expect(errorsOf(browser).unexpected()).toEqual([])
})

it('without a sandbox it runs in a worker and keeps nothing in the browser', async () => {
  const { page, frame } = await embed(designLink(design), '')
  await runs(frame)
  await killAndRestore(frame)
  // Losses are judged in a worker of their own.
  expect(page.workers().filter((worker) => /\/sim\./.test(worker.url()))).toHaveLength(1)
  const kept = await frame.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, workers: 0 })
})

it('the link leads to the same design on a page of its own, which knows nothing of the frame', async () => {
  const hash = designLink(design)
  const { page, frame } = await embed(hash, SANDBOX, 'embed&theme=light')
  await frame.locator('.react-flow__node').first().waitFor()
  const link = frame.getByRole('link', { name: /Open in Faultline/ })
  expect(await link.getAttribute('href')).toBe(`${inject('appUrl')}#${hash}`)
  const [opened] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  await opened.locator('.react-flow__node').first().waitFor()
  expect(await opened.locator('.top-bar-title input').inputValue()).toBe('Two servers')
  expect(await opened.evaluate(() => window.opener)).toBeNull()
})

it('nothing in it can be edited: cards stay where they are, and a key that edits is answered', async () => {
  const { frame } = await embed(designLink(design), 'sandbox="allow-scripts"')
  const card = frame.locator('.react-flow__node[data-id="web-1"]')
  await card.waitFor()
  const place = () => card.evaluate((node) => (node as HTMLElement).style.transform)
  const before = await place()
  await card.dragTo(frame.locator('.react-flow__node[data-id="client"]'))
  expect(await place()).toBe(before)
  await card.click()
  await card.press('Delete')
  await frame.locator('.canvas-notice').waitFor()
  expect(await frame.locator('.canvas-notice').innerText()).toMatch(/read-only/)
  expect(await frame.locator('.react-flow__node').count()).toBe(4)
  await card.click({ button: 'right' })
  await frame.getByRole('menuitem', { name: /^Kill/ }).waitFor()
  expect(await frame.getByRole('menuitem', { name: 'Delete' }).count()).toBe(0)
})

it('the wheel over it scrolls the page round it, and with Ctrl it zooms', async () => {
  const { page, frame } = await embed(designLink(design), 'sandbox="allow-scripts"')
  await frame.locator('.react-flow__node').first().waitFor()
  const view = () =>
    frame.locator('.react-flow__viewport').evaluate((node) => (node as HTMLElement).style.transform)
  const before = await view()
  await page.mouse.move(250, 200)
  await page.mouse.wheel(0, 120)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
  expect(await view()).toBe(before)
  await frame.locator('.embed-hint-said').waitFor()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -120)
  await page.keyboard.up('Control')
  await expect.poll(view).not.toBe(before)
})

it('one finger over it scrolls the page round it, and two move and zoom it', async () => {
  await browser.close()
  browser = await launchBrowser({ viewport: { width: 600, height: 800 }, hasTouch: true })
  const { page, frame } = await embed(designLink(design), 'sandbox="allow-scripts"')
  await frame.locator('.react-flow__node').first().waitFor()
  const view = () =>
    frame.locator('.react-flow__viewport').evaluate((node) => (node as HTMLElement).style.transform)
  const before = await view()
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: readonly [number, number][]) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(([x, y], id) => ({ x, y, id })),
    })
  await touch('touchStart', [200, 200], [280, 200])
  for (let far = 0; far <= 60; far += 10)
    await touch('touchMove', [200 - far, 200 + far], [280 + far, 200 + far])
  await touch('touchEnd')
  await expect.poll(view).not.toBe(before)
  expect(await page.evaluate(() => scrollY)).toBe(0)
  const moved = await view()
  await touch('touchStart', [250, 300])
  for (let y = 290; y >= 180; y -= 10) await touch('touchMove', [250, y])
  await touch('touchEnd')
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
  await frame.locator('.embed-hint-said', { hasText: 'two fingers' }).waitFor()
  expect(await view()).toBe(moved)
})

it('a link that was cut off is said inside the frame, and no other design is shown', async () => {
  const { frame } = await embed(designLink(design).slice(0, -9), 'sandbox="allow-scripts"')
  await frame.getByRole('alert').waitFor()
  expect(await frame.getByRole('alert').innerText()).toMatch(/could not be opened[\s\S]*cut it off/)
  expect(await frame.locator('.react-flow').count()).toBe(0)
})

/** A link to the moment at 5 s, with a fault that struck at 2 s. */
function momentLink(type: FaultType, target: string, view: LinkView | null = null): string {
  const fault = { type, target, amount: null, durationSec: null }
  const actions: readonly LiveAction[] = [{ type: 'fault', tick: 2 * SEC, fault }]
  const moment = { engine: ENGINE_VERSION, oneOf: 1, atTick: 5 * SEC, actions }
  return writeLink({ design, moment, view, language: 'en', editing: true })
}

const SEC = 1_000_000_000
const figures = (page: Frame | Page): Promise<string[]> => page.locator('.headline-figure').allInnerTexts()
const stands = (page: Frame | Page) => page.getByRole('button', { name: 'Play', exact: true }).waitFor()

it('a link with a moment stands there, with the figures of the full page, and looks where it says', async () => {
  const hash = momentLink('kill', 'web-1', { x: 320, y: 20, zoom: 1.5, nodes: ['web-2'], wires: [] })
  const full = await browser.newPage()
  await full.setViewportSize({ width: 480, height: 800 })
  await full.goto(`${inject('appUrl')}#${hash}`)
  await stands(full)
  const { page, frame } = await embed(hash, 'sandbox="allow-scripts"')
  await stands(frame)
  await expect.poll(() => time(frame), { timeout: 30_000 }).toBe('0:05.0')
  await expect.poll(() => goodput(full), { timeout: 30_000 }).toBeGreaterThan(1)
  expect(await figures(frame)).toEqual(await figures(full))
  expect(await frame.locator('.react-flow__node.selected').getAttribute('data-id')).toBe('web-2')
  const zoom = () =>
    frame
      .locator('.react-flow__viewport')
      .evaluate((node) => new DOMMatrix(getComputedStyle(node).transform).a)
  expect(await zoom()).toBe(1.5)
  // It goes on from there, and the killed server can be restored.
  await frame.getByRole('button', { name: 'Restore all' }).click()
  await frame.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => time(frame)).not.toBe('0:05.0')
  expect(page.workers()).toEqual([])
})

it('a moment that cannot be replayed says why, and nothing of its link is shown', async () => {
  const { frame } = await embed(momentLink('kill', 'web-9'), 'sandbox="allow-scripts"')
  const alert = frame.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(
    /could not be opened[\s\S]*\(actions\[0\]\): a fault strikes something that is not in the design/,
  )
  expect(await frame.locator('.react-flow').count()).toBe(0)
})

it('an example by its name, the language of a link and the theme of the address', async () => {
  const first = await embed('example=stage-1', 'sandbox="allow-scripts"', 'embed&theme=light')
  await runs(first.frame)
  expect(await first.frame.locator('html').getAttribute('data-theme')).toBe('light')
  const korean = writeLink({ design, moment: null, view: null, language: 'ko', editing: false })
  const second = await embed(korean, 'sandbox="allow-scripts"')
  await second.frame.getByRole('button', { name: '서버 하나 죽이기' }).waitFor()
  expect(await second.frame.locator('html').getAttribute('data-theme')).toBe('dark')
  expect(await second.frame.locator('html').getAttribute('lang')).toBe('ko')
})
