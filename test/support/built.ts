import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/**
 * Bundles a module as the browser's workers are and imports it: module by module the same code is up to ten times slower, because
 * constants of other modules are no constants to the optimiser.
 */
export async function builtModule<T>(entry: URL): Promise<T> {
  const name = entry.pathname.split('/').at(-1)!.replace(/\.ts$/, '')
  const outDir = fileURLToPath(new URL(`../../dist/built/${name}`, import.meta.url))
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(entry),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.js`, topLevelVar: false } },
    },
    ssr: { target: 'node', noExternal: true },
  })
  return (await import(`${outDir}/${name}.js`)) as T
}
