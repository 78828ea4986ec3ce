import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { giveTitle, untilSaved } from '../support/kept.ts'
import { AppPage } from './app-page.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly target: unknown }[]
  }[]
}

async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  // A panel that is still fading in has the colours of neither state.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)))
  const result = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResult> } }).axe.run(),
  )
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${JSON.stringify(node.target)}`),
  )
}

for (const colorScheme of ['dark', 'light'] as const) {
  it(`axe finds nothing on the running page, ${colorScheme}`, async () => {
    const browser = await launchBrowser({ viewport: { width: 1440, height: 900 }, colorScheme })
    const app = new AppPage(await browser.newPage())
    await app.open(inject('appUrl'))
    await app.untilHeadline('Goodput', (value) => value > 8000)
    expect(await app.page.locator('html').getAttribute('data-theme')).toBe(colorScheme)
    expect(await violations(app.page)).toEqual([])
    await app.node('Primary DB').click({ position: { x: 20, y: 12 } })
    await app.inspector.getByText('Write time').waitFor()
    expect(await violations(app.page)).toEqual([])
    await app.page.keyboard.press('Escape')
    await app.page.keyboard.press('r')
    await app.page
      .getByRole('button', { name: /^Show the/ })
      .first()
      .click()
    await app.page.getByRole('table', { name: 'Hops of the request' }).waitFor()
    expect(await violations(app.page)).toEqual([])
    await app.page.keyboard.press('r')
    await app.chooseFromMenu('Measure a run…')
    await app.page.getByRole('button', { name: 'Measure', exact: true }).click()
    await app.page.getByRole('progressbar', { name: 'Simulated time' }).waitFor()
    expect(await violations(app.page)).toEqual([])
    await app.page.keyboard.press('Escape')
    await app.page.keyboard.press('?')
    await app.page.getByRole('dialog').waitFor()
    expect(await violations(app.page)).toEqual([])
    await app.page.keyboard.press('Escape')
    await app.chooseFromMenu('Examples…')
    await app.page.locator('.gallery-card').first().waitFor()
    expect(await violations(app.page)).toEqual([])
    await app.page.keyboard.press('Escape')
    await giveTitle(app.page, 'kept')
    await untilSaved(app.page)
    await app.page.keyboard.press('Control+o')
    await app.page.locator('.library-picture svg').first().waitFor()
    expect(await violations(app.page)).toEqual([])
    await app.page.keyboard.press('Escape')
    await browser.close()
  })
}
