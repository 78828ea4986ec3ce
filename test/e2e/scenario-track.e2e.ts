import type { BrowserContext, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { designLink } from '../../src/document/link/link.ts'
import type { Design } from '../../src/model/design.ts'
import { launchBrowser } from '../support/chromium.ts'
import { draw } from '../support/simulate.ts'
import { AppPage, boxOf, firstNumber } from './app-page.ts'

const drawn = draw(
  { client: ['client', { ratePerSec: 100 }], lb: ['load-balancer'], a: ['web'], b: ['web'] },
  ['client > lb > a', 'lb > b'],
)
const design: Design = {
  ...drawn,
  nodes: drawn.nodes.map((node, index) => ({
    ...node,
    label: node.id,
    position: { x: 260 * Math.min(index, 2), y: node.id === 'b' ? 160 : 0 },
  })),
}

let browser: BrowserContext
let app: AppPage

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  app = new AppPage(await browser.newPage())
  await app.open(`${inject('appUrl')}#${designLink(design)}`)
  await app.untilNodes(4)
  await app.untilClock(1)
})

// Closing fails when the page has logged an error.
afterAll(() => browser.close())

const track = () => app.page.locator('.track')
const bar = () => track().locator('.track-bar')
const words = async (): Promise<string> => ((await bar().first().getAttribute('aria-label')) ?? '').trim()
const untilWords = (pattern: RegExp) => app.until(words, (text) => pattern.test(text), `a bar ${pattern}`)

/** Presses on a place, moves the mouse by some pixels in steps, and lets go. */
async function dragBy(handle: Locator, px: number): Promise<void> {
  const { x, y, width, height } = await boxOf(handle)
  const at = { x: x + Math.min(12, width / 2), y: y + height / 2 }
  await app.page.mouse.move(at.x, at.y)
  await app.page.mouse.down()
  await app.page.mouse.move(at.x + px / 2, at.y, { steps: 4 })
  await app.page.mouse.move(at.x + px, at.y, { steps: 4 })
  await app.page.mouse.up()
}

it('a fault is dropped on the scenario, moved, made shorter, undone step by step, deleted, and strikes at its time', async () => {
  const { page } = app
  await app.node('a').click({ position: { x: 20, y: 12 } })
  const { width } = await boxOf(track())
  // The track shows a minute, so that so many pixels are a second.
  const second = width / 60
  await page
    .locator('.palette-break')
    .getByText('Kill')
    .dragTo(track(), { targetPosition: { x: 20 * second, y: 8 } })
  await untilWords(/^0:20\.0 a: Kill · until restored|^0:20\.0 a: Kill.*until restored/)

  await dragBy(bar(), -15 * second)
  await untilWords(/^0:05\.0 a: Kill/)
  await dragBy(bar().locator('.track-bar-end'), -51 * second)
  await untilWords(/^0:05\.0 a: .*\b4\ss/)

  await page.keyboard.press('Control+z')
  await untilWords(/^0:05\.0 a: .*until restored/)
  await page.keyboard.press('Control+z')
  await untilWords(/^0:20\.0 a: /)
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Control+Shift+z')
  await untilWords(/^0:05\.0 a: .*\b4\ss/)

  await page.getByRole('radio', { name: '4×' }).click()
  await app.until(
    () => app.marks(),
    (marks) => marks.includes('kill') && marks.includes('restore'),
    'the planned kill and its end',
  )
  // Marks are shown a frame before the clock.
  expect(await app.clockSec()).toBeGreaterThan(8)

  await bar().click()
  await page.keyboard.press('Delete')
  await bar().waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await untilWords(/^0:05\.0 a: /)
  await page.keyboard.press('Control+Shift+z')
  await bar().waitFor({ state: 'detached' })
}, 120_000)

/** Looks at a moment of the run, by a click on its time axis, which shows a minute; gives the headline then. */
async function lookAt(sec: number): Promise<readonly string[]> {
  const scrub = app.page.getByRole('slider', { name: 'Moment of the run' })
  const { width, height } = await boxOf(scrub)
  await scrub.click({ position: { x: (sec / 60) * width, y: height / 2 } })
  await app.until(
    () => app.clockSec(),
    (shown) => Math.abs(shown - sec) < 1,
    `the moment ${sec} s`,
  )
  return app.page.locator('.headline-figure').allInnerTexts()
}

it('from a moment of the past the run goes on another way: what was before is the same, and the former run stays to compare', async () => {
  const { page } = app
  await app.untilClock(8)
  await app.node('b').focus()
  await page.keyboard.press('k')
  await app.untilHeadline('Errors', (value) => value > 20)
  const killedBy = await app.clockSec()
  // The figures follow the cursor four times a second.
  await lookAt(2)
  await page.waitForTimeout(500)
  const [before, shown] = [await lookAt(2), await app.clockSec()]
  await lookAt(4)
  await page.getByRole('button', { name: 'Go on from here' }).click()
  await page.locator('.looking-back-band').waitFor({ state: 'detached' })
  const former = page.locator('.former')
  await former.getByText(/^Before, from 0:0[345]\.\d on$/).waitFor()
  await former.locator('.former-line').waitFor()

  // The kill by hand came later, so that it is not part of the way that the run takes now.
  await app.untilClock(killedBy)
  expect(await app.headline('Errors')).toBe(0)
  const errors = former.locator('.former-figure').filter({ hasText: 'Errors' }).locator('.former-then')
  await app.until(
    async () => firstNumber(await errors.innerText()),
    (share) => share > 20,
    'the errors of the former run at the same moment',
  )
  await lookAt(2)
  await page.waitForTimeout(500)
  expect([await lookAt(2), await app.clockSec()]).toEqual([before, shown])
  await page.keyboard.press('l')
  await former.getByRole('button', { name: 'Stop comparing' }).click()
  await former.waitFor({ state: 'detached' })
}, 120_000)
