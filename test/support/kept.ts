import type { BrowserContext, Page } from 'playwright-core'
import { SAVE_AFTER_MS } from '../../src/document/desk.ts'
import { textChecksum } from '../../src/document/document.ts'

/** A record of the page's database, as it lies there. */
export interface KeptRecord {
  readonly id: string
  readonly text: string
  readonly checksum: string
  readonly revision: number
}

/** The newest text of each document, read from the page's own database. */
export function keptRecords(page: Page): Promise<KeptRecord[]> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const database = await done(indexedDB.open('faultline'))
    const all = await done(database.transaction('contents').objectStore('contents').getAll())
    database.close()
    return all.filter(({ generation }) => generation === 'now')
  })
}

/** Found by its place, because behind a dialog no role is. */
export const titleField = (page: Page) => page.locator('.top-bar-title input')

/** Gives the open design a title, which is the shortest edit that there is. */
export async function giveTitle(page: Page, title: string): Promise<void> {
  await titleField(page).fill(title)
  await titleField(page).press('Enter')
}

/** Waits until the page says that everything is kept. */
export const untilSaved = (page: Page): Promise<void> => page.locator('.top-bar-saved-saved').waitFor()

export type KillOutcome = 'old' | 'new'

/**
 * Edits the design that this browser had open last, kills the page's process at a point round the saving that the seed
 * chooses, and opens the design again. Tells which revision was there; throws where it is neither the old nor the new one.
 */
export async function killWhileSaving(
  browser: BrowserContext,
  url: string,
  seed: number,
): Promise<KillOutcome> {
  // The page that showed the outcome of the kill before is the one that is killed next.
  const page = browser.pages().find((open) => open.url().startsWith(url)) ?? (await opened(browser, url))
  const before = await titleField(page).inputValue()
  const after = `state ${seed}`
  await giveTitle(page, after)
  await page.waitForTimeout(momentOf(seed))
  await kill(page)
  return outcomeOf(browser, url, { before, after })
}

async function opened(browser: BrowserContext, url: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(url)
  await page.locator('.react-flow').waitFor()
  return page
}

/** Most kills strike while the transaction runs, some before and after it: the first one is certain to come before. */
function momentOf(seed: number): number {
  if (seed === 0) return 0
  const chance = ((Math.imul(seed + 1, 0x9e3779b1) >>> 8) % 1000) / 1000
  return seed % 4 === 0 ? chance * 2 * SAVE_AFTER_MS : SAVE_AFTER_MS - 30 + chance * 60
}

/** The process ends without a word: no handler of the page runs. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // The answer never comes, because whoever should give it is gone.
  session.send('Page.crash').catch(() => undefined)
  await crashed
  await page.close()
}

async function outcomeOf(
  browser: BrowserContext,
  url: string,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<KillOutcome> {
  const page = await opened(browser, url)
  const title = await titleField(page).inputValue()
  const complaint = await page.getByRole('alert').count()
  for (const { text, checksum, id } of await keptRecords(page))
    if (textChecksum(text) !== checksum) throw new Error(`the text of ${id} is torn`)
  if (complaint > 0 || (title !== before && title !== after))
    throw new Error(`neither “${before}” nor “${after}” was there, but “${title}”`)
  return title === after ? 'new' : 'old'
}
