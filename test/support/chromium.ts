import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { watchErrors } from './page-errors.ts'
import { aptInstall, canInstall, isProgram, programOnPath } from './programs.ts'

/** How each way of finding a browser is tried; the tests put other answers in. */
export interface ChromiumProbes {
  /** The path in CHROMIUM_PATH, or null where the variable is not set. */
  readonly fromEnvironment: () => string | null
  /** The first browser on PATH, or null. */
  readonly fromPath: () => string | null
  /** Playwright's own download, fetched if it can be, or null. */
  readonly fromPlaywright: () => string | null
  /** Installs Debian's package and gives its path, or null where that is not possible. */
  readonly fromDebian: () => string | null
}

/** The order prefers what somebody chose, then what is already there, then what must be fetched. */
export function findChromium(probes: ChromiumProbes = machineProbes): string {
  const path = probes.fromEnvironment() ?? probes.fromPath() ?? probes.fromPlaywright() ?? probes.fromDebian()
  if (path) return path
  throw new Error(
    'The browser tests need Chromium and found none. Install it (Debian: apt-get install chromium; elsewhere: ' +
      'npx playwright-core install chromium) or set CHROMIUM_PATH to the program file of a Chrome or Chromium.',
  )
}

export type LaunchOptions = Pick<
  BrowserContextOptions,
  | 'viewport'
  | 'locale'
  | 'colorScheme'
  | 'reducedMotion'
  | 'deviceScaleFactor'
  | 'hasTouch'
  | 'isMobile'
  | 'permissions'
>

/**
 * Starts Chromium with an empty profile of its own, which is deleted when the browser closes: no test can see what
 * another one left in IndexedDB, in a cache or in a service worker. Closing it fails when a page has logged an error or
 * violated its policy, unless the test has said by `errorsOf` that it would.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), 'faultline-chromium-'))
  const removeProfile = () => rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env[RESOLVED_PATH_VARIABLE] ?? findChromium(),
      headless: true,
      args: CHROMIUM_ARGS,
      ...options,
    })
    // The close event comes while Chromium still writes its profile, so the folder goes only once close() has ended.
    const close = context.close.bind(context)
    const errors = await watchErrors(context)
    context.close = async (reason) => {
      await close(reason)
      await removeProfile()
      const unexpected = errors.unexpected()
      if (unexpected.length > 0) throw new Error(`The pages logged errors:\n${unexpected.join('\n')}`)
    }
    return context
  } catch (error) {
    await removeProfile()
    throw error
  }
}

/** Set by the browser tests' set-up, so that the search is made once and not once a test file. */
export const RESOLVED_PATH_VARIABLE = 'FAULTLINE_TEST_CHROMIUM'

// The background services are off because a closed network refuses them by the hundred, which slows every start.
const CHROMIUM_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const PROGRAM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const PLAYWRIGHT_DOWNLOAD_TIMEOUT_MS = 60_000

const machineProbes: ChromiumProbes = {
  fromEnvironment() {
    const path = process.env.CHROMIUM_PATH
    if (!path) return null
    if (!isProgram(path)) throw new Error(`CHROMIUM_PATH is ${path}, which is not a program file.`)
    return path
  },
  fromPath: () => programOnPath(PROGRAM_NAMES),
  fromPlaywright() {
    const path = chromium.executablePath()
    if (existsSync(path)) return path
    // The download needs an open network; where it fails there is still Debian's package.
    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
    spawnSync(npx, ['--no-install', 'playwright-core', 'install', 'chromium'], {
      stdio: 'ignore',
      timeout: PLAYWRIGHT_DOWNLOAD_TIMEOUT_MS,
    })
    return existsSync(path) ? path : null
  },
  fromDebian() {
    if (!canInstall()) return null
    console.error('Installing Chromium and a Korean font from the distribution for the browser tests …')
    aptInstall(['chromium', 'fonts-noto-cjk'])
    return programOnPath(['chromium'])
  },
}
