import { expect, inject, it } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { AppPage } from './app-page.ts'

it('an example of the gallery opens and runs as a document of its own, and is no step of undo', async () => {
  const browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  const app = new AppPage(await browser.newPage())
  await app.open(inject('appUrl'))
  await app.untilNodes(18)
  await app.chooseFromMenu('Examples…')
  await app.page.getByRole('button', { name: 'Stage 1 Single server' }).click()
  await app.node('The server').waitFor()
  await app.untilNodes(3)
  expect(await app.inspector.getByLabel('Notes').inputValue()).toContain('220 requests/s')
  await app.untilHeadline('Goodput', (value) => value > 5 && value < 20)
  expect(await app.page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
  await app.chooseFromMenu('Open the example')
  await app.node('The server').waitFor({ state: 'detached' })
  await app.untilNodes(18)
  await browser.close()
})
