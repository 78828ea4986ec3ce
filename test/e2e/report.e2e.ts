import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Worker } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { designLink } from '../../src/document/link/link.ts'
import type { Design } from '../../src/model/design.ts'
import { writeDesign } from '../../src/model/write.ts'
import { launchBrowser } from '../support/chromium.ts'
import { errorsOf } from '../support/page-errors.ts'
import { ROOT } from '../support/paths.ts'
import { draw } from '../support/simulate.ts'
import { AppPage, firstNumber } from './app-page.ts'

const PLACES = { client: 0, lb: 1, 'web-1': 2, 'web-2': 2, db: 3, replica: 4 }
const QUICK = { serviceMs: 2, localDataMs: 2 }
const drawn = draw(
  {
    client: ['client', { ratePerSec: 200 }],
    lb: ['load-balancer', { healthIntervalMs: 1000 }],
    'web-1': ['web', QUICK],
    'web-2': ['web', QUICK],
    db: ['database'],
    replica: ['replica'],
  },
  ['client > lb > web-1 > db > replica', 'lb > web-2 > db', 'web-1 > replica', 'web-2 > replica'],
)
const design: Design = {
  ...drawn,
  nodes: drawn.nodes.map((node) => ({
    ...node,
    label: node.id,
    position: { x: 250 * PLACES[node.id as keyof typeof PLACES], y: node.id === 'web-2' ? 170 : 0 },
  })),
}
const PARTS = design.nodes.length - 1

let browser: BrowserContext
let app: AppPage

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  app = new AppPage(await browser.newPage())
  await app.open(`${inject('appUrl')}#${designLink(design)}`)
  await app.untilNodes(design.nodes.length)
  await app.untilClock(1)
})

// Closing fails when the page has logged an error that no test has named.
afterAll(() => browser.close())

const report = () => app.page.getByRole('dialog', { name: 'Resilience report' })
const rows = () =>
  report()
    .getByRole('list', { name: /worst first/ })
    .locator('> li')
const button = (name: string) => report().getByRole('button', { name, exact: true })

async function openReport(): Promise<void> {
  // The strip's own button would begin a report at once.
  await app.chooseFromMenu('Resilience report')
  await report().waitFor()
}

async function closeReport(): Promise<void> {
  await app.page.keyboard.press('Escape')
  await report().waitFor({ state: 'detached' })
}

/** What the shell prints of the design. */
function printed(...words: string[]): string {
  const program = join(ROOT, 'src/cli/faultline.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    input: writeDesign(design),
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

async function exported(name: string): Promise<string> {
  const download = app.page.waitForEvent('download')
  await button(name).click()
  return readFileSync(await (await download).path(), 'utf8')
}

it('a report that is stopped half-way keeps its rows', async () => {
  await openReport()
  await report().getByRole('radio', { name: '5 seeds' }).click()
  await report().getByRole('checkbox', { name: 'Wires too' }).check()
  await button('Prove it').click()
  await rows().first().waitFor({ timeout: 60_000 })
  await button('Stop').click()
  const words = await report()
    .getByText(/^Stopped after/)
    .innerText()
  const kept = await rows().count()
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(PARTS + design.edges.length)
  // All runs of a row are over, and a cancelled one adds none to the rows later.
  expect(firstNumber(words)).toBeGreaterThanOrEqual(kept * 5)
  await closeReport()
  await openReport()
  expect(await rows().count()).toBe(kept)
  await closeReport()
})

it('a worker that dies costs a second try, and an edit is said: the report is whole, of the design before, in the bytes of the shell', async () => {
  errorsOf(browser).expect(/lost on purpose/)
  await openReport()
  const others = new Set<Worker>(app.page.workers())
  await button('Prove it again').click()
  const [worker] = await app.until(
    async () => app.page.workers().filter((one) => !others.has(one) && /\/sim\./.test(one.url())),
    (found) => found.length > 0,
    'a worker of the report',
  )
  await worker!.evaluate(() => {
    setTimeout(() => {
      throw new Error('lost on purpose')
    })
  })
  await app.until(
    async () => app.page.workers().includes(worker!),
    (isThere) => !isThere,
    'the end of the worker',
  )
  await closeReport()
  await app.node('web-2').click({ position: { x: 20, y: 12 } })
  await app.page.keyboard.press('Delete')
  await app.untilNodes(design.nodes.length - 1)
  await openReport()
  await report()
    .getByText(/^Done in .*The design has been edited since: these rows are about the one before\.$/)
    .waitFor({ timeout: 120_000 })
  expect(await rows().count()).toBe(PARTS)
  expect(
    await report()
      .getByText(/Not judged/)
      .count(),
  ).toBe(0)
  for (const [name, form] of [
    ['JSON', '--json'],
    ['CSV', '--csv'],
    ['Markdown', '--markdown'],
  ] as const)
    expect(await exported(name), form).toBe(printed('resilience', '-', form))
  await closeReport()
  await app.page.keyboard.press('Control+z')
  await app.untilNodes(design.nodes.length)
})

it('what the panel says of a loss, and what helps, is what the shell prints', async () => {
  interface Spof {
    readonly target: string
    readonly reason: string
    readonly remedy: string | null
  }
  const { classes }: { classes: Record<string, { spofs: Spof[] }> } = JSON.parse(
    printed('spof', '-', '--json'),
  )
  const panel = app.page.getByRole('region', { name: 'If it dies' })
  for (const id of ['lb', 'db', 'web-1']) {
    await app.node(id).click({ position: { x: 20, y: 12 } })
    const said = Object.values(classes).flatMap(({ spofs }) => spofs.filter(({ target }) => target === id))
    await app.until(
      async () => panel.innerText(),
      (text) =>
        said.some(
          ({ reason, remedy }) => text.includes(reason) && (remedy === null || text.includes(remedy)),
        ),
      `the shell's words on ${id}: ${JSON.stringify(said)}`,
    )
  }
})
