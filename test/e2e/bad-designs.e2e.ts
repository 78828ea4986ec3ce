import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, inject, it } from 'vitest'
import { designLink } from '../../src/document/link/link.ts'
import type { Design } from '../../src/model/design.ts'
import { launchBrowser } from '../support/chromium.ts'
import { draw, sends } from '../support/simulate.ts'
import { AppPage } from './app-page.ts'

let browser: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
})

// Closing fails when a page has logged an error.
afterAll(() => browser.close())

async function opened(design: Design): Promise<AppPage> {
  const app = new AppPage(await browser.newPage())
  await app.open(`${inject('appUrl')}#${designLink(design)}`)
  await app.untilNodes(design.nodes.length)
  return app
}

const wired = draw({ client: sends(100), web: ['web'] }, ['client > web'])

/** What it is, what the page says about it, and what its resilience report says before it begins or once it has ended. */
const SAID: readonly (readonly [what: string, design: Design, words: RegExp, report: RegExp])[] = [
  [
    'without a client',
    draw({ web: ['web'], db: ['database'] }, ['web > db']),
    /There is no client, so nothing sends requests/,
    /the design has no client/,
  ],
  [
    'whose client has no way to anything',
    draw({ client: sends(100), web: ['web'], db: ['database'] }, ['web > db']),
    /Client is not wired yet/,
    /Nothing could be judged/,
  ],
  [
    'with a circle of calls',
    draw({ client: sends(100), a: ['web'], b: ['web'] }, ['client > a', 'a > b', 'b > a']),
    /form a circle: a request would never end/,
    /form a circle: a request would never end/,
  ],
  [
    'whose scenario kills what does not exist',
    { ...wired, scenario: { seed: 1, events: [{ at: 1, type: 'kill', target: 'nobody' }] } },
    /The scenario breaks something that is not in the design/,
    /1 of 1 part is a single point of failure/,
  ],
]

it.each(SAID)('a design %s says so, and the page works on', async (_what, design, words, report) => {
  const app = await opened(design)
  await app.inspector.getByText(words).first().waitFor()
  await app.chooseFromMenu('Prove it: resilience report')
  const dialog = app.page.getByRole('dialog', { name: 'Resilience report' })
  const start = dialog.getByRole('button', { name: 'Prove it', exact: true })
  await start.waitFor()
  if (await start.isEnabled()) await start.click()
  await dialog.getByText(report).first().waitFor()
  await app.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  // Whatever can be done to it is done without an error.
  await app.page.keyboard.press('x')
  await app.page.keyboard.press('x')
  await app.dragKind('Cache', 700, 120)
  await app.untilNodes(design.nodes.length + 1)
  await app.page.close()
})

it('an event on what does not exist is kept and named, and the others strike', async () => {
  const events = [
    { at: 0.5, type: 'kill', target: 'nobody' },
    { at: 1, type: 'kill', target: 'web' },
  ] as const
  const app = await opened({ ...wired, scenario: { seed: 1, events } })
  await app.inspector.getByText('“nobody” is not in the design. Choose another target.').waitFor()
  await app.untilHeadline('Errors', (value) => value > 50)
  await app.page.close()
})

const SERVERS = 1000

it(`a frame of ${SERVERS.toLocaleString('en')} servers runs, dies as a whole and comes back`, async () => {
  const ids = Array.from({ length: SERVERS }, (_, index) => `web-${index}`)
  const kinds = Object.fromEntries(ids.map((id) => [id, ['web']] as const))
  const drawn = draw({ client: sends(1000), lb: ['load-balancer'], tier: ['tier'], ...kinds }, [
    'client > lb',
    'lb > tier',
  ])
  const nodes = drawn.nodes.map((node) => {
    const index = ids.indexOf(node.id)
    if (node.kind === 'tier') return { ...node, params: { width: 5700, height: 2900 } }
    if (index < 0) return { ...node, position: { x: -400, y: 100 * node.id.length } }
    return {
      ...node,
      parent: 'tier',
      position: { x: 20 + (index % 40) * 140, y: 40 + Math.floor(index / 40) * 110 },
    }
  })
  const app = await opened({ ...drawn, nodes })
  await app.untilHeadline('Goodput', (value) => value > 800)
  const tier = app.page.locator('.react-flow__node[data-id="tier"]')
  await tier.focus()
  await app.page.keyboard.press('Enter')
  await app.page.keyboard.press('k')
  await app.untilHeadline('Errors', (value) => value > 50)
  await app.page.keyboard.press('k')
  await app.untilHeadline('Goodput', (value) => value > 800)
  await app.page.close()
})
