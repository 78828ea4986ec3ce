import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** Every file below `dir`, relative to it, with forward slashes, in an order that is the same on every machine. */
export function listFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
