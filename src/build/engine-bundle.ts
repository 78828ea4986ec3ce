import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const ENTRY = fileURLToPath(new URL('../../test/support/engine.ts', import.meta.url))

/**
 * Hands the tests the engine as the page and the shell get it: one bundled module. Served module by module, each of its
 * constants is a getter of another module, and a run of a million requests takes 2.7 s instead of 0.2 s.
 */
export const engineBundle = (): Plugin => ({
  name: 'faultline:engine-bundle',
  enforce: 'pre',
  async load(id) {
    if (id !== ENTRY) return null
    const built = await build({
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      build: { ssr: ENTRY, write: false, target: 'node20', sourcemap: true, minify: false },
      ssr: { noExternal: true },
    })
    const [chunk] = Array.isArray(built) ? built[0]!.output : 'output' in built ? built.output : []
    if (chunk?.type !== 'chunk') throw new Error('the engine was not bundled')
    for (const file of chunk.moduleIds) this.addWatchFile(file)
    return { code: chunk.code, map: chunk.map }
  },
})
