import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { builtModule } from '../support/built.ts'

/** Measures what the engine is held against, and compares it with the page that says so; `--write` writes that page. */
const page = fileURLToPath(new URL('../../docs/truth.md', import.meta.url))
const { truths, truthPage } = await builtModule<typeof import('./table.ts')>(
  new URL('table.ts', import.meta.url),
)
const all = truths()
const text = truthPage(all)
process.stdout.write(text)
if (process.argv.includes('--write')) writeFileSync(page, text)
const wrong = all.filter(({ holds }) => !holds)
for (const { name, offPercent } of wrong) console.error(`${name}: ${offPercent.toFixed(2)} % off`)
if (readFileSync(page, 'utf8') !== text)
  console.error('docs/truth.md says otherwise: npm run truth -- --write')
if (wrong.length > 0 || readFileSync(page, 'utf8') !== text) process.exitCode = 1
