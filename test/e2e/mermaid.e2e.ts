import { expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage } from './app-page.ts'

const KOREAN = `flowchart LR
  user([사용자]) --> lb{로드 밸런서}
  subgraph tier [웹 계층]
    w1[웹 서버 1]
    w2[웹 서버 2]
  end
  lb --> tier
  tier --> hot[인기 상품]
  tier --> db[(MySQL Primary)]
  db --> tier
  db ==> copy[(복제본)]`

it('a Korean diagram that is pasted is reviewed, corrected and opened, and traffic flows', async () => {
  const browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, KOREAN)
  const dialog = app.page.getByRole('dialog', { name: 'Import a Mermaid diagram' })
  await dialog.waitFor()
  expect(await dialog.getByRole('row').count()).toBe(9)
  expect(await dialog.locator('.ui-miniature-box, .ui-miniature-source').count()).toBe(7)
  expect(await dialog.getByText(/A reply is part of its call/).count()).toBe(1)

  await dialog.getByRole('combobox', { name: 'What 인기 상품 becomes' }).selectOption('Cache')
  await dialog.getByRole('button', { name: 'Open as a design' }).click()
  await app.node('인기 상품').waitFor()
  await app.untilNodes(8)
  await app.untilWires(5)
  await app.untilHeadline('Goodput', (value) => value > 50)
  await browser.close()
})

it('the menu asks for a text, and a file chosen there is reviewed', async () => {
  const browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.chooseFromMenu('Import Mermaid…')
  const dialog = app.page.getByRole('dialog')
  await dialog.locator('input[type="file"]').setInputFiles({
    name: 'shop.mmd',
    mimeType: 'text/plain',
    buffer: Buffer.from(KOREAN),
  })
  await dialog.getByRole('button', { name: 'Open as a design' }).click()
  await app.node('로드 밸런서').waitFor()
  await browser.close()
})
