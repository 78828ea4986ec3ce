import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Location, MutantResult } from '@stryker-mutator/api/core'
import { Stryker } from '@stryker-mutator/core'
import { ROOT } from '../support/paths.ts'
import { allMutants, fromRoot, type Mutant, mutantKey } from './mutants.ts'
import { MutationReport } from './mutation-report.ts'
import { onlyDrawn } from './only-drawn.ts'
import { PARTS, type Part, TESTS_VARIABLE } from './parts.ts'
import { drawSample } from './sample.ts'

const SIZE_DEFAULT = 600
const SEED_DEFAULT = 20_261_128
const USAGE = `Usage: npm run mutate -- [--folder src/sim] [--sample N] [--seed S]\n`

/**
 * `npm run mutate`: draws a sample of small wrong changes of the product and says for each folder how many of them its tests
 * notice. It goes on where it was left: what a test noticed is tried again only when it, or that test, has changed.
 */
async function main(words: readonly string[]): Promise<number> {
  const options = optionsOf(words)
  if (options === null) {
    process.stderr.write(USAGE)
    return 2
  }
  const { folder, size, seed } = options
  const mutants = await allMutants()
  const sample = drawSample(mutants, size, seed)
  console.log(`${sample.length} of ${mutants.length} mutants, seed ${seed}`)
  const report = new MutationReport()
  for (const part of partsIn(folder)) {
    const drawn = sample.filter((mutant) => mutant.folder === part.folder)
    if (drawn.length > 0) report.add(part.folder, await tryMutants(part, drawn))
  }
  process.stdout.write(report.text())
  return 0
}

const partsIn = (within: string): Part[] => PARTS.filter(({ folder }) => `${folder}/`.startsWith(within))

function optionsOf(words: readonly string[]): { folder: string; size: number; seed: number } | null {
  const options = { folder: '', size: SIZE_DEFAULT, seed: SEED_DEFAULT }
  for (let i = 0; i < words.length; i += 2) {
    const value = words[i + 1] ?? ''
    if (words[i] === '--folder' && partsIn(value).length > 0) options.folder = value
    else if (words[i] === '--sample' && /^[1-9]\d*$/.test(value)) options.size = Number(value)
    else if (words[i] === '--seed' && /^\d+$/.test(value)) options.seed = Number(value)
    else return null
  }
  return options
}

/** Stryker has a run of its own for each part, with the tests of that part alone. */
async function tryMutants({ folder, tests }: Part, drawn: readonly Mutant[]): Promise<MutantResult[]> {
  process.env[TESTS_VARIABLE] = tests.join('\n')
  const keys = new Set(drawn.map(mutantKey))
  const incrementalFile = `reports/mutation/${folder.replaceAll('/', '-')}.json`
  forgetSurvivors(join(ROOT, incrementalFile))
  const stryker = new Stryker({
    mutate: [...new Set(drawn.map(rangeOf))],
    incrementalFile,
  })
  const results = await onlyDrawn(keys, () => stryker.runMutationTest())
  return results.filter((result) => keys.has(mutantKey({ ...result, location: fromZero(result.location) })))
}

/** Stryker would not try a survivor again that is made while a file is loaded: it does not see that a new test loads the file. */
function forgetSurvivors(incrementalFile: string): void {
  if (!existsSync(incrementalFile)) return
  const kept = JSON.parse(readFileSync(incrementalFile, 'utf8')) as {
    files: Record<string, { mutants: { status: MutantResult['status'] }[] }>
  }
  for (const file of Object.values(kept.files))
    file.mutants = file.mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout')
  writeFileSync(incrementalFile, JSON.stringify(kept))
}

/** Results count lines and columns from 1, mutants from 0. */
const fromZero = ({ start, end }: Location): Location => ({
  start: { line: start.line - 1, column: start.column - 1 },
  end: { line: end.line - 1, column: end.column - 1 },
})

/** Where a mutant lies, as Stryker is told it: lines from 1, columns from 0. */
const rangeOf = ({ fileName, location: { start, end } }: Mutant): string =>
  `${fromRoot(fileName)}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`

process.exitCode = await main(process.argv.slice(2))
