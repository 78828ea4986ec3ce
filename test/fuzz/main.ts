import { fuzzFiles, fuzzLinks, type Totals } from './rounds.ts'

const USAGE = 'Usage: npm run fuzz -- [--runs N] [--seed S]\n'
const RUNS_DEFAULT = 100_000

/** `npm run fuzz`: mutated links and files, with the totals. It ends with 1 where anything was thrown or changed. */
async function main(words: readonly string[]): Promise<number> {
  const options = optionsOf(words)
  if (options === null) {
    process.stderr.write(USAGE)
    return 2
  }
  const { runs, seed } = options
  console.log(`${runs} mutated links and ${runs} mutated files, seed ${seed}`)
  const links = await fuzzLinks(runs, seed)
  report('links', links)
  const files = fuzzFiles(runs, seed)
  report('files', files)
  return [links, files].every(({ thrown, changed }) => thrown.length + changed.length === 0) ? 0 : 1
}

function optionsOf(words: readonly string[]): { runs: number; seed: number } | null {
  const options = { runs: RUNS_DEFAULT, seed: Date.now() % 1_000_000_000 }
  for (let i = 0; i < words.length; i += 2) {
    const value = Number(words[i + 1])
    if (!Number.isInteger(value) || value < 0) return null
    if (words[i] === '--runs') options.runs = value
    else if (words[i] === '--seed') options.seed = value
    else return null
  }
  return options
}

function report(name: string, { runs, opened, refused, thrown, changed, times }: Totals): void {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2)
  console.log(
    `${name}: ${runs} tried, ${opened} opened, ${refused} refused, ${thrown.length} thrown, ` +
      `${changed.length} changes of what was open; p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`,
  )
  for (const line of thrown.slice(0, 5)) console.log(`  thrown in ${line}`)
  for (const run of changed.slice(0, 5)) console.log(`  changed in ${run}`)
}

process.exitCode = await main(process.argv.slice(2))
