import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'
import { engineBundle } from './src/build/engine-bundle.ts'

// The page's own config stays out of this one: a test run must not build a service worker.
export default defineConfig({
  plugins: [react(), engineBundle()],
  test: {
    reporters: ['default', './test/support/summary-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          setupFiles: ['./test/support/words.ts'],
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/**/*.dom.test.ts'],
          // A closed form takes millions of requests: seconds, or more on a busy machine.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          setupFiles: ['./test/support/words.ts'],
          include: ['test/**/*.dom.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: './test/e2e/global-setup.ts',
          // One browser at a time: two of them on two cores measure each other.
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
