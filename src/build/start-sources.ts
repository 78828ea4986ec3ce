import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** What a module loads: `import { a } from './b.ts'`, not types and not `import('./b.ts')`. */
const STATIC_IMPORT = /^(?:import|export)\s+(?!type\s)[\w*{][^'"=;]*?\sfrom '(\.[^']+)'/gm

/** The sources of a module and of all that it loads before it runs, without what `leaveOut` names. */
export function sourcesFrom(entry: string, leaveOut: readonly string[]): Map<string, string> {
  const sources = new Map<string, string>()
  const queue = [entry]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (sources.has(file) || leaveOut.includes(file)) continue
    const source = readFileSync(file, 'utf8')
    sources.set(file, source)
    for (const [, path] of source.matchAll(STATIC_IMPORT)) queue.push(resolve(file, '..', path!))
  }
  return sources
}
