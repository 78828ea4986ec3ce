import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/** What the script declares, for whoever runs it. */
export const GLOBAL_NAME = 'FaultlineEngine'

/** `play.ts` and all that it stands on, as one script without imports. */
export async function engineScript(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      lib: {
        entry: fileURLToPath(new URL('play.ts', import.meta.url)),
        formats: ['iife'],
        name: GLOBAL_NAME,
      },
      // Declared by const, as in the worker, the engine's constants are constants to the optimiser too.
      rolldownOptions: { output: { topLevelVar: false } },
    },
  })
  const [chunk] = Array.isArray(built) ? built[0]!.output : 'output' in built ? built.output : []
  if (chunk?.type !== 'chunk') throw new Error('the engine was not bundled')
  return chunk.code
}
