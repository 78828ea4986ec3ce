import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { writeDesign } from '../../src/model/write.ts'
import { launchBrowser } from '../support/chromium.ts'
import { everyKind } from '../support/designs.ts'
import { ROOT } from '../support/paths.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

afterAll(async () => {
  await browser.close()
})

/** Every kind, and what breaks in the first twenty seconds. */
const broken: Design = {
  ...everyKind(),
  scenario: {
    seed: 1,
    events: [
      { at: 4, type: 'kill', target: 'web-1', duration: 5 },
      { at: 6, type: 'slow', target: 'db', amount: 3, duration: 4 },
      { at: 11, type: 'spike', target: 'client', amount: 4, duration: 3 },
    ],
  },
}

const DURATION_SEC = 20
const SEEDS = [1, 4_294_967_295]

/** What the shell prints for a design document. */
function printedInNode(document: string, seed: number): string {
  const words = ['run', '-', '--seed', String(seed), '--duration', String(DURATION_SEC), '--json']
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'src/cli/faultline.mjs'), ...words],
    {
      input: document,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  if (status !== 0) throw new Error(stderr)
  return stdout
}

const textOf = async (download: Download): Promise<string> => readFileSync(await download.path(), 'utf8')

async function saved(page: Page, save: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download')
  await save()
  return textOf(await download)
}

async function openDocument(app: AppPage, document: string): Promise<void> {
  const chooser = app.page.waitForEvent('filechooser')
  await app.chooseFromMenu('Open JSON file…')
  const file = { name: 'design.json', mimeType: 'application/json', buffer: Buffer.from(document) }
  await (await chooser).setFiles([file])
}

/** Measures the open design in the page and saves the JSON. */
async function measuredInPage(app: AppPage, seed: number): Promise<string> {
  const dialog = app.page.getByRole('dialog')
  await dialog.getByLabel('Duration').fill(String(DURATION_SEC))
  await dialog.getByLabel('Seed').fill(String(seed))
  await dialog.getByRole('button', { name: 'Measure' }).click()
  await dialog.getByText(`18 s measured with seed ${seed};`).waitFor()
  return saved(app.page, () => dialog.getByRole('button', { name: 'Save JSON file' }).click())
}

async function expectSameBytes(app: AppPage, seeds: readonly number[]): Promise<void> {
  const document = await saved(app.page, () => app.chooseFromMenu('Save JSON file'))
  await app.chooseFromMenu('Measure a run…')
  const texts: string[] = []
  for (const seed of seeds) {
    const text = await measuredInPage(app, seed)
    expect(text).toBe(printedInNode(document, seed))
    texts.push(text)
  }
  expect(new Set(texts).size).toBe(seeds.length)
}

it('the opening example gives the same bytes in the page and in Node, beside its live run', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.untilHeadline('Goodput', (value) => value > 8000)
  const before = await app.clockSec()
  await expectSameBytes(app, SEEDS)
  expect(await app.clockSec()).toBeGreaterThan(before)
  await app.page.close()
})

it('a design of every kind with faults gives the same bytes in the page and in Node, whatever was done live', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await openDocument(app, writeDesign(broken))
  await app.node('Session store').waitFor()
  await app.untilHeadline('Offered', (value) => value > 100)
  await app.page.getByRole('button', { name: 'Kill a server' }).click()
  await expectSameBytes(app, [7])
  await app.page.close()
})
