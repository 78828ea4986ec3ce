import { afterEach, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'

let browser: Awaited<ReturnType<typeof launchBrowser>> | undefined

afterEach(async () => {
  await browser?.close()
})

/** Widths between the layouts, and windows that people have. */
const WIDTHS = [
  1920, 1541, 1540, 1440, 1366, 1341, 1340, 1280, 1200, 1181, 1180, 1024, 800, 701, 700, 390, 360,
]

it.each(['en-US', 'ko-KR'])(
  'at no width anything of the top bar is cut off or stands in a second line, in %s',
  async (locale) => {
    browser = await launchBrowser({ viewport: { width: 1440, height: 900 }, locale })
    const page = await browser.newPage()
    await page.goto(inject('appUrl'))
    await page.locator('.top-bar [aria-haspopup=menu]').last().waitFor()
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 })
      await page.locator(width > 700 ? '.top-bar .users-control' : '.top-bar-phone').waitFor()
      const outside = await page.locator('.top-bar').evaluate((bar) => {
        const { right, bottom } = bar.getBoundingClientRect()
        return [...bar.querySelectorAll('*')]
          .map((part) => [part.className.toString(), part.getBoundingClientRect()] as const)
          .filter(([, box]) => box.width > 0 && (box.right > right + 0.5 || box.bottom > bottom + 0.5))
          .map(([name]) => name)
      })
      expect([width, outside]).toEqual([width, []])
    }
  },
)
