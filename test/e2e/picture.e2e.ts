import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { readLink } from '../../src/document/link/link.ts'
import { linkInPicture } from '../../src/document/picture-link.ts'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage } from './app-page.ts'

declare global {
  interface Window {
    /** Texts of each picture of a film. */
    filmTexts: string[][]
  }
}

let browser: Awaited<ReturnType<typeof launchBrowser>>
let app: AppPage

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.untilHeadline('Goodput', (value) => value > 1000)
  await app.chooseFromMenu('Save or copy a picture…')
  await app.page.getByRole('dialog').waitFor()
})

afterAll(() => browser.close())

async function saved(page: Page): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ])
  return {
    name: download.suggestedFilename(),
    bytes: new Uint8Array(await readFile(await download.path())),
  }
}

/** The design in the link that a picture carries. */
function designIn(bytes: Uint8Array) {
  const opened = readLink(linkInPicture(bytes) ?? '')
  return opened.ok ? opened.value.design : null
}

it('the SVG of the running example holds its names and numbers as text, and its link', async () => {
  await app.page.getByRole('radio', { name: 'SVG' }).click()
  const { name, bytes } = await saved(app.page)
  expect(name).toBe('From-zero-to-millions.svg')
  const svg = new TextDecoder().decode(bytes)
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text)
  expect(texts).toEqual(expect.arrayContaining(['Client', 'Load balancer', 'web-1', 'Primary DB', 'Region']))
  expect(texts.filter((text) => /^[\d,.]+(k|M)?\/s$/.test(text!)).length).toBeGreaterThan(8)
  expect(texts.filter((text) => /^p95 [\d,.]+ (ms|s)$/.test(text!)).length).toBeGreaterThan(2)
  expect(designIn(bytes)?.nodes).toHaveLength(18)
})

it('without numbers the SVG holds the names alone', async () => {
  const numbers = app.page.getByRole('switch', { name: 'Numbers of the run' })
  await numbers.click()
  const svg = new TextDecoder().decode((await saved(app.page)).bytes)
  await numbers.click()
  expect(svg).toContain('>Client</text>')
  expect(svg).not.toMatch(/>[\d,.]+\/s</)
})

it('the PNG is as large as it says, is painted, and carries the link', async () => {
  await app.page.getByRole('radio', { name: 'PNG' }).click()
  await app.page.getByRole('radio', { name: '3×' }).click()
  const { name, bytes } = await saved(app.page)
  expect(name).toBe('From-zero-to-millions.png')
  expect(designIn(bytes)?.title).toBe('From zero to millions')
  const picture = await app.page.evaluate(colours, [...bytes])
  const said = await app.page.locator('.picture-size').innerText()
  expect(said.replaceAll(',', '')).toBe(`${picture.width} × ${picture.height} px`)
  expect(picture.distinct).toBeGreaterThan(50)
})

it('a picture that was copied is a PNG on the clipboard', async () => {
  await app.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await app.page.getByRole('button', { name: 'Copy', exact: true }).click()
  await app.page.getByText('Copied.').waitFor()
  const types = await app.page.evaluate(async () => (await navigator.clipboard.read())[0]?.types ?? [])
  expect(types).toContain('image/png')
})

it('the next seconds of the run become a WebM', async () => {
  await app.page.getByRole('radio', { name: '1×' }).click()
  await app.page.getByRole('radio', { name: 'The next' }).click()
  await app.page.getByRole('radio', { name: '3 s' }).click()
  await recorded(app.page)
})

it('the last seconds of a run become a WebM that begins before a kill and ends after it', async () => {
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('dialog').waitFor({ state: 'detached' })
  await app.page.getByRole('button', { name: 'Kill a server' }).click()
  await app.until(
    () => app.marks(),
    (marks) => marks.includes('kill'),
    'the kill',
  )
  await app.page.getByRole('button', { name: 'Pause', exact: true }).click()
  await app.chooseFromMenu('Save or copy a picture…')
  await app.page.getByRole('radio', { name: '1×' }).click()
  await app.page.getByRole('radio', { name: '3 s' }).click()
  await app.page.evaluate(noteFilmTexts)
  await recorded(app.page, () =>
    app.page.getByRole('img', { name: 'The film that is being recorded' }).waitFor(),
  )
  const pictures = await app.page.evaluate(() => window.filmTexts)
  expect(pictures[0]).toContain('Client')
  const killed = pictures.map((texts) => texts.some((text) => text.startsWith('Killed')))
  expect(killed[0]).toBe(false)
  expect(killed.at(-1)).toBe(true)
  expect(killed.indexOf(true)).toBe(killed.lastIndexOf(false) + 1)
})

/** Records a film and expects a WebM; `during` is done while it is recorded. */
async function recorded(page: Page, during: () => Promise<void> = async () => {}): Promise<void> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Record' }).click()
  const [download] = await Promise.all([downloading, during()])
  expect(download.suggestedFilename()).toBe('From-zero-to-millions.webm')
  const bytes = await readFile(await download.path())
  // The head of every EBML file, of which WebM is one.
  expect(bytes.subarray(0, 4).toString('hex')).toBe('1a45dfa3')
  expect(bytes.length).toBeGreaterThan(10_000)
}

it('a picture that was saved opens again as its design', async () => {
  await app.page.getByRole('radio', { name: 'SVG' }).click()
  const { bytes } = await saved(app.page)
  await app.page.keyboard.press('Escape')
  await app.page.getByRole('dialog').waitFor({ state: 'detached' })
  await app.chooseFromMenu('New empty design')
  await app.untilNodes(0)
  const [chooser] = await Promise.all([
    app.page.waitForEvent('filechooser'),
    app.chooseFromMenu('Open JSON file…'),
  ])
  await chooser.setFiles({ name: 'picture.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(bytes) })
  await app.node('Load balancer').waitFor()
  await app.untilNodes(18)
})

/** Size of a picture and how many colours it has; runs in the page. */
async function colours(bytes: readonly number[]) {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }))
  const { width, height } = bitmap
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')!
  context.drawImage(bitmap, 0, 0)
  const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)
  return { width, height, distinct: new Set(pixels).size }
}

/** Notes what is written on the canvas of the next film, picture by picture; runs in the page. */
function noteFilmTexts() {
  window.filmTexts = []
  let film: HTMLCanvasElement | null = null
  const { captureStream } = HTMLCanvasElement.prototype
  HTMLCanvasElement.prototype.captureStream = function (rate) {
    film = this
    return captureStream.call(this, rate)
  }
  const { fillText, setTransform } = CanvasRenderingContext2D.prototype
  // Every picture begins with the transformation of its canvas as it was made.
  CanvasRenderingContext2D.prototype.setTransform = function (...values: readonly unknown[]) {
    if (this.canvas === film && values.join() === '1,0,0,1,0,0') window.filmTexts.push([])
    Reflect.apply(setTransform, this, values)
  }
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, width) {
    if (this.canvas === film) window.filmTexts.at(-1)?.push(text)
    Reflect.apply(fillText, this, width === undefined ? [text, x, y] : [text, x, y, width])
  }
}
