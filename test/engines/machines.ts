import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { FIREFOX_MISSING, findFirefox } from '../smoke/firefox.ts'
import { aptInstall, canInstall, isProgram, programOnPath } from '../support/programs.ts'
import { type Played, playInFirefox, playInShell } from './played.ts'

/** An engine of the language that may be on this machine. */
export interface Machine {
  readonly name: string
  /** Its program, or null. */
  readonly find: () => string | null
  /** Says in a sentence that it is missing and how to get it. */
  readonly missing: string
  /** Tries to put it on this machine. */
  readonly install: () => void
  readonly play: (program: string, script: string) => Promise<Played>
}

/** Debian's package of the shell of JavaScriptCore. */
const JSC_PACKAGE = 'libjavascriptcoregtk-4.0-bin'

/** V8 by three versions of Node, JavaScriptCore, and SpiderMonkey by the browser that has it. */
export const MACHINES: readonly Machine[] = [
  node(20),
  node(22),
  node(24),
  {
    name: 'jsc',
    find: () => process.env.JSC_PATH ?? programOnPath(['jsc']),
    missing: `jsc is missing: npm run engines -- --install (Debian: apt-get install ${JSC_PACKAGE}), or JSC_PATH.`,
    install: () => installByApt(JSC_PACKAGE),
    play: async (program, script) => ({
      version: jscVersion(program),
      ...(await playInShell(program, script)),
    }),
  },
  {
    name: 'Firefox',
    find: findFirefox,
    missing: FIREFOX_MISSING,
    install: () => installByApt('firefox-esr'),
    play: playInFirefox,
  },
]

/** A version of Node: this one, or the newest of its kind as a package of npm in a folder of the user's cache. */
function node(major: number): Machine {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'faultline', `node-${major}`)
  const isWindows = process.platform === 'win32'
  const system = isWindows ? 'win' : process.platform
  // The package for one sort of machine holds the program itself; no script of a package runs.
  const parts = [system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node', system, process.arch]
  const name = parts.join('-')
  const installed = join(folder, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node')
  return {
    name: `Node ${major}`,
    find: () => {
      if (process.versions.node.startsWith(`${major}.`)) return process.execPath
      return isProgram(installed) ? installed : null
    },
    missing: `Node ${major} is missing: npm run engines -- --install fetches it from npm into ${folder}.`,
    install: () => {
      mkdirSync(folder, { recursive: true })
      const words = [
        'install',
        '--prefix',
        folder,
        '--no-save',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
      ]
      spawnSync('npm', [...words, `${name}@${major}`], {
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: isWindows,
      })
    },
    play: async (program, script) => ({
      version: spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout.trim(),
      ...(await playInShell(program, script)),
    }),
  }
}

function installByApt(name: string): void {
  if (canInstall()) aptInstall([name])
}

/** The shell does not tell its version; the system does where it knows whose the program is. */
function jscVersion(program: string): string {
  const owner = spawnSync('dpkg-query', ['--search', program], { encoding: 'utf8' }).stdout?.split(':')[0]
  if (!owner) return ''
  return spawnSync('dpkg-query', ['--show', owner], { encoding: 'utf8' }).stdout.trim().split('\t')[1] ?? ''
}
