import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { writeLink } from '../../src/document/link/link.ts'
import type { LiveAction, RunMoment } from '../../src/model/run-log.ts'
import { ENGINE_VERSION } from '../../src/sim/core/vocabulary.ts'
import { launchBrowser } from '../support/chromium.ts'
import { draw, sends, withParams } from '../support/simulate.ts'

let browser: BrowserContext

beforeEach(async () => {
  browser = await launchBrowser({ viewport: { width: 1280, height: 800 }, locale: 'ko-KR' })
})

afterEach(() => browser.close())

const SERVERS = Array.from({ length: 80 }, (_, index) => `web-${index}`)
const EDITS = 600

/** Every edit of its moment is a design of many servers to compile, which takes a page seconds. */
const heavy = (() => {
  const start = draw(
    { client: sends(10), lb: ['load-balancer'], ...Object.fromEntries(SERVERS.map((id) => [id, ['web']])) },
    ['client > lb', ...SERVERS.map((id) => `lb > ${id}`)],
  )
  const design = { ...start, title: 'Far away' }
  const nodes = [8, 9].map((workers) => withParams(design, 'web-0', { workers }).nodes[2]!)
  const actions = Array.from(
    { length: EDITS },
    (_, index): LiveAction => ({ type: 'edit', tick: index, change: { nodes: [nodes[index % 2]!] } }),
  )
  const moment: RunMoment = { engine: ENGINE_VERSION, oneOf: 1, atTick: EDITS, actions }
  return writeLink({ design, moment, view: null, language: null, editing: true })
})()

const title = (page: Page) => page.locator('.top-bar-title input').inputValue()

it('a link with a long way to its moment says that it is being opened, until the page stands there', async () => {
  const page = await browser.newPage()
  await page.goto(`${inject('appUrl')}#${heavy}`)
  await page.getByRole('status').getByText('링크를 여는 중…').waitFor()
  expect(await page.locator('.react-flow').count()).toBe(0)
  await page.locator('.react-flow').waitFor({ timeout: 60_000 })
  expect(await page.locator('.app-opening').count()).toBe(0)
  expect(await title(page)).toBe('Far away')
})

it('when it is stopped, what the page would open without a link is there', async () => {
  const page = await browser.newPage()
  await page.goto(`${inject('appUrl')}#${heavy}`)
  await page.getByRole('button', { name: '중지' }).click()
  await page.locator('.react-flow').waitFor()
  expect(await page.locator('.app-opening').count()).toBe(0)
  expect(await title(page)).not.toBe('Far away')
  expect(await page.locator('.react-flow__node').count()).toBeGreaterThan(3)
})
