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

it('an approximate run is labelled, shows its measured error, and gives way to an exact one', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('Open the example')
  await app.page.getByRole('slider', { name: 'Users' }).focus()
  await app.page.keyboard.press('End')
  await app.untilHeadline('Offered', (value) => value > 60_000)
  await app.chooseFromMenu('Approximate mode')
  const strip = app.page.getByRole('status').filter({ hasText: 'Approximate' })
  await strip.getByText('1 of 4 requests followed').waitFor()
  // Both runs of the comparison have to end.
  await strip.getByText('error against exact:').waitFor({ timeout: 120_000 })
  const text = await strip.innerText()
  expect(Math.abs(percentAfter('Goodput', text))).toBeLessThan(3)
  expect(Math.abs(percentAfter('Mean latency', text))).toBeLessThan(10)
  // Moving a box changes nothing that was compared.
  const monitor = (await app.node('Monitor').boundingBox())!
  await app.page.mouse.move(monitor.x + 12, monitor.y + 10)
  await app.page.mouse.down()
  await app.page.mouse.move(monitor.x + 12, monitor.y + 60, { steps: 5 })
  await app.page.mouse.up()
  await app.page.waitForTimeout(2500)
  expect((await app.node('Monitor').boundingBox())!.y).toBeGreaterThan(monitor.y + 20)
  expect(await strip.getByText('error against exact:').count()).toBe(1)
  await app.untilHeadline('Offered', (value) => value > 90_000)
  await strip.getByRole('button', { name: 'Back to exact' }).click()
  await strip.waitFor({ state: 'detached' })
})

it('the mode refuses by name what hangs on every single request', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('Open the example')
  await app.node('Load balancer').click()
  await app.page.getByLabel('Policy', { exact: true }).selectOption('least-connections')
  await app.chooseFromMenu('Approximate mode')
  const strip = app.page.getByRole('status').filter({ hasText: 'Approximate' })
  await strip.getByText('Load balancer has “Policy”').waitFor()
})

function percentAfter(name: string, text: string): number {
  const found = new RegExp(`${name}\\s*([+−]?)([\\d.]+) %`).exec(text)
  if (!found) throw new Error(`no ${name} in: ${text}`)
  return (found[1] === '−' ? -1 : 1) * Number(found[2])
}
