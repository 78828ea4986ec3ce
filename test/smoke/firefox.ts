import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programOnPath } from '../support/programs.ts'
import { BidiLine } from './bidi.ts'
import type { InputSource, SmokeBrowser } from './browser.ts'

export const FIREFOX_MISSING =
  'Firefox is missing. Install it (Debian: apt-get install firefox-esr) or set FIREFOX_PATH to its program file.'

export const findFirefox = (): string | null =>
  process.env.FIREFOX_PATH ?? programOnPath(['firefox-esr', 'firefox'])

/** Starts Firefox without a window, with an empty profile of its own, and opens its line of WebDriver BiDi. */
export async function launchFirefox(program: string): Promise<SmokeBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'faultline-firefox-'))
  writeFileSync(join(profile, 'user.js'), PREFERENCES.map(preference).join('\n'))
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0']
  const child = spawn(program, [...args, '--width', '1440', '--height', '900'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const end = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.kill()) await gone
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  try {
    const line = await BidiLine.open(`${await address(child)}/session`)
    return await FirefoxPage.begin(line, end)
  } catch (error) {
    await end()
    throw error
  }
}

/** A closed network refuses what a fresh Firefox asks for by itself, and a first run opens pages of its own. */
const PREFERENCES: readonly (readonly [name: string, value: unknown])[] = [
  ['app.normandy.enabled', false],
  ['browser.aboutwelcome.enabled', false],
  ['browser.safebrowsing.update.enabled', false],
  ['browser.shell.checkDefaultBrowser', false],
  ['datareporting.policy.dataSubmissionEnabled', false],
  ['extensions.update.enabled', false],
  ['intl.accept_languages', 'en-US, en'],
  ['network.captive-portal-service.enabled', false],
  ['network.connectivity-service.enabled', false],
  ['services.settings.server', 'data:,'],
  ['toolkit.telemetry.enabled', false],
]

const preference = ([name, value]: readonly [string, unknown]): string =>
  `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`

/** Where a starting Firefox says that it listens. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr!.on('data', (bytes: Buffer) => {
      said += String(bytes)
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)
      if (found) resolve(found[1]!)
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`Firefox ended at its start:\n${said}`)))
  })
}

interface Evaluated {
  readonly type: 'success' | 'exception'
  readonly result?: { readonly value?: string }
  readonly exceptionDetails?: { readonly text: string }
}

interface LogEntry {
  readonly level: string
  readonly text: string | null
}

class FirefoxPage implements SmokeBrowser {
  readonly name: string
  private readonly _line: BidiLine
  private readonly _context: string
  private readonly _end: () => Promise<void>
  private readonly _errors: string[] = []

  private constructor(name: string, line: BidiLine, context: string, end: () => Promise<void>) {
    this.name = name
    this._line = line
    this._context = context
    this._end = end
  }

  static async begin(line: BidiLine, end: () => Promise<void>): Promise<FirefoxPage> {
    const { capabilities } = await line.send<{ capabilities: { browserVersion: string } }>('session.new', {
      capabilities: {},
    })
    const { contexts } = await line.send<{ contexts: readonly { context: string }[] }>(
      'browsingContext.getTree',
    )
    const name = `Firefox ${capabilities.browserVersion}`
    const page = new FirefoxPage(name, line, contexts[0]!.context, end)
    line.on<LogEntry>('log.entryAdded', ({ level, text }) => {
      if (level === 'error') page._errors.push(String(text))
    })
    await line.send('session.subscribe', { events: ['log.entryAdded'] })
    return page
  }

  async open(url: string): Promise<void> {
    await this._line.send('browsingContext.navigate', { context: this._context, url, wait: 'complete' })
  }

  async reload(): Promise<void> {
    await this._line.send('browsingContext.reload', { context: this._context, wait: 'complete' })
  }

  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this._line.send<Evaluated>('script.evaluate', {
      expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
      target: { context: this._context },
      awaitPromise: true,
      userActivation: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.text)
    return JSON.parse(result!.value!) as T
  }

  async perform(actions: readonly InputSource[]): Promise<void> {
    await this._line.send('input.performActions', { context: this._context, actions })
  }

  async picture(): Promise<Buffer> {
    const { data } = await this._line.send<{ data: string }>('browsingContext.captureScreenshot', {
      context: this._context,
    })
    return Buffer.from(data, 'base64')
  }

  errors = async (): Promise<readonly string[]> => this._errors

  close = (): Promise<void> => this._end()
}
