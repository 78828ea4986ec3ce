import { launchBrowser } from '../support/chromium.ts'
import { giveTitle, killWhileSaving, untilSaved } from '../support/kept.ts'
import { APP_DIST } from '../support/paths.ts'
import { serveStatic } from '../support/static-server.ts'
import { fuzzFiles, fuzzLinks, type Totals } from './rounds.ts'

const USAGE = 'Usage: npm run fuzz -- [--runs N] [--seed S] [--kills K]\n'
const RUNS_DEFAULT = 100_000

/**
 * `npm run fuzz`: mutated links and files, with the totals, and as many kills of a page in the middle of saving as are asked
 * for. It ends with 1 where anything was thrown, changed or torn.
 */
async function main(words: readonly string[]): Promise<number> {
  const options = optionsOf(words)
  if (options === null) {
    process.stderr.write(USAGE)
    return 2
  }
  const { runs, seed, kills } = options
  console.log(`${runs} mutated links and ${runs} mutated files, seed ${seed}`)
  const links = await fuzzLinks(runs, seed)
  report('links', links)
  const files = fuzzFiles(runs, seed)
  report('files', files)
  if (kills > 0) await killPages(kills, seed)
  return [links, files].every(({ thrown, changed }) => thrown.length + changed.length === 0) ? 0 : 1
}

function optionsOf(words: readonly string[]): { runs: number; seed: number; kills: number } | null {
  const options = { runs: RUNS_DEFAULT, seed: Date.now() % 1_000_000_000, kills: 0 }
  for (let i = 0; i < words.length; i += 2) {
    const value = Number(words[i + 1])
    if (!Number.isInteger(value) || value < 0) return null
    if (words[i] === '--runs') options.runs = value
    else if (words[i] === '--seed') options.seed = value
    else if (words[i] === '--kills') options.kills = value
    else return null
  }
  return options
}

/** In the built page; a torn revision is thrown. */
async function killPages(kills: number, seed: number): Promise<void> {
  const server = await serveStatic(APP_DIST)
  const browser = await launchBrowser()
  // What runs this script names every function, and those that travel into the page look for that there.
  await browser.addInitScript({ content: 'globalThis.__name = (named) => named' })
  const outcomes = { old: 0, new: 0 }
  try {
    const page = await browser.newPage()
    await page.goto(server.url)
    await giveTitle(page, 'before all')
    await untilSaved(page)
    await page.close()
    for (let kill = 0; kill < kills; kill++)
      outcomes[await killWhileSaving(browser, server.url, seed + kill)]++
  } finally {
    await browser.close()
    await server.close()
  }
  console.log(`kills: ${kills}, ${outcomes.old} left the old revision, ${outcomes.new} the new one, 0 torn`)
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
