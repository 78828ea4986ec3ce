import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage, boxOf } from './app-page.ts'

let browser: BrowserContext
let app: AppPage

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.untilNodes(18)
  await app.untilClock(3)
})

afterAll(() => browser.close())

const band = (page: Page) => page.locator('.looking-back-band')
const killButton = (page: Page) => page.getByRole('button', { name: 'Kill a server' })

async function lookBack(page: Page): Promise<void> {
  // Elsewhere the key may be text that is typed.
  await app.node('web-2').focus()
  for (let i = 0; i < 8; i++) await page.keyboard.press(',')
  await band(page).getByText('You look at').waitFor()
}

const selectServer = async (): Promise<void> => {
  await app.node('web-2').click({ position: { x: 20, y: 12 } })
  await app.inspector.getByLabel('Service time', { exact: true }).waitFor()
}

const DOORS: readonly (readonly [door: string, kill: (page: Page) => Promise<void>])[] = [
  ['the button of the top bar', (page) => killButton(page).click()],
  ['its key', (page) => page.keyboard.press('x')],
  ['the key that kills what is selected', (page) => page.keyboard.press('k')],
  [
    'the menu of a node',
    async (page) => {
      await app.node('web-2').click({ button: 'right', position: { x: 20, y: 12 } })
      await page.getByRole('menuitem', { name: /^Kill/ }).click()
    },
  ],
  [
    'the command palette',
    async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Commands' }).fill('kill web-2')
      await page.getByRole('option', { selected: true }).filter({ hasText: 'web-2' }).waitFor()
      await page.keyboard.press('Enter')
    },
  ],
  ['the tools under the palette', (page) => page.locator('.palette-break').getByText('Kill').click()],
  ['the inspector', () => app.inspector.getByRole('button', { name: 'Kill', exact: true }).click()],
  [
    'the outline',
    async (page) => {
      await app.chooseFromMenu('Outline')
      await page.getByRole('button', { name: 'Kill web-2' }).click()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
  ],
]

it.each(DOORS)('%s kills in the present, which is looked at then', async (_door, kill) => {
  const { page } = app
  await selectServer()
  await lookBack(page)
  await kill(page)
  await band(page).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Restore all' }).click()
  await killButton(page).waitFor()
  expect(await band(page).count()).toBe(0)
})

it('an edit of what runs goes back to live first, and moving a box does not', async () => {
  const { page } = app
  await lookBack(page)
  const { y } = await boxOf(app.node('Monitor'))
  await app.node('Monitor').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  await app.until(
    async () => (await boxOf(app.node('Monitor'))).y,
    (now) => now > y,
    'the moved box',
  )
  expect(await band(page).count()).toBe(1)
  await selectServer()
  const field = app.inspector.getByLabel('Service time', { exact: true })
  await field.fill('7')
  await field.press('Enter')
  await band(page).waitFor({ state: 'detached' })
})

it('the way back is on the band and on its key', async () => {
  const { page } = app
  await lookBack(page)
  await band(page).getByRole('button', { name: 'Back to live' }).click()
  await band(page).waitFor({ state: 'detached' })
  await lookBack(page)
  await page.keyboard.press('l')
  await band(page).waitFor({ state: 'detached' })
})
