import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage, boxOf } from './app-page.ts'

let browser: BrowserContext
/** One visit for all: each test begins a design of its own in it. */
let app: AppPage

beforeAll(async () => {
  browser = await launchBrowser({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
})

afterAll(async () => {
  await browser.close()
})

async function openEmpty(): Promise<void> {
  await app.chooseFromMenu('New empty design')
  await app.untilNodes(0)
}

/** Client and web server, wired. */
async function drawPair(): Promise<void> {
  await app.dragKind('Client', 160, 240)
  await app.dragKind('Web server', 460, 240)
  await app.drawWire('Client', 'Web server')
  await app.untilHeadline('Goodput', (value) => value > 50)
}

it('what was drawn is there after a reload, and undo and redo go through every step', async () => {
  await openEmpty()
  await drawPair()
  await app.page.keyboard.press('Control+z')
  await app.untilWires(0)
  await app.page.keyboard.press('Control+z')
  await app.untilNodes(1)
  await app.page.keyboard.press('Control+Shift+z')
  await app.page.keyboard.press('Control+Shift+z')
  await app.untilWires(1)
  await app.page.getByText('Saved', { exact: true }).waitFor()
  await app.page.reload()
  await app.canvas.waitFor()
  await app.untilNodes(2)
  await app.untilWires(1)
  await app.untilHeadline('Goodput', (value) => value > 50)
})

it('an edit survives a reload that comes before it could be saved', async () => {
  await openEmpty()
  await app.dragKind('Client', 160, 240)
  await app.page.reload()
  await app.canvas.waitFor()
  await app.untilNodes(1)
})

it('two tabs keep a design each, also when one was opened from the other', async () => {
  await openEmpty()
  const first = app
  await first.dragKind('Client', 160, 240)
  await first.page.getByText('Saved', { exact: true }).waitFor()
  const opened = first.page.waitForEvent('popup')
  await first.page.evaluate(() => window.open(location.href))
  const second = new AppPage(await opened)
  await second.canvas.waitFor()
  // The first one has the design, so the second one goes on with a copy.
  await second.page.getByRole('button', { name: 'Make a copy' }).click()
  await second.page.getByText('Saved', { exact: true }).waitFor()
  await second.dragKind('Cache', 400, 240)
  await second.page.getByText('Saved', { exact: true }).waitFor()
  await first.page.reload()
  await first.canvas.waitFor()
  await first.untilNodes(1)
  await second.page.reload()
  await second.canvas.waitFor()
  await second.untilNodes(2)
  await second.page.close()
})

it('a circle of calls stops the run and says why, and undo mends it', async () => {
  await openEmpty()
  await drawPair()
  await app.dragKind('Web server', 460, 400)
  await app.drawWire('Web server 1', 'Web server 2')
  await app.drawWire('Web server 2', 'Web server 1')
  await app.page.locator('.canvas-design-problems', { hasText: 'circle' }).waitFor()
  await app.page.getByText('Stopped: problem').waitFor()
  await app.page.keyboard.press('Control+z')
  await app.page.locator('.canvas-design-problems').waitFor({ state: 'detached' })
  await app.untilHeadline('Goodput', (value) => value > 50)
})

it('a node that is dragged lies on the grid where it was dropped, and the run goes on', async () => {
  await openEmpty()
  await drawPair()
  const before = await boxOf(app.node('Web server'))
  await app.page.mouse.move(before.x + 20, before.y + 12)
  await app.page.mouse.down()
  await app.page.mouse.move(before.x + 120, before.y + 112, { steps: 8 })
  await app.page.mouse.up()
  const after = await boxOf(app.node('Web server'))
  expect(after.x - before.x).toBeGreaterThan(60)
  expect(after.y - before.y).toBeGreaterThan(60)
  expect(await app.headline('Goodput')).toBeGreaterThan(50)
})

it('a marquee selects, copies paste beside their originals, and delete removes them', async () => {
  await openEmpty()
  await drawPair()
  const canvas = await boxOf(app.canvas)
  await app.page.mouse.move(canvas.x + 40, canvas.y + 150)
  await app.page.mouse.down()
  await app.page.mouse.move(canvas.x + 640, canvas.y + 440, { steps: 8 })
  await app.page.mouse.up()
  expect(await app.page.locator('.react-flow__node.selected').count()).toBe(2)
  await app.page.keyboard.press('Control+c')
  await app.page.keyboard.press('Control+v')
  await app.untilNodes(4)
  await app.untilWires(2)
  await app.page.keyboard.press('Control+d')
  await app.untilNodes(6)
  await app.page.keyboard.press('Delete')
  await app.untilNodes(4)
})

it('a meaningless wire is refused with the reason, and a reversed one can be turned', async () => {
  await openEmpty()
  await app.dragKind('Cache', 160, 240)
  await app.dragKind('Web server', 460, 240)
  await app.drawWire('Cache', 'Web server')
  const refusal = app.page.locator('.canvas-notice')
  await refusal.waitFor()
  expect(await app.wires().count()).toBe(0)
  expect(await refusal.innerText()).toContain('Web server')
  await refusal.getByRole('button').first().click()
  await app.untilWires(1)
})

it('a field edited in the inspector takes effect in the running simulation', async () => {
  await openEmpty()
  await drawPair()
  await app.node('Client').click({ position: { x: 20, y: 12 } })
  const field = app.inspector.getByLabel('Requests', { exact: true })
  await field.fill('400')
  await field.press('Enter')
  await app.untilHeadline('Offered', (value) => value > 330 && value < 470)
  await field.fill('-5')
  await field.press('Enter')
  // Wrong input says so, and the design keeps its value.
  await app.inspector.getByRole('alert').first().waitFor()
  await app.untilClock((await app.clockSec()) + 1)
  expect(await app.headline('Offered')).toBeGreaterThan(300)
})

it('the keyboard alone adds, wires and kills', async () => {
  await openEmpty()
  const { keyboard } = app.page
  await keyboard.press('/')
  await keyboard.type('Client')
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await keyboard.press('/')
  await keyboard.type('Web server')
  await keyboard.press('Enter')
  await keyboard.press('Escape')
  await app.untilNodes(2)
  await app.node('Client').focus()
  await keyboard.press('Enter')
  await keyboard.press('c')
  await keyboard.press('Enter')
  await app.untilWires(1)
  await app.untilHeadline('Goodput', (value) => value > 50)
  await app.node('Web server').focus()
  await keyboard.press('Enter')
  await keyboard.press('k')
  await app.untilHeadline('Errors', (value) => value > 50)
})

it('Korean is complete: no English word is left on the main controls', async () => {
  await app.chooseFromMenu('Open the example')
  await app.page.getByRole('radio', { name: '한국어' }).click()
  await app.page.getByText('로드 밸런서').first().waitFor()
  expect(await app.page.locator('html').getAttribute('lang')).toBe('ko')
  const palette = await app.page.locator('.palette').innerText()
  expect(palette).not.toMatch(/\b(Client|Cache|Queue|Worker|Shard|Monitor|Zone|Region|Kill)\b/)
  await app.page.getByRole('radio', { name: 'English' }).click()
})
