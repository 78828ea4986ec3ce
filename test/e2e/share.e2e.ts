import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { designLink, readLink, writeLink } from '../../src/document/link/link.ts'
import { withLinkInSvg } from '../../src/document/picture-link.ts'
import type { Design } from '../../src/model/design.ts'
import { launchBrowser } from '../support/chromium.ts'
import { draw } from '../support/simulate.ts'
import { AppPage } from './app-page.ts'
import { linkFrom } from './share-page.ts'

let browser: BrowserContext
const base = inject('appUrl')

beforeAll(async () => {
  browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  await browser.grantPermissions(['clipboard-read', 'clipboard-write'])
})

afterAll(() => browser.close())

async function appAt(address: string, context = browser): Promise<AppPage> {
  const app = new AppPage(await context.newPage())
  await app.open(address)
  return app
}

/** Somebody else's browser, with nothing in it. */
async function elsewhere(look: (context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  try {
    await look(context)
  } finally {
    await context.close()
  }
}

const drawn: Design = {
  ...draw({ client: ['client', { ratePerSec: 300 }], web: ['web'], db: ['database'] }, ['client > web > db']),
  title: 'Three in a row',
  notes: 'Look at the database.',
}
const banner = (app: AppPage) => app.page.locator('.document-banner')
const title = (app: AppPage) => app.page.getByRole('textbox', { name: /title/i }).first().inputValue()

/** Lets files fall on the page. */
const drop = (app: AppPage, ...files: readonly (readonly [name: string, text: string])[]) =>
  app.page.evaluate((dropped) => {
    const data = new DataTransfer()
    for (const [name, text] of dropped) data.items.add(new File([text], name))
    const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
    document.querySelector('.react-flow')?.dispatchEvent(event)
  }, files)

describe('a design that was drawn', () => {
  it('goes through the copied link into another browser, and is kept there as a copy of its own', async () => {
    const app = await appAt(base)
    await app.chooseFromMenu('New empty design')
    await app.untilNodes(0)
    await app.dragKind('Client', 120, 200)
    await app.dragKind('Web server', 340, 200)
    await app.drawWire('Client', 'Web server')
    await app.page.getByRole('button', { name: 'Share', exact: true }).click()
    await app.page.getByRole('button', { name: 'Copy link' }).click()
    await app.page.getByRole('button', { name: 'Copied' }).waitFor()
    const link = await app.page.evaluate(() => navigator.clipboard.readText())
    await app.page.keyboard.press('Escape')

    await elsewhere(async (context) => {
      const other = await appAt(link, context)
      await other.untilNodes(2)
      await other.untilWires(1)
      await banner(other).getByText('kept as a copy').waitFor()
      await other.until(
        () => other.page.evaluate(() => location.hash),
        (hash) => hash === '',
        'the clean address',
      )
      expect(await other.page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
      await other.node('Client').click({ position: { x: 20, y: 12 } })
      await other.page.keyboard.press('Delete')
      await other.untilNodes(1)
      await other.page.keyboard.press('Control+z')
      await other.untilNodes(2)
      await other.page.reload()
      await other.untilNodes(2)
    })
    await app.page.close()
  })

  it('is read only where the link hides the editing, and speaks the language of the link for that page alone', async () => {
    const shared = { design: drawn, moment: null, view: null, language: 'ko', editing: false } as const
    const app = await appAt(`${base}#${writeLink(shared)}`)
    await banner(app).getByText('보기 전용으로 공유된 설계입니다').waitFor()
    await app.page
      .locator('.react-flow__node')
      .first()
      .click({ position: { x: 20, y: 12 } })
    await app.page.keyboard.press('Delete')
    await app.page.locator('.canvas-notice').waitFor()
    await app.untilNodes(3)
    await app.page.goto('about:blank')
    await app.open(base)
    await app.page.getByRole('button', { name: 'Share', exact: true }).waitFor()
    await app.page.close()
  })

  it('is looked at where the link says, with what it says selected', async () => {
    const view = { x: 0, y: 0, zoom: 1.6, nodes: ['db'], wires: [] }
    const app = await appAt(
      `${base}#${writeLink({ design: drawn, moment: null, view, language: null, editing: true })}`,
    )
    await app.page.locator('.react-flow__node.selected[data-id="db"]').waitFor()
    const transform = () => app.page.locator('.react-flow__viewport').getAttribute('style')
    await app.until(transform, (style) => style?.includes('scale(1.6)') === true, 'the zoom of the link')
    await app.page.close()
  })
})

describe('a link in an open tab', () => {
  it('opens beside the draft, and the way back leads to it', async () => {
    const app = await appAt(base)
    await app.chooseFromMenu('New empty design')
    await app.untilNodes(0)
    await app.dragKind('Cache', 200, 200)
    await app.untilNodes(1)
    await app.page.evaluate((hash) => location.assign(hash), `#${designLink(drawn)}`)
    await app.untilNodes(3)
    await banner(app)
      .getByRole('button', { name: /^Back to/ })
      .click()
    await app.untilNodes(1)
    await app.page.close()
  })

  it('opens when it is pasted on the canvas, too', async () => {
    const app = await appAt(base)
    await app.page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      `look: ${base}#${designLink(drawn)}`,
    )
    await app.page.keyboard.press('Control+v')
    await app.untilNodes(3)
    await app.page.close()
  })

  it('opens from a picture that is dropped on the page, and of several files none is opened', async () => {
    const app = await appAt(base)
    await app.chooseFromMenu('Open the example')
    await app.untilNodes(18)
    const picture = withLinkInSvg(
      '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
      `${base}#${designLink(drawn)}`,
    )
    await drop(app, ['a.svg', picture], ['b.svg', picture])
    await banner(app).getByText('nothing was opened of the 2').waitFor()
    await drop(app, ['bare.svg', '<svg xmlns="http://www.w3.org/2000/svg"></svg>'])
    await banner(app).getByText('carries no design').waitFor()
    await app.untilNodes(18)
    await drop(app, ['drawn.svg', picture])
    await app.untilNodes(3)
    await app.page.close()
  })

  it('named after an example opens that example', async () => {
    const app = await appAt(`${base}#example=stage-4`)
    expect(await title(app)).toMatch(/Stage 4/)
    const link = await linkFrom(app)
    expect(link).toBe(`${base}#example=stage-4`)
    await app.page.close()
  })
})

describe('a link that is wrong', () => {
  const link = designLink(drawn)
  it.each([
    ['cut', link.slice(0, 80), 'ends after 80 characters'],
    ['damaged', link.replace(/.(?=....$)/, '!'), '“!”'],
    [
      'changed',
      `${link.slice(0, 20)}${link[20] === 'A' ? 'B' : 'A'}${link.slice(21)}`,
      'checksum does not fit',
    ],
    ['of a newer version', link.replace(/^4/, '7'), 'links of version 7'],
  ])('%s is said in full, and the draft is as it was', async (_name, address, words) => {
    const app = await appAt(base)
    await app.chooseFromMenu('New empty design')
    await app.untilNodes(0)
    await app.dragKind('Cache', 200, 200)
    await app.page.evaluate((hash) => location.assign(hash), `#${address}`)
    const panel = app.page.getByRole('dialog', { name: 'This link could not be opened' })
    await panel.getByText(words).waitFor()
    await panel.getByRole('button', { name: 'Open my last design' }).click()
    await app.untilNodes(1)
    await app.page.close()
  })

  it('holds a moment that cannot be, and is refused with its place', async () => {
    const moment = {
      engine: '2.0.0',
      oneOf: 1,
      atTick: 10,
      actions: [
        { type: 'edit', tick: 5, change: { nodes: [{ ...drawn.nodes[0]!, params: { ratePerSec: -1 } }] } },
      ],
    } as const
    const hostile = writeLink({ design: drawn, moment, view: null, language: null, editing: true })
    const app = await appAt(`${base}#${hostile}`)
    const panel = app.page.getByRole('dialog', { name: 'This link could not be opened' })
    await panel.getByText(/actions\[0\].*an edit leads to a design that is not valid/).waitFor()
    await app.page.close()
  })

  it('has labels that are only text', async () => {
    const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    const nodes = drawn.nodes.map((node) => ({ ...node, label: evil }))
    const hostile = { ...drawn, title: evil, notes: evil, nodes }
    const app = await appAt(`${base}#${designLink(hostile)}`)
    await app.untilNodes(3)
    const shown = await linkFrom(app)
    const read = readLink(shown)
    expect(read.ok && read.value.design.title).toBe(evil)
    expect(await app.page.title()).not.toMatch(/^[12]$/)
    expect(await app.page.locator('img[src="x"]').count()).toBe(0)
    await app.page.close()
  })
})
