import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { writeDesign } from '../../src/model/write.ts'
import { launchBrowser } from '../support/chromium.ts'
import { openWithDesign } from '../support/draft.ts'
import { errorsOf } from '../support/page-errors.ts'
import { draw } from '../support/simulate.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext

beforeEach(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

// Closing fails when a page has violated its policy or logged an error.
afterEach(async () => {
  await browser.close()
})

const scrolls = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).getPropertyValue('overflow'))

/** Everything that opens over the page, one after the other. */
async function openEverything(app: AppPage): Promise<void> {
  for (const entry of ['Examples…', 'Outline', 'Keyboard shortcuts', 'Command palette', 'Measure']) {
    await app.chooseFromMenu(entry)
    await app.page.getByRole('dialog').waitFor()
    await app.page.keyboard.press('Escape')
    await app.page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await app.page.keyboard.press('r')
  await app.page.locator('.app-requests').waitFor()
  await app.page.keyboard.press('r')
  await app.page.getByRole('button', { name: /^Switch to/ }).click()
}

it('the whole page works under its policy: dialogs, menus, charts, workers and both themes', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.untilHeadline('Goodput', (value) => value > 100)
  await openEverything(app)
  expect(errorsOf(browser).unexpected()).toEqual([])
})

it('the page behind a dialog cannot be scrolled, without a style element in the page', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.page.evaluate(() => document.body.style.setProperty('overflow', 'auto'))
  await app.chooseFromMenu('Keyboard shortcuts')
  await app.page.getByRole('dialog').waitFor()
  expect(await scrolls(app.page)).toBe('hidden')
  await app.page.keyboard.press('Escape')
  await app.until(
    () => scrolls(app.page),
    (overflow) => overflow === 'auto',
    'scrolling',
  )
  expect(await app.page.locator('style').count()).toBe(0)
})

it('what the policy forbids is refused and noticed: styles and code in the page, and foreign addresses', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  const refused = await app.page.evaluate(async () => {
    const attempts: (() => unknown)[] = [
      () => new Worker('data:text/javascript,'),
      () => new Worker('https://elsewhere.example/worker.js'),
      () => (document.body.innerHTML = '<b>text</b>'),
      () => (document.createElement('script').text = 'window.ran = 1'),
    ]
    const style = document.head.appendChild(document.createElement('style'))
    style.textContent = 'body { outline: 9px solid red }'
    const thrown = attempts.map((attempt) => {
      try {
        attempt()
        return 'went through'
      } catch (error) {
        return (error as Error).name
      }
    })
    return { thrown, outline: getComputedStyle(document.body).outlineWidth }
  })
  expect(refused.thrown).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError'])
  expect(refused.outline).not.toBe('9px')
  await app.until(
    async () => errorsOf(browser).unexpected().join('\n'),
    (said) => /style-src/.test(said) && /require-trusted-types-for/.test(said),
    'the violations',
  )
  errorsOf(browser).expect(/policy|Policy|Trusted/)
})

const HOSTILE = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>'

it('labels, notes and titles that are code stay text wherever they are shown', async () => {
  const drawn = draw({ client: ['client'], web: ['web'] }, ['client > web'])
  const design = {
    ...drawn,
    title: `${HOSTILE} javascript:window.ran=1`.slice(0, 120),
    notes: `${HOSTILE} [link](javascript:window.ran=1)`,
    nodes: drawn.nodes.map((node) => ({ ...node, label: HOSTILE })),
  }
  const page = await browser.newPage()
  await openWithDesign(page, inject('appUrl'), writeDesign(design))
  const app = new AppPage(page)
  await app.untilHeadline('Goodput', (value) => value > 10)
  await page.locator('.react-flow__node').first().click()
  await openEverything(app)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('<img')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Escape')
  expect(await page.evaluate(() => 'ran' in window)).toBe(false)
  expect(await page.locator('img[src="x"], #root script, a[href^="javascript"]').count()).toBe(0)
})
