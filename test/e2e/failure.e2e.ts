import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext
let app: AppPage

// One visit for all: each test leaves the run whole.
beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('Open the example')
  await app.untilHeadline('Goodput', (value) => value > 9000)
})

afterAll(async () => {
  await browser.close()
})

/** The clock once it has stood for a second; the frames that were on their way when it was stopped have come by then. */
async function standingClock(): Promise<number> {
  let before = Number.NaN
  return app.until(
    async () => {
      before = await app.clockSec()
      await app.page.waitForTimeout(1000)
      return app.clockSec()
    },
    (now) => now === before,
    'a clock that stands',
  )
}

it('a server killed from its menu fails requests until the balancer ejects it, and is taken back when it returns', async () => {
  // Health checks and smoothing take their simulated time at any speed.
  await app.page.getByRole('radio', { name: '4×' }).click()
  await app.node('web-2').click({ button: 'right', position: { x: 20, y: 12 } })
  await app.page.getByRole('menuitem', { name: 'Kill' }).click()
  await app.untilHeadline('Errors', (value) => value > 3)
  await app.until(
    () => app.marks(),
    (marks) => marks.includes('kill') && marks.includes('eject'),
    'the ejection',
  )
  await app.untilHeadline('Errors', (value) => value < 0.5)

  await app.node('web-2').click({ button: 'right', position: { x: 20, y: 12 } })
  await app.page.getByRole('menuitem', { name: 'Restore' }).click()
  await app.until(
    () => app.marks(),
    (marks) => marks.includes('readmit'),
    'the readmission',
  )
  await app.until(
    async () =>
      Number.parseFloat((await app.outline()).find((row) => row[0] === 'web-2')?.[4]?.replace(',', '') ?? ''),
    (rate) => rate > 1500,
    'traffic on the returned server',
  )
  await app.page.getByRole('radio', { name: '1×', exact: true }).click()
})

it('one button kills a server, and then offers to bring it back', async () => {
  await app.page.getByRole('button', { name: 'Kill a server' }).click()
  await app.untilHeadline('Errors', (value) => value > 3)
  await app.page.getByRole('button', { name: 'Restore all' }).click()
  await app.untilHeadline('Errors', (value) => value < 0.5)
})

it('a worker that dies is replaced and the run goes on where it was', async () => {
  const before = await app.clockSec()
  const worker = app.page.workers().find((one) => /\/sim\./.test(one.url()))
  expect(worker).toBeDefined()
  await worker?.evaluate(() => self.close())
  await app.until(async () => app.page.workers().some((other) => other !== worker), Boolean, 'another worker')
  await app.untilClock(before + 1)
  expect(await app.clockSec()).toBeLessThan(before + 60)
  await app.untilHeadline('Goodput', (value) => value > 8000)
})

it('pause stops the clock and play goes on', async () => {
  await app.page.getByRole('button', { name: 'Pause', exact: true }).click()
  await app.page.getByText('Paused', { exact: true }).waitFor()
  const paused = await standingClock()
  expect(await app.page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(0)
  await app.page.getByRole('button', { name: 'Play', exact: true }).click()
  await app.untilClock(paused + 1)
})
