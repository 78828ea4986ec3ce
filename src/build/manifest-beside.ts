import { renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

/** Where the manifest of a build lies: beside its folder, because everything in the folder is published. */
export const manifestOf = (outDir: string): string => `${outDir.replace(/[/\\]$/, '')}-manifest.json`

/** Moves Vite's manifest, which only the byte budgets read, out of what a host serves. */
export function manifestBeside(): Plugin {
  let outDir = ''
  return {
    name: 'faultline-manifest-beside',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir
    },
    closeBundle: {
      sequential: true,
      handler() {
        const made = join(outDir, '.vite/manifest.json')
        renameSync(made, manifestOf(outDir))
        rmSync(dirname(made), { recursive: true })
      },
    },
  }
}
