import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'
import { programOnPath } from '../support/programs.ts'
import type { InputSource, SmokeBrowser } from './browser.ts'

export const WEBKIT_MISSING =
  'WebKit is missing. Install its driver and a display without a screen (Debian: apt-get install webkit2gtk-driver xvfb).'

export interface WebkitPrograms {
  readonly driver: string
  readonly display: string
}

export function findWebkit(): WebkitPrograms | null {
  const driver = programOnPath(['WebKitWebDriver'])
  const display = programOnPath(['Xvfb'])
  return driver && display ? { driver, display } : null
}

const [WIDTH, HEIGHT] = [1440, 900]
/** The driver cannot say when it listens. */
const ASKED_EVERY_MS = 50
const ASKED_MAX = 200

/** Starts WebKit's driver on a display of its own; the profile of its browser goes with the session. */
export async function launchWebkit({ driver, display }: WebkitPrograms): Promise<SmokeBrowser> {
  const started: ChildProcess[] = []
  const end = async () => {
    for (const child of started.reverse()) {
      const gone = once(child, 'exit')
      if (child.exitCode === null && child.kill()) await gone
    }
  }
  try {
    const screen = spawn(
      display,
      ['-displayfd', '3', '-screen', '0', `${WIDTH}x${HEIGHT}x24`, '-nolisten', 'tcp'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    )
    started.push(screen)
    const [number] = (await once(screen.stdio[3] as Readable, 'data')) as [Buffer]
    const port = await freePort()
    // Without a language WebKit calls its own "C", which the page must bear as well.
    const env = { ...process.env, DISPLAY: `:${String(number).trim()}`, GDK_BACKEND: 'x11', LC_ALL: 'C' }
    started.push(spawn(driver, [`--port=${port}`], { stdio: 'ignore', env }))
    return await WebkitPage.begin(`http://127.0.0.1:${port}`, end)
  } catch (error) {
    await end()
    throw error
  }
}

/** The driver wants a number; the system gives one that nobody has now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

class WebkitPage implements SmokeBrowser {
  readonly name: string
  private readonly _session: string
  private readonly _end: () => Promise<void>
  private readonly _errors: string[] = []

  private constructor(name: string, session: string, end: () => Promise<void>) {
    this.name = name
    this._session = session
    this._end = end
  }

  static async begin(driver: string, end: () => Promise<void>): Promise<WebkitPage> {
    await untilReady(driver)
    const { sessionId, capabilities } = await command<{
      sessionId: string
      capabilities: { browserVersion: string }
    }>('POST', `${driver}/session`, { capabilities: {} })
    const session = `${driver}/session/${sessionId}`
    await command('POST', `${session}/window/rect`, { x: 0, y: 0, width: WIDTH, height: HEIGHT })
    return new WebkitPage(`WebKit ${capabilities.browserVersion}`, session, end)
  }

  async open(url: string): Promise<void> {
    await this._keepErrors()
    await command('POST', `${this._session}/url`, { url })
    await this.evaluate(`(${noteErrors.toString()})()`)
  }

  async reload(): Promise<void> {
    await this._keepErrors()
    await command('POST', `${this._session}/refresh`, {})
    await this.evaluate(`(${noteErrors.toString()})()`)
  }

  async evaluate<T>(expression: string): Promise<T> {
    const script = `const done = arguments[0]
      Promise.resolve(${expression}).then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }))`
    const { value, error } = await command<{ value: T; error?: string }>(
      'POST',
      `${this._session}/execute/async`,
      {
        script,
        args: [],
      },
    )
    if (error !== undefined) throw new Error(error)
    return value
  }

  async perform(actions: readonly InputSource[]): Promise<void> {
    await command('POST', `${this._session}/actions`, { actions })
  }

  async picture(): Promise<Buffer> {
    return Buffer.from(await command<string>('GET', `${this._session}/screenshot`), 'base64')
  }

  async errors(): Promise<readonly string[]> {
    await this._keepErrors()
    return this._errors
  }

  /** Takes what the present page has noted. */
  private async _keepErrors(): Promise<void> {
    this._errors.push(...(await this.evaluate<string[]>('(window.smokeErrors ?? []).splice(0)')))
  }

  async close(): Promise<void> {
    await command('DELETE', this._session).catch(() => undefined)
    await this._end()
  }
}

declare global {
  interface Window {
    smokeErrors?: string[]
  }
}

/** Runs in a page that has just loaded, as the driver has no log: notes from now on what goes wrong. */
function noteErrors(): void {
  const errors: string[] = []
  window.smokeErrors = errors
  window.addEventListener('error', ({ message }) => {
    // The event of an observer that is told a frame later; other browsers do not log it.
    if (!message.startsWith('ResizeObserver loop')) errors.push(message)
  })
  window.addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    errors.push(`policy violated: ${violatedDirective} by ${blockedURI}`),
  )
  const say = console.error
  console.error = (...words) => {
    errors.push(words.join(' '))
    say(...words)
  }
}

async function untilReady(driver: string): Promise<void> {
  for (let asked = 1; ; asked++) {
    try {
      await command('GET', `${driver}/status`)
      return
    } catch (error) {
      if (asked === ASKED_MAX) throw error
      await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS))
    }
  }
}

/** Sends a command of WebDriver; gives its value. */
async function command<T>(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<T> {
  const answer = await fetch(url, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
  const { value } = (await answer.json()) as { value: T & { message?: string } }
  if (!answer.ok) throw new Error(`${method} ${url}: ${value.message}`)
  return value
}
