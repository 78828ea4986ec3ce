import { parseArgs } from 'node:util'
import { builtModule } from '../support/built.ts'

/**
 * Compares what the structure says of random small designs with what is measured when each of their parts is lost:
 * `npm run verdicts -- --runs N --seed S`.
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
})
const { compareMany } = await builtModule<typeof import('./compare.ts')>(
  new URL('compare.ts', import.meta.url),
)
process.exitCode = await compareMany(Number(values.seed), Number(values.runs))
