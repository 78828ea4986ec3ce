import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowser } from './support/chromium.ts'
import { APP_DIST, ROOT } from './support/paths.ts'
import { serveStatic } from './support/static-server.ts'

const OUT = join(ROOT, 'shots')
const LOCALES = { en: 'en-US', ko: 'ko-KR' } as const
const SCHEMES = ['dark', 'light'] as const
const VIEWPORTS = {
  wide: { width: 1440, height: 900 },
  middle: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const
/** Simulated seconds before the first picture: by then the caches are warm enough to look like a running system. */
const WARM_MS = 9000

type Width = keyof typeof VIEWPORTS

/** The main states of the page, each reached from the one before it as a person would. */
const STATES: readonly {
  readonly name: string
  readonly on: readonly Width[]
  readonly reach: (page: Page) => Promise<void>
}[] = [
  { name: 'running', on: ['wide', 'middle', 'phone'], reach: (page) => page.waitForTimeout(WARM_MS) },
  { name: 'killed', on: ['wide', 'phone'], reach: killServer },
  { name: 'selected', on: ['wide', 'middle', 'phone'], reach: selectPrimary },
  { name: 'outline', on: ['wide'], reach: openOutline },
  { name: 'empty', on: ['wide', 'phone'], reach: emptyDesign },
]

async function killServer(page: Page): Promise<void> {
  await page.locator('.react-flow__node[data-id="web-2"]').click({ position: { x: 12, y: 10 } })
  await page.keyboard.press('k')
  await page.waitForTimeout(3500)
}

async function selectPrimary(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.locator('.react-flow__node[data-id="db-1"]').click({ position: { x: 12, y: 10 } })
  await page.waitForTimeout(1500)
}

async function openOutline(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  await page.getByRole('dialog').waitFor()
  await page.waitForTimeout(600)
}

async function emptyDesign(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } })
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.waitForTimeout(800)
}

// Every look that a change can break, because nobody remembers to open all of them by hand.
const server = await serveStatic(APP_DIST)
mkdirSync(OUT, { recursive: true })
for (const [language, locale] of Object.entries(LOCALES)) {
  for (const colorScheme of SCHEMES) {
    for (const [width, viewport] of Object.entries(VIEWPORTS)) {
      const browser = await launchBrowser({ locale, colorScheme, viewport })
      const page = await browser.newPage()
      await page.goto(server.url)
      for (const { name, reach } of STATES.filter((state) =>
        (state.on as readonly string[]).includes(width),
      )) {
        await reach(page)
        const path = join(OUT, `${language}-${colorScheme}-${width}-${name}.png`)
        await page.screenshot({ path })
        console.log(path)
      }
      await browser.close()
    }
  }
}
await server.close()
