import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { middle } from './middle.ts'

const SCRIPT = fileURLToPath(new URL('simpy_reference.py', import.meta.url))

/** A Debian package serves the system's own interpreter, which another one may hide. */
const INTERPRETERS = ['python3', '/usr/bin/python3']

export const SIMPY_MISSING =
  'SimPy is skipped: no Python here can import simpy. Debian has it in the package python3-simpy3.'

/** What one run of `simpy_reference.py` prints. */
export interface SimpyRound {
  readonly workload: string
  readonly requestsPerSec: number
  readonly meanMs: number
  readonly timedOut: number
}

/** Ours and SimPy in turns: the medians of both, and of the ratios of neighbouring runs. */
export interface SimpyFigure {
  readonly requestsPerSec: number
  readonly meanMs: number
  readonly times: number
  readonly targetTimes: number
}

/** An interpreter that has SimPy, or null. */
export const findSimpy = (): string | null =>
  INTERPRETERS.find((python) => spawnSync(python, ['-c', 'import simpy']).status === 0) ?? null

export function runSimpy(python: string, workload: string, seed: number): SimpyRound {
  const result = spawnSync(python, [SCRIPT, workload, '--seed', String(seed)], { encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`SimPy failed: ${result.stderr}`)
  const round = parseSimpy(result.stdout).find((one) => one.workload === workload)
  if (!round) throw new Error(`SimPy printed nothing for ${workload}.`)
  return round
}

/** Reads the lines of JSON that the script prints; what else stands in its output, such as warnings, is skipped. */
export function parseSimpy(output: string): SimpyRound[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => {
      const { workload, requestsPerSec, meanMs, timedOut } = JSON.parse(line) as Partial<SimpyRound>
      if (typeof workload !== 'string') throw new Error(`SimPy's line names no workload: ${line}`)
      return {
        workload,
        requestsPerSec: positive(requestsPerSec, line),
        meanMs: positive(meanMs, line),
        timedOut: timedOut ?? 0,
      }
    })
}

function positive(value: unknown, line: string): number {
  if (typeof value !== 'number' || !(value > 0)) throw new Error(`SimPy's line lacks a figure: ${line}`)
  return value
}

/** Runs with equal numbers stand beside each other in time, so each pair gives a ratio of its own. */
export function compared(
  ours: readonly { readonly requestsPerSec: number }[],
  theirs: readonly SimpyRound[],
  targetTimes: number,
): SimpyFigure {
  const itself = (value: number): number => value
  return {
    requestsPerSec: middle(
      theirs.map((round) => round.requestsPerSec),
      itself,
    ),
    // All rounds together: their seeds differ, and each alone would be too short for a check of the mean.
    meanMs: theirs.reduce((sum, round) => sum + round.meanMs, 0) / theirs.length,
    times: middle(
      theirs.map((round, i) => ours[i]!.requestsPerSec / round.requestsPerSec),
      itself,
    ),
    targetTimes,
  }
}
