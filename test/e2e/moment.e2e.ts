import type { BrowserContext } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { readLink } from '../../src/document/link/link.ts'
import type { RunMoment } from '../../src/model/run-log.ts'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage } from './app-page.ts'
import { frameAt, keepFrames, linkFrom, shownFigures, takeLink } from './share-page.ts'

let sending: BrowserContext
let receiving: BrowserContext

/** Two people: neither browser knows anything of the other. */
beforeEach(async () => {
  ;[sending, receiving] = (await Promise.all(
    [0, 1].map(() => launchBrowser({ viewport: { width: 1440, height: 900 } })),
  )) as [BrowserContext, BrowserContext]
})

afterEach(() => Promise.all([sending.close(), receiving.close()]))

async function appIn(browser: BrowserContext, address: string): Promise<AppPage> {
  const page = await browser.newPage()
  await keepFrames(page)
  const app = new AppPage(page)
  await app.open(address)
  return app
}

/** The example with a server killed and a field edited while it ran, and paused then. */
async function brokenRun(): Promise<AppPage> {
  const app = await appIn(sending, inject('appUrl'))
  await app.untilHeadline('Goodput', (value) => value > 5000)
  await app.page.keyboard.press('x')
  await app.untilHeadline('Errors', (value) => value > 1)
  await app.node('Cache').click({ position: { x: 20, y: 12 } })
  await operationTime(app).fill('7')
  await operationTime(app).press('Enter')
  const before = await app.headline('Offered')
  await app.untilHeadline('Offered', (value) => value !== before)
  await app.page.getByRole('button', { name: 'Pause', exact: true }).click()
  await app.page.getByRole('button', { name: 'Play' }).waitFor()
  return app
}

const operationTime = (app: AppPage) => app.inspector.getByRole('textbox', { name: 'Operation time' }).first()

function momentOf(link: string): RunMoment {
  const read = readLink(link)
  if (!read.ok || read.value.moment === null) throw new Error(JSON.stringify(read))
  return read.value.moment
}

/** Opens a link in the other browser and waits until the run stands at its moment. */
async function received(link: string): Promise<AppPage> {
  const app = await appIn(receiving, link)
  const { atTick } = momentOf(link)
  await app.until(
    () => frameAt(app.page, atTick),
    (frame) => frame !== null,
    'the shared moment',
  )
  await app.page.getByRole('button', { name: 'Play' }).waitFor()
  return app
}

/** The numbers of a page follow its frames four times a second. */
async function untilSameFigures(receiver: AppPage, sender: AppPage): Promise<void> {
  const figures = JSON.stringify(await shownFigures(sender))
  await receiver.until(
    async () => JSON.stringify(await shownFigures(receiver)),
    (shown) => shown === figures,
    `the figures ${figures}`,
  )
}

it('a live moment stands in another browser with every figure as it was, and plays on from there', async () => {
  const sender = await brokenRun()
  const link = await linkFrom(sender, 'This moment', 'Camera and selection')
  const moment = momentOf(link)
  expect(moment.actions.map(({ type }) => type)).toEqual(['fault', 'edit'])
  const receiver = await received(link)
  const shown = await frameAt(sender.page, moment.atTick)
  expect(shown?.length).toBeGreaterThan(500)
  expect(await frameAt(receiver.page, moment.atTick)).toEqual(shown)
  await untilSameFigures(receiver, sender)
  expect(await receiver.page.locator('.timeline-time').innerText()).toBe(
    await sender.page.locator('.timeline-time').innerText(),
  )
  // The design that is kept is the one at the moment: it has the edit, and what was selected still is.
  expect(await operationTime(receiver).inputValue()).toBe('7')
  const killed = await receiver.headline('Errors')
  await receiver.page.keyboard.press('x')
  await receiver.page.getByRole('button', { name: 'Play' }).click()
  await receiver.untilHeadline('Errors', (value) => value < killed)
})

it('a moment that was scrubbed back to is the one that is shared, without what was done after it', async () => {
  const sender = await brokenRun()
  await sender.page.keyboard.press('Escape')
  // Done to the run that stands at its newest moment, and so after the one that is looked back at.
  await sender.page.keyboard.press('x')
  for (let i = 0; i < 4; i++) await sender.page.keyboard.press(',')
  await sender.page.getByRole('button', { name: 'Share this moment' }).click()
  await sender.page
    .getByRole('dialog')
    .getByText(/^At \d/)
    .waitFor()
  const link = await takeLink(sender)
  const moment = momentOf(link)
  const faults = moment.actions.flatMap((action) => (action.type === 'fault' ? [action.fault.type] : []))
  expect(faults).toEqual(['kill'])
  const receiver = await received(link)
  const shown = await frameAt(sender.page, moment.atTick)
  expect(shown).not.toBeNull()
  expect(await frameAt(receiver.page, moment.atTick)).toEqual(shown)
  await untilSameFigures(receiver, sender)
})
