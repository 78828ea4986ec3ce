import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { listFiles } from '../../src/build/list-files.ts'
import { manifestOf } from '../../src/build/manifest-beside.ts'

/** What of Vite's manifest the start of the page depends on. */
interface ManifestChunk {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

type Manifest = Readonly<Record<string, ManifestChunk>>

/**
 * The JS and CSS that the browser must have before the page runs: the entry and whatever it imports statically, with
 * their styles. Lazy chunks hang on `dynamicImports`, which is not followed; a chunk both lazy and static counts.
 */
export function startFiles(manifest: Manifest): string[] {
  const files = new Set<string>()
  const seen = new Set<string>()
  const queue = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  if (queue.length === 0) throw new Error('The manifest names no entry.')
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    if (seen.has(key)) continue
    seen.add(key)
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The manifest imports ${key} but does not describe it.`)
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file)
    queue.push(...(chunk.imports ?? []))
  }
  return [...files].sort()
}

/** The first words of a language: the page fetches those of one language by `import()`, and waits for them. */
const FIRST_WORDS = 'faultline-words/start-'

/** The start files of a build, relative to its folder, with the first words of the language that has the most bytes. */
export function startFilesOf(dir: string): string[] {
  const manifest = JSON.parse(readBuilt(dirname(dir), basename(manifestOf(dir))).toString('utf8')) as Manifest
  const words = Object.keys(manifest)
    .filter((key) => key.startsWith(FIRST_WORDS))
    .map((key) => manifest[key]!.file)
  if (words.length === 0) throw new Error('The manifest names no first words.')
  const size = (file: string) => gzipBytes(dir, [file])
  const most = words.reduce((a, b) => (size(b) > size(a) ? b : a))
  return [...startFiles(manifest), most].sort()
}

/** The scripts of a worker by its name: the build puts them, and nothing else, into a folder of their own. */
export function workerFilesOf(dir: string, name: 'sim' | 'spof'): string[] {
  return listFiles(dir).filter((file) => file.startsWith(`worker/${name}.worker`) && file.endsWith('.js'))
}

/** Each file on its own, as a host compresses it, then added up. */
export function gzipBytes(dir: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readBuilt(dir, file), { level: 9 }).length, 0)
}

function readBuilt(dir: string, file: string): Buffer {
  try {
    return readFileSync(join(dir, file))
  } catch (cause) {
    throw new Error(`${file} is not in the build; run \`npm run build\` first.`, { cause })
  }
}
