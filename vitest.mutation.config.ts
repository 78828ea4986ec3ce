import { defineConfig } from 'vitest/config'
import { engineBundle } from './src/build/engine-bundle.ts'
import { SLOW_TESTS, TESTS_VARIABLE } from './test/mutation/parts.ts'
import { QuickFirst } from './test/mutation/quick-first.ts'

/** What Stryker runs for one mutant: the tests that `test/mutation/main.ts` names, all in one project. */
export default defineConfig({
  plugins: [engineBundle()],
  test: {
    environment: 'node',
    setupFiles: ['./test/support/words.ts', './test/support/properties.ts'],
    include: process.env[TESTS_VARIABLE]?.split('\n') ?? [],
    exclude: ['test/**/*.dom.test.ts', ...SLOW_TESTS],
    runner: './test/mutation/loading-runner.ts',
    sequence: { sequencer: QuickFirst },
    testTimeout: 45_000,
  },
})
