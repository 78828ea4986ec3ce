import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { designLink } from '../../src/document/link/link.ts'
import type { Design } from '../../src/model/design.ts'
import { launchBrowser } from '../support/chromium.ts'
import { draw } from '../support/simulate.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

afterAll(async () => {
  await browser.close()
})

const drawn = draw(
  {
    client: ['client', { ratePerSec: 100 }],
    lb: ['load-balancer'],
    a: ['web'],
    b: ['web'],
    db: ['database'],
  },
  ['client > lb > a > db', 'lb > b > db'],
)
/** A scenario kills a server. */
const design: Design = {
  ...drawn,
  nodes: drawn.nodes.map((node, index) => ({
    ...node,
    label: node.id,
    position: { x: 260 * index, y: node.id === 'a' ? 0 : 160 },
  })),
  scenario: { seed: 7, events: [{ at: 1, type: 'kill', target: 'a' }] },
}

async function states(app: AppPage): Promise<Record<string, string>> {
  return Object.fromEntries((await app.outline()).map((row) => [row[0] ?? '', row[2] ?? '']))
}

it('a worker that hangs while a cut, a slow server and a kill of the scenario are on is replaced, and all of them stay on', async () => {
  const app = new AppPage(await browser.newPage())
  await app.open(`${inject('appUrl')}#${designLink(design)}`)
  await app.untilClock(2)
  await app.node('db').click({ button: 'right', position: { x: 20, y: 12 } })
  await app.page.getByRole('menuitem', { name: 'Slow down ×10', exact: true }).click()
  await app.chooseFromMenu('Outline')
  await app.page.getByRole('button', { name: 'Cut b → db' }).click()
  await app.page.keyboard.press('Escape')
  await app.until(
    () => app.marks(),
    (marks) => ['kill', 'slow', 'cut'].every((mark) => marks.includes(mark)),
    'three faults',
  )
  const before = await states(app)
  expect(before.a).toMatch(/down/)
  expect(before.db).toMatch(/slow/)
  const marks = (await app.marks()).split(' ')
  const worker = app.page.workers().find((one) => /\/sim\./.test(one.url()))
  await worker?.evaluate(() => {
    setTimeout(() => {
      for (;;);
    })
  })
  await app.page.getByText('exactly as it had been').waitFor({ timeout: 40_000 })
  const clock = await app.clockSec()
  await app.untilClock(clock + 1)
  expect(await states(app)).toEqual(before)
  const now = (await app.marks()).split(' ')
  for (const mark of ['kill', 'slow', 'cut'])
    expect(now.filter((one) => one === mark).length, mark).toBe(marks.filter((one) => one === mark).length)
  await app.page.close()
})
