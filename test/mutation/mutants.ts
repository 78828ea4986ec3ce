import { readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { Mutant as StrykerMutant } from '@stryker-mutator/api/core'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { listFiles } from '../../src/build/list-files.ts'
import { ROOT } from '../support/paths.ts'
import { PARTS } from './parts.ts'

/** A small wrong change of the product, as Stryker makes it. */
export interface Mutant extends StrykerMutant {
  /** That of the part it belongs to. */
  readonly folder: string
}

const SILENT = {
  ...{ isTraceEnabled: no, isDebugEnabled: no, isInfoEnabled: no, isWarnEnabled: no, isErrorEnabled: no },
  ...{ isFatalEnabled: no, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing },
  fatal: nothing,
}

/** All mutants that Stryker knows. How a kind looks is data for a painter, and no test's business here. */
export async function allMutants(): Promise<Mutant[]> {
  const files = FOLDERS.flatMap((folder) => listFiles(join(ROOT, folder)).map((file) => `${folder}/${file}`))
    .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$|\bviews?\.ts$/.test(file))
    .map((file) => ({
      name: join(ROOT, file),
      mutate: true,
      content: readFileSync(join(ROOT, file), 'utf8'),
    }))
  const { mutants } = await new Instrumenter(SILENT).instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  })
  return mutants.map((mutant) => ({ ...mutant, folder: folderOf(fromRoot(mutant.fileName)) }))
}

/** Of all parts that hold a file, the innermost. */
function folderOf(file: string): string {
  const holders = PARTS.map(({ folder }) => folder).filter((folder) => file.startsWith(`${folder}/`))
  return holders.reduce((a, b) => (b.length > a.length ? b : a))
}

/** The outermost folders, as files are looked for in them. */
const FOLDERS = PARTS.map(({ folder }) => folder).filter(
  (folder) => !PARTS.some((other) => folder.startsWith(`${other.folder}/`)),
)

export const fromRoot = (fileName: string): string => relative(ROOT, fileName).split(sep).join('/')

/** What tells a mutant from all others of this state of the sources. */
export function mutantKey({ fileName, location, mutatorName, replacement }: StrykerMutant): string {
  const { start, end } = location
  return [fromRoot(fileName), start.line, start.column, end.line, end.column, mutatorName, replacement].join(
    ':',
  )
}

function no(): boolean {
  return false
}

function nothing(): void {}
