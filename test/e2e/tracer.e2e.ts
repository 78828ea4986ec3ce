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
  await app.untilHeadline('Goodput', (value) => value > 8000)
  return app
}

it('a request is chosen from the list and shown hop by hop, and the canvas shows its way', async () => {
  const app = await openExample()
  await app.page.getByRole('button', { name: 'Follow single requests' }).click()
  const panel = app.page.getByRole('region', { name: 'Requests', exact: true })
  await panel.getByLabel('Class').selectOption('read')
  const before = await app.canvas.screenshot()
  await panel
    .getByRole('button', { name: /Show the read request/ })
    .first()
    .click()
  const hops = panel.getByRole('table', { name: 'Hops of the request' })
  await hops.getByRole('row', { name: /^Load balancer/ }).waitFor()
  expect(await hops.getByRole('row', { name: /web-\d .*served/ }).count()).toBe(1)
  expect((await app.canvas.screenshot()).equals(before)).toBe(false)
  await app.page.keyboard.press('Escape')
  await hops.waitFor({ state: 'detached' })
  await app.page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  await app.page.close()
})

it('a failed request says which node turned it away', async () => {
  const app = await openExample()
  await app.page.keyboard.press('r')
  const panel = app.page.getByRole('region', { name: 'Requests', exact: true })
  await panel.getByRole('radio', { name: 'Failed' }).click()
  await panel.getByText('None of the followed requests has failed.').waitFor()
  await app.page.getByRole('button', { name: 'Kill a server' }).click()
  await panel
    .getByRole('button', { name: /unavailable/ })
    .first()
    .click()
  await panel.getByText(/web-\d was down and refused the call/).waitFor()
  await app.page.close()
})
