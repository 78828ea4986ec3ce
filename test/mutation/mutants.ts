import { createHash } from 'node:crypto'
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

/**
 * As many mutants as asked, each part in proportion to its size. A mutant's lot hangs on the seed and on itself, so that a larger sample
 * holds the smaller one, and a change of one file leaves the lots of the others as they are.
 */
export function drawSample(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  const parts = PARTS.map((part) => mutants.filter(({ folder }) => folder === part.folder))
  const sizes = parts.map(({ length }) => length)
  const shares = sharesOf(sizes, Math.min(size, mutants.length))
  return parts.flatMap((part, i) => byLot(part, seed).slice(0, shares[i]))
}

function byLot(mutants: readonly Mutant[], seed: number): Mutant[] {
  const lot = (mutant: Mutant): string =>
    createHash('sha256')
      .update(`${seed}:${mutantKey(mutant)}`)
      .digest('hex')
  const lots = mutants.map((mutant) => ({ mutant, lot: lot(mutant) }))
  return lots.sort((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ mutant }) => mutant)
}

/** Whole numbers in proportion to `sizes` that add up to `total`; what rounding leaves goes to the largest remainders. */
function sharesOf(sizes: readonly number[], total: number): number[] {
  const sum = sizes.reduce((before, size) => before + size, 0)
  const exact = sizes.map((size) => (sum === 0 ? 0 : (size * total) / sum))
  const shares = exact.map(Math.floor)
  const left = total - shares.reduce((before, share) => before + share, 0)
  const order = exact.map((share, i) => ({ i, rest: share % 1 })).sort((a, b) => b.rest - a.rest)
  for (const { i } of order.slice(0, left)) shares[i]!++
  return shares
}

function no(): boolean {
  return false
}

function nothing(): void {}
