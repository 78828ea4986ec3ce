import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { launchBrowser } from './support/chromium.ts'
import { APP_DIST, ROOT } from './support/paths.ts'
import { serveStatic } from './support/static-server.ts'

const OUT = join(ROOT, 'shots')
const LOCALES = { en: 'en-US', ko: 'ko-KR' }
const SCHEMES = ['dark', 'light'] as const
const VIEWPORTS = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }

// Every look that a change can break, because nobody remembers to open all eight by hand.
const server = await serveStatic(APP_DIST)
mkdirSync(OUT, { recursive: true })
for (const [language, locale] of Object.entries(LOCALES)) {
  const browser = await launchBrowser({ locale })
  const page = await browser.newPage()
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme })
    for (const [width, viewport] of Object.entries(VIEWPORTS)) {
      await page.setViewportSize(viewport)
      await page.goto(server.url, { waitUntil: 'networkidle' })
      const path = join(OUT, `${language}-${colorScheme}-${width}.png`)
      await page.screenshot({ path })
      console.log(path)
    }
  }
  await browser.close()
}
await server.close()
