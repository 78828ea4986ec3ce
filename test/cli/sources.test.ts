import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))

/** Folders of the sources that the command line is made of. */
function foldersOf(entry: string): string[] {
  const files = [entry]
  for (const file of files)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+\.tsx?)'/g)) {
      const found = join(dirname(file), path!)
      if (!files.includes(found)) files.push(found)
    }
  return [...new Set(files.map((file) => relative(SRC, file).split('/')[0]!))].sort()
}

it('the command line is built anew when any folder changes that it is made of', () => {
  const launcher = readFileSync(join(SRC, 'cli/faultline.mjs'), 'utf8')
  const [, list] = /const SOURCES = \[([^\]]*)\]/.exec(launcher)!
  const watched = [...list!.matchAll(/'([^']+)'/g)].map(([, folder]) => folder!)
  expect(foldersOf(join(SRC, 'cli/main.ts')).filter((folder) => !watched.includes(folder))).toEqual([])
})
