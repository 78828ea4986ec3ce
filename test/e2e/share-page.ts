import type { Page } from 'playwright-core'
import { SYSTEM } from '../../src/sim/stats/frame.ts'
import type { AppPage } from './app-page.ts'

/** Columns that say how a page computed a frame, and not what happened in it. */
const OF_THE_PAGE = [SYSTEM.indexOf('layoutVersion'), SYSTEM.indexOf('speed')]
const TICK = SYSTEM.indexOf('tick')

/** Before the page's own code: keeps the frames that the worker sends, as they are, by their tick. */
export async function keepFrames(page: Page): Promise<void> {
  await page.addInitScript({ content: `(${tapFrames})(${TICK})` })
}

/** Every figure of the frame of a tick that the page was sent, to the last bit; null where there was none. */
export async function frameAt(page: Page, tick: number): Promise<readonly number[] | null> {
  const figures = await page.evaluate(
    (wanted) => (globalThis as unknown as Kept).keptFrames.get(wanted) ?? null,
    tick,
  )
  return figures?.filter((_, index) => !OF_THE_PAGE.includes(index)) ?? null
}

interface Kept {
  readonly keptFrames: ReadonlyMap<number, readonly number[]>
}

/** As text, because the script runner would rename what stands in a function. */
const tapFrames = `function (tick) {
  const frames = new Map()
  Object.assign(globalThis, { keptFrames: frames })
  const { set } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    configurable: true,
    set(handler) {
      set.call(this, (event) => {
        const { type, data } = event.data ?? {}
        if (type === 'frame') frames.set(data[tick], [...data])
        handler?.call(this, event)
      })
    },
  })
}`

/** Opens the share dialog, chooses options by their names, and gives the link that it shows. */
export async function linkFrom(app: AppPage, ...options: readonly string[]): Promise<string> {
  await app.page.getByRole('button', { name: 'Share', exact: true }).click()
  const dialog = app.page.getByRole('dialog', { name: 'Share this design' })
  await dialog.waitFor()
  for (const name of options) {
    const option = dialog.getByRole('switch', { name })
    await app.until(() => option.isEnabled(), Boolean, `option ${name}`)
    await option.click()
  }
  return takeLink(app)
}

/** The link of the dialog that is open, which is closed then. */
export async function takeLink(app: AppPage): Promise<string> {
  const dialog = app.page.getByRole('dialog', { name: 'Share this design' })
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  await app.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  return link
}

/**
 * What the page says in numbers: the headline, and the tables of the outline. What a loss would mean and what can be done
 * are about the present, whatever moment is looked at.
 */
export async function shownFigures(app: AppPage): Promise<readonly string[]> {
  const headline = await app.page.locator('.headline-figure').allInnerTexts()
  return [
    ...headline,
    ...(await app.outline()).map((row) =>
      row.filter((_, column) => column !== 3 && column < row.length - 1).join(' | '),
    ),
  ]
}
