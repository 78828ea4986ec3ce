import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { configDefaults, defineConfig } from 'vitest/config'
import { engineBundle } from './src/build/engine-bundle.ts'
import { PATIENT } from './test/support/patience.ts'

const CORES = availableParallelism()
/** More browsers than that only fight for the memory and the clipboard of a machine. */
const BROWSERS_MAX = 4

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
          setupFiles: ['./test/support/words.ts', './test/support/properties.ts'],
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/e2e/**', 'test/**/*.dom.test.ts'],
          // Vitest would leave a core to itself, which is half of a machine of two.
          maxWorkers: CORES,
          // A closed form takes millions of requests: seconds, or more on a busy machine.
          testTimeout: 300_000,
          expect: { poll: PATIENT },
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          setupFiles: [
            './test/support/words.ts',
            './test/support/dom-patience.ts',
            './test/support/properties.ts',
          ],
          include: ['test/**/*.dom.test.{ts,tsx}'],
          maxWorkers: CORES,
          testTimeout: 300_000,
          expect: { poll: PATIENT },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: './test/e2e/global-setup.ts',
          // After the others, which would take the browsers' time. A page waits more than it works, so each core has one.
          sequence: { groupOrder: 1 },
          maxWorkers: Math.min(CORES, BROWSERS_MAX),
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { poll: PATIENT },
        },
      },
      {
        extends: true,
        test: {
          name: 'smoke',
          environment: 'node',
          include: ['test/smoke/**/*.smoke.ts'],
          globalSetup: './test/smoke/global-setup.ts',
          sequence: { groupOrder: 2 },
          maxWorkers: 2,
          // Node has a WebSocket, which Firefox is driven by; Node 20 gives it to those who ask for it.
          execArgv: ['--experimental-websocket'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
