import type { BrowserContext } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage, firstNumber } from './app-page.ts'

let browser: BrowserContext

beforeEach(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

// Closing fails when a page has logged an error.
afterEach(() => browser.close())

const strip = ({ page }: AppPage) => page.getByRole('region', { name: 'Single points of failure' })

/** How many single points of failure the canvas speaks of. */
async function singleCount(app: AppPage): Promise<number> {
  const words = await strip(app).locator('.canvas-losses-count').textContent()
  return words?.startsWith('No ') ? 0 : firstNumber(words ?? '')
}

/** What the inspector says about the loss of the selected part. */
const ifItDies = ({ page }: AppPage) => page.getByRole('region', { name: 'If it dies' })

it('a new user sees what is single, mends it with one click, and reads what the death of the primary has cost', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  const before = await app.until(
    () => singleCount(app),
    (count) => count > 1,
    'single points of failure',
  )

  await strip(app)
    .getByRole('button', { name: /^Load balancer:/ })
    .click()
  await ifItDies(app).getByText('single point of failure').first().waitFor()
  await ifItDies(app).getByText('nothing else can do its part').waitFor()
  await ifItDies(app)
    .getByRole('button', { name: /^Do it/ })
    .click()
  await app.untilNodes(19)
  await app.until(
    () => singleCount(app),
    (count) => count === before - 1,
    'one single point of failure less',
  )
  await ifItDies(app).getByText('fails for a time').first().waitFor()

  await app.page.getByRole('radio', { name: '4×' }).click()
  await app.node('Primary DB').click({ position: { x: 20, y: 12 } })
  await ifItDies(app)
    .getByText(/until Replica \d is promoted/)
    .waitFor()
  await app.inspector.getByRole('button', { name: 'Kill', exact: true }).click()
  await app.page
    .getByText(/Primary DB was killed at/)
    .first()
    .waitFor()
  await app.until(
    () => app.marks(),
    (marks) => marks.includes('promote'),
    'the promotion',
  )
  await app.untilHeadline('Errors', (value) => value < 0.5)
  expect(await app.nodes().count()).toBe(19)
})
