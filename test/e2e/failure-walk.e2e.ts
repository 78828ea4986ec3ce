import { readFile } from 'node:fs/promises'
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

const report = ({ page }: AppPage) => page.getByRole('dialog', { name: 'Resilience report' })

/** A report loses eighteen parts in turn, each for minutes of simulated time. */
const REPORT = { timeout: 240_000 }

/** The lines of a report's row. */
const rowOf = (app: AppPage, part: string) =>
  report(app)
    .getByRole('listitem')
    .filter({ has: app.page.getByRole('heading', { name: part, exact: true }) })

/** What the inspector says about the loss of the selected part. */
const ifItDies = ({ page }: AppPage) => page.getByRole('region', { name: 'If it dies' })

/** What is written in a picture of the canvas, which shows what the canvas shows. */
async function textsOfPicture(app: AppPage): Promise<string[]> {
  await app.chooseFromMenu('Save or copy a picture…')
  const dialog = app.page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'SVG' }).click()
  const [download] = await Promise.all([
    app.page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ])
  await app.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  const svg = await readFile(await download.path(), 'utf8')
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!)
}

it('a new user sees what is single, proves it, mends it with one click, proves it again, and reads what the death of the primary has cost', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  // A tenth of the load is proved in a tenth of the time.
  await app.page.getByRole('slider', { name: 'Users' }).fill('4')
  await app.untilHeadline('Offered', (value) => value > 800 && value < 1200)
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

  // The report says the same from runs in which each part was lost.
  await strip(app).getByRole('button', { name: 'Prove it' }).click()
  await report(app)
    .getByText(/^Done in/)
    .waitFor(REPORT)
  await report(app).getByText(`${before} of `).waitFor()
  await rowOf(app, 'Load balancer').getByText('reads: single point of failure').waitFor()

  await rowOf(app, 'Load balancer')
    .getByRole('button', { name: /^Do it for Load balancer/ })
    .click()
  await rowOf(app, 'Load balancer').getByText('Prove it again to see whether it holds').waitFor()
  await report(app).getByRole('button', { name: 'Prove it again' }).click()
  await rowOf(app, 'Load balancer 1')
    .getByText(/Advice tried, and it holds: single point of failure before/)
    .waitFor(REPORT)
  await report(app)
    .getByText(/^Done in/)
    .waitFor(REPORT)
  await app.page.keyboard.press('Escape')
  await app.untilNodes(19)
  await app.until(
    () => singleCount(app),
    (count) => count === before - 1,
    'one single point of failure less',
  )

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
  const lane = app.page.getByRole('list', { name: 'What the faults led to' }).getByRole('listitem')
  await lane.filter({ hasText: /RTO \d+\ss/ }).waitFor()
  expect(await lane.count()).toBe(1)
  expect(await lane.locator('.lane-name').innerText()).toMatch(/^Primary DB: Kill$/)
  expect(await lane.locator('.lane-totals').innerText()).toMatch(/[\d,]+\sfailed/)
  // On the graph it stands beside the dead one, and in a picture of it.
  const chip = await textsOfPicture(app)
  expect(chip).toEqual(expect.arrayContaining([expect.stringMatching(/^down\s\d.* failed$/)]))
  expect(chip.join(' ')).toMatch(/Replica\s\d leads since \d:\d\d/)
  await lane.getByRole('button', { name: /^Dismiss/ }).click()
  await lane.waitFor({ state: 'detached' })
}, 600_000)
