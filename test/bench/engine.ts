import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOT } from '../support/paths.ts'

export interface EngineFigure {
  readonly requestsPerSec: number
  readonly nsPerEvent: number
  readonly eventsPerRequest: number
  readonly requestsPerThousandHolds: number
}

/** Bundles the engine's workloads as the worker is bundled and runs them in a fresh process. */
export async function measureEngine(): Promise<Readonly<Record<string, EngineFigure>>> {
  const outDir = mkdtempSync(join(tmpdir(), 'faultline-bench-'))
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: { ssr: join(ROOT, 'test/bench/engine-runs.ts'), outDir, target: 'es2022', emptyOutDir: true },
    })
    const result = spawnSync(process.execPath, [join(outDir, 'engine-runs.js')], { encoding: 'utf8' })
    if (result.status !== 0) throw new Error(`The engine's benchmark failed: ${result.stderr}`)
    return JSON.parse(result.stdout) as Readonly<Record<string, EngineFigure>>
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
