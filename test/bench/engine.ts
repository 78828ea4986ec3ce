import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { ROOT } from '../support/paths.ts'
import { middle } from './middle.ts'
import { compared, findSimpy, runSimpy, type SimpyFigure, type SimpyRound } from './simpy.ts'
import { GROWTH, MEMORY, WORKLOADS } from './workloads.ts'

const ROUNDS = 3

/** What one run of `engine-runs.ts` prints. */
export interface EngineRound {
  readonly requestsPerSec: number
  readonly nsPerEvent: number
  readonly eventsPerRequest: number
  /** Requests in the time of a thousand holds of the reference loop: the machine's speed cancels out. */
  readonly requestsPerThousandHolds: number
  readonly meanMs: number
}

export interface MemoryFigure {
  /** More than before the run: objects, buffers of typed arrays, and what the process occupies. */
  readonly heapBytes: number
  readonly bufferBytes: number
  readonly residentBytes: number
  readonly liveCalls: number
  readonly liveRequests: number
  /** Of objects and buffers; null where the calls are not what fills them. */
  readonly bytesPerLiveCall: number | null
}

export interface EngineFigure extends EngineRound {
  readonly targetPerSec: number | null
  readonly closedFormMs: number | null
}

export interface GrowthFigure {
  readonly workload: string
  readonly nsPerEvent: number
  readonly timesTheFirst: number
}

export interface EngineFigures {
  readonly engine: Readonly<Record<string, EngineFigure>>
  /** Null where there is no SimPy. */
  readonly simpy: Readonly<Record<string, SimpyFigure>> | null
  readonly growth: Readonly<Record<string, readonly GrowthFigure[]>>
  readonly memory: Readonly<Record<string, MemoryFigure>>
}

/** Hands the engine's workloads, bundled as the worker is bundled, to a function as the path of a script. */
export async function withEngineBundle<T>(use: (script: string, dir: string) => T): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'faultline-bench-'))
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: join(ROOT, 'test/bench/engine-runs.ts'),
        outDir,
        target: 'es2022',
        emptyOutDir: true,
        sourcemap: true,
        // Like the worker's: the optimiser takes constants of a module for constants only if they are not declared by var.
        rolldownOptions: { output: { topLevelVar: false } },
      },
    })
    return use(join(outDir, 'engine-runs.js'), outDir)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** Runs one figure of the bundle in a fresh process. */
export function runBundle(
  script: string,
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): unknown {
  const result = spawnSync(process.execPath, [...nodeArgs, script, ...args], { encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`The engine's benchmark failed: ${result.stderr}`)
  return JSON.parse(result.stdout)
}

export function measureEngine(): Promise<EngineFigures> {
  return withEngineBundle((script) => {
    const python = findSimpy()
    const engine: Record<string, EngineFigure> = {}
    const simpy: Record<string, SimpyFigure> = {}
    for (const [name, { targetPerSec, targetTimesSimpy, meanMs }] of Object.entries(WORKLOADS)) {
      const ours: EngineRound[] = []
      const theirs: SimpyRound[] = []
      for (let round = 1; round <= ROUNDS; round++) {
        ours.push(runBundle(script, ['speed', name]) as EngineRound)
        if (python !== null && targetTimesSimpy !== undefined) theirs.push(runSimpy(python, name, round))
      }
      engine[name] = {
        ...middle(ours, (round) => round.requestsPerThousandHolds),
        targetPerSec: targetPerSec ?? null,
        closedFormMs: meanMs ?? null,
      }
      if (theirs.length > 0) simpy[name] = compared(ours, theirs, targetTimesSimpy ?? Number.NaN)
    }
    return {
      engine,
      simpy: python === null ? null : simpy,
      growth: growthOf((name) => engine[name]?.nsPerEvent ?? Number.NaN),
      memory: Object.fromEntries(
        Object.keys(MEMORY).map((name) => [
          name,
          runBundle(script, ['memory', name], ['--expose-gc']) as MemoryFigure,
        ]),
      ),
    }
  })
}

const growthOf = (nsPerEvent: (workload: string) => number): EngineFigures['growth'] =>
  Object.fromEntries(
    Object.entries(GROWTH).map(([over, names]) => [
      over,
      names.map((workload) => ({
        workload,
        nsPerEvent: nsPerEvent(workload),
        timesTheFirst: nsPerEvent(workload) / nsPerEvent(names[0]!),
      })),
    ]),
  )
