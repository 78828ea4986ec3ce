import { openingExample } from '../../src/document/examples/opening.ts'
import { designLink } from '../../src/document/link/link.ts'
import { launchBrowser } from '../support/chromium.ts'
import { APP_DIST } from '../support/paths.ts'
import { serveStatic } from '../support/static-server.ts'

/** Wall milliseconds from asking for an address to a picture whose numbers run. */
export interface LinkOpening {
  /** In a browser that has never seen the page, and in one that has. */
  readonly firstMs: number
  readonly againMs: number
}

/** Opens the link of the opening example in a fresh browser, twice. */
export async function measureLinkOpening(): Promise<LinkOpening> {
  const server = await serveStatic(APP_DIST)
  const browser = await launchBrowser({ viewport: { width: 1440, height: 900 } })
  const link = `${server.url}#${designLink(openingExample('en'))}`
  const once = async (): Promise<number> => {
    const page = await browser.newPage()
    await page.addInitScript({ content: NOTE_RUNNING })
    await page.goto(link)
    const noted = await page.waitForFunction(() => Reflect.get(globalThis, 'runningAfterMs') as number)
    const ms = Number(await noted.jsonValue())
    await page.close()
    return ms
  }
  try {
    return { firstMs: await once(), againMs: await once() }
  } finally {
    await browser.close()
    await server.close()
  }
}

/** Before the page's own code, as text, because the script runner would rename what stands in a function. */
const NOTE_RUNNING = `{
  let frames = 0
  const { set } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    configurable: true,
    set(handler) {
      set.call(this, (event) => {
        if (event.data?.type === 'frame') frames++
        handler?.call(this, event)
      })
    },
  })
  const look = () => {
    if (frames > 1 && document.querySelector('.react-flow__node')) globalThis.runningAfterMs = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}`
