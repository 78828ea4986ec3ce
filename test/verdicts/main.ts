import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'vite'

/**
 * Compares what the structure says of random small designs with what is measured when each of their parts is lost:
 * `npm run verdicts -- --runs N --seed S`. The engine is bundled first, because module by module it is ten times slower.
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})
const entry = fileURLToPath(new URL('compare.ts', import.meta.url))
const outDir = fileURLToPath(new URL('../../dist/verdicts', import.meta.url))
await build({
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  build: {
    ssr: entry,
    outDir,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'compare.js', topLevelVar: false } },
  },
  ssr: { target: 'node', noExternal: true },
})
const { compareMany } = await import(`${outDir}/compare.js`)
process.exitCode = await compareMany(Number(values.seed), Number(values.runs))
