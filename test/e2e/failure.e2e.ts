import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

afterAll(async () => {
  await browser.close()
})

async function openExample(): Promise<AppPage> {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('Open the example')
  await app.untilHeadline('Goodput', (value) => value > 9000)
  return app
}

it('a server killed from its menu fails requests until the balancer ejects it, and is taken back when it returns', async () => {
  const app = await openExample()
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
      Number.parseFloat((await app.outline()).find((row) => row[0] === 'web-2')?.[3]?.replace(',', '') ?? ''),
    (rate) => rate > 1500,
    'traffic on the returned server',
  )
  await app.page.close()
})

it('one button kills a server, and then offers to bring it back', async () => {
  const app = await openExample()
  await app.page.getByRole('button', { name: 'Kill a server' }).click()
  await app.untilHeadline('Errors', (value) => value > 3)
  await app.page.getByRole('button', { name: 'Restore all' }).click()
  await app.untilHeadline('Errors', (value) => value < 0.5)
  await app.page.close()
})

it('a worker that dies is replaced and the run goes on where it was', async () => {
  const app = await openExample()
  const clock = async (): Promise<number> => {
    const [minutes, seconds] = (await app.page.locator('.timeline-time').innerText()).trim().split(':')
    return Number(minutes) * 60 + Number(seconds)
  }
  const before = await app.until(clock, (sec) => sec > 2, 'two seconds of run')
  const [worker] = app.page.workers()
  expect(worker).toBeDefined()
  await worker?.evaluate(() => self.close())
  await app.until(async () => app.page.workers().some((other) => other !== worker), Boolean, 'another worker')
  const after = await app.until(clock, (sec) => sec > before + 1, 'the clock going on')
  expect(after).toBeLessThan(before + 60)
  await app.untilHeadline('Goodput', (value) => value > 8000)
  await app.page.close()
})

it('pause stops the clock and play goes on', async () => {
  const app = await openExample()
  await app.page.getByRole('button', { name: 'Pause', exact: true }).click()
  await app.page.waitForTimeout(600)
  const paused = await app.page.locator('.timeline-time').innerText()
  await app.page.waitForTimeout(800)
  expect(await app.page.locator('.timeline-time').innerText()).toBe(paused)
  await app.page.getByRole('button', { name: 'Play', exact: true }).click()
  await app.until(
    () => app.page.locator('.timeline-time').innerText(),
    (text) => text !== paused,
    'the clock going on',
  )
  await app.page.close()
})
