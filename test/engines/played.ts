import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchFirefox } from '../smoke/firefox.ts'
import { serveStatic } from '../support/static-server.ts'
import { GLOBAL_NAME } from './bundle.ts'

/** What an engine gives for the designs, and how long it took. */
export interface Played {
  readonly version: string
  readonly designs: Readonly<Record<string, { readonly hash: string; readonly wallMs: number }>>
  readonly wallSec: number
  /** Of all its threads, those that compile and collect included; null where nobody tells. */
  readonly cpuSec: number | null
}

/** An expression that plays every design, after the script. */
const PLAY_ALL = `Object.fromEntries(${GLOBAL_NAME}.NAMES.map((name) => {
  const begin = Date.now()
  const hash = ${GLOBAL_NAME}.play(name)
  return [name, { hash, wallMs: Date.now() - begin }]
}))`

/** Plays the designs in a program that runs a file and prints. */
export function playInShell(program: string, script: string): Promise<Omit<Played, 'version'>> {
  const say = `(typeof print === 'function' ? print : console.log)`
  return withFiles({ 'engine.js': `${script}\n${say}(JSON.stringify(${PLAY_ALL}))\n` }, async (folder) => {
    const begin = Date.now()
    const { words, cpuSec } = timed(program, join(folder, 'engine.js'))
    return { designs: JSON.parse(words) as Played['designs'], wallSec: secondsSince(begin), cpuSec }
  })
}

/** Plays the designs in a page of Firefox, as a script of its own: what the driver evaluates need not be optimised. */
export async function playInFirefox(program: string, script: string): Promise<Played> {
  const files = {
    'index.html': '<!doctype html><title>Engine</title><script src="engine.js"></script>',
    'engine.js': `${script}\nglobalThis.played = ${PLAY_ALL}\n`,
  }
  const browser = await launchFirefox(program)
  try {
    return await withFiles(files, async (folder) => {
      const server = await serveStatic(folder, { port: 0, nextFreePort: false, headersFor: () => ({}) })
      const begin = Date.now()
      await browser.open(server.url)
      const wallSec = secondsSince(begin)
      await server.close()
      const designs = await browser.evaluate<Played['designs']>('played')
      return { version: browser.name.split(' ')[1]!, designs, wallSec, cpuSec: null }
    })
  } finally {
    await browser.close()
  }
}

const secondsSince = (begin: number): number => (Date.now() - begin) / 1000

/** Writes files into a folder that is there for as long as it is used. */
async function withFiles<T>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-engines-'))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a program prints first, and the time of its threads as the shell of a Unix counts it. */
function timed(program: string, file: string): { words: string; cpuSec: number | null } {
  const unix = process.platform !== 'win32'
  const [command, ...args] = unix ? ['sh', '-c', '"$0" "$@" && times', program, file] : [program, file]
  const { status, stdout, stderr } = spawnSync(command!, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr}${stdout}`)
  const [words, , children] = stdout.split('\n')
  return { words: words!, cpuSec: unix ? secondsOf(children!) : null }
}

/** Seconds in `0m1.5s 0m0.2s`: for the program, and for the system on its behalf. */
function secondsOf(line: string): number {
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  )
}
