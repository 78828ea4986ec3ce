import type { BrowserContext } from 'playwright-core'

/** What pages of a browser complained about, violations of the page's policy included: the browser logs each of them. */
export interface PageErrors {
  /** What was said so far and was not expected. */
  unexpected(): readonly string[]
  /** A test that breaks something on purpose names what the browser will say about it. */
  expect(pattern: RegExp): void
}

const WATCHED = new WeakMap<BrowserContext, PageErrors>()

/** Listens to every page of a browser that is opened from now on. */
export async function watchErrors(context: BrowserContext): Promise<PageErrors> {
  await context.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`)
    }),
  )
  const said: string[] = []
  const expected: RegExp[] = []
  context.on('console', (message) => {
    const { url } = message.location()
    // Browsers ask by themselves for the icon of a bare file that a test opens.
    if (message.type() === 'error' && !url.endsWith('/favicon.ico')) said.push(`${message.text()} ${url}`)
  })
  context.on('weberror', (event) => said.push(event.error().stack || String(event.error())))
  const errors: PageErrors = {
    unexpected: () => said.filter((text) => !expected.some((pattern) => pattern.test(text))),
    expect: (pattern) => void expected.push(pattern),
  }
  WATCHED.set(context, errors)
  return errors
}

/** The errors of a browser that `launchBrowser` has started. */
export function errorsOf(context: BrowserContext): PageErrors {
  const errors = WATCHED.get(context)
  if (!errors) throw new Error('nobody listens to the errors of this browser')
  return errors
}
