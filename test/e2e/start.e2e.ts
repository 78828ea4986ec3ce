import type { BrowserContext } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { APP_DIST } from '../support/paths.ts'
import { serveStatic } from '../support/static-server.ts'

let browser: BrowserContext

beforeEach(async () => {
  browser = await launchBrowser()
})

afterEach(async () => {
  await browser.close()
})

it('the page starts without an error and asks only its own origin', async () => {
  const page = await browser.newPage()
  const errors: string[] = []
  const origins = new Set<string>()
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  await page.goto(inject('appUrl'), { waitUntil: 'networkidle' })
  await page.locator('#root > *').first().waitFor()
  expect(errors).toEqual([])
  expect([...origins]).toEqual([new URL(inject('appUrl')).origin])
})

it('after one visit every file of the page opens without a server', async () => {
  // A server of its own, because this test takes it away.
  const server = await serveStatic(APP_DIST)
  const page = await browser.newPage()
  await page.goto(server.url)
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('./sw.js')
    await navigator.serviceWorker.ready
  })
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await server.close()

  await page.reload()
  await page.locator('#root > *').first().waitFor()
  const statuses = await page.evaluate(async () => {
    const [name] = await caches.keys()
    const requests = await (await caches.open(name ?? '')).keys()
    return Promise.all(requests.map(async ({ url }) => (await fetch(url)).status))
  })
  expect(statuses.length).toBeGreaterThan(5)
  expect(new Set(statuses)).toEqual(new Set([200]))
})
