import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first of some programs that PATH has, by its whole path. */
export function programOnPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  for (const name of names) {
    const path = folders.map((folder) => join(folder, name)).find(isProgram)
    if (path) return path
  }
  return null
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Whether Debian's packages can be installed by this process. */
export const canInstall = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version')

const APT_TIMEOUT_MS = 600_000

export function aptInstall(packages: readonly string[]): void {
  aptGet('update')
  aptGet('install', '-y', '--no-install-recommends', ...packages)
}

function aptGet(...args: readonly string[]): void {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: APT_TIMEOUT_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
