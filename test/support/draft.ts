import type { Page } from 'playwright-core'

/**
 * Opens the page on a design, as if it were this browser's last draft. It is written in the form of the builds before the
 * library, so that every test that begins so tries that drafts are taken over as well.
 */
export async function openWithDesign(page: Page, url: string, text: string): Promise<void> {
  // Any file of the origin will do to reach its storage before the page itself runs.
  await page.goto(new URL('icon.svg', url).href)
  await page.evaluate(async (draft) => {
    const request = indexedDB.open('faultline', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt')
    }
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve
      request.onerror = () => reject(request.error)
    })
    const transaction = request.result.transaction('drafts', 'readwrite')
    transaction.objectStore('drafts').put({ id: 'test', text: draft, savedAt: Date.now() })
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve
      transaction.onerror = () => reject(transaction.error)
    })
    request.result.close()
  }, text)
  await page.goto(url)
  await page.locator('.react-flow').waitFor()
}
