import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { SmokeBrowser } from './browser.ts'
import { nodeSelector, SmokePage } from './smoke-page.ts'

/** The main things that somebody does, in a browser that may be missing: then they are skipped, and their name says why. */
export function smokeTests<P>(
  name: string,
  program: P | null,
  launch: (program: P) => Promise<SmokeBrowser>,
  missing: string,
): void {
  describe.skipIf(program === null)(program === null ? `${name} (skipped: ${missing})` : name, () => {
    let page: SmokePage

    beforeAll(async () => {
      page = new SmokePage(await launch(program!))
    })
    afterAll(() => page.browser.close())

    // Each step goes on where the one before it ended.
    let broken = false
    beforeEach(({ skip }) => skip(broken, 'a step before it failed'))
    afterEach(({ task }) => {
      broken ||= task.result?.state === 'fail'
    })

    it('opens the example running, with charts and without a complaint', async () => {
      await page.browser.open(inject('appUrl'))
      await page.untilHeadline('Offered', 9000, 11_000)
      await page.until('charts', `document.querySelectorAll('.uplot canvas').length >= 2`)
      await page.until('what is painted on the canvas', `(${painted.toString()})()`)
      // Whatever the page has to say while it is fetched and kept for offline use has been said when its worker has it.
      await page.until('the keeping for offline use', 'navigator.serviceWorker.controller')
      expect(await page.browser.evaluate(NOTICES)).toEqual([])
    })

    it('draws a client and a server, and wires them', async () => {
      await page.click('button[aria-label="More"]')
      await page.click('[role=menuitem]', 'New empty design')
      await page.untilNodes(0)
      const { x, y } = await page.middleOf('.react-flow')
      await page.dragAndDrop(await page.middleOf('.palette-item', 'Client'), { x: x - 250, y })
      await page.untilNodes(1)
      await page.dragAndDrop(await page.middleOf('.palette-item', 'Web server'), { x: x + 100, y })
      await page.untilNodes(2)
      await page.drag(
        await page.middleOf(`${nodeSelector('Client')} .react-flow__handle.source`),
        await page.node('Web server'),
      )
      await page.untilWires(1)
      await page.untilHeadline('Goodput', 80, 120)
    })

    it('edits a field, which the running system follows', async () => {
      await page.click(nodeSelector('Client'))
      await page.click(RATE_FIELD)
      await page.type('250')
      await page.untilHeadline('Offered', 220, 280)
    })

    it('kills the server by its key, and brings it back by the same', async () => {
      await page.click(nodeSelector('Web server'))
      await page.press('k')
      await page.untilHeadline('Errors', 50, 100)
      await page.press('k')
      await page.untilHeadline('Errors', 0, 20)
    })

    it('has the work again after a reload', async () => {
      await page.until('the saving', `document.querySelector('.top-bar').innerText.includes('Saved')`)
      await page.browser.reload()
      await page.untilNodes(2)
      await page.untilWires(1)
      await page.untilHeadline('Offered', 220, 280)
      expect(await page.browser.evaluate(NOTICES)).toEqual([])
      expect(await page.browser.errors()).toEqual([])
    })
  })
}

const RATE_FIELD = 'aside input[inputmode="decimal"]'
const NOTICES = `[...document.querySelectorAll('.app-notice [role=alert], .app-broken')].map((one) => one.textContent)`

/** Runs in the page: whether the canvas over the graph shows anything. */
function painted(): boolean {
  const canvas = document.querySelector<HTMLCanvasElement>('.app-canvas canvas')
  const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
  return pixels?.some((value) => value > 0) ?? false
}
