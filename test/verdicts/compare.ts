import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { randomGraph } from '../support/random-graphs.ts'
import { type Agreement, agreementOf, compareVerdicts, sharesFit } from '../support/verdicts.ts'

interface Summary {
  designs: number
  unsteady: number
  classes: number
  readonly verdicts: Record<string, number>
  readonly agreements: Record<Agreement, number>
  /** Of those with the same verdict, the ones whose shares lie further apart than chance has it. */
  apart: number
  readonly differing: string[]
}

const SHOWN = 200

const empty = (): Summary => ({
  designs: 0,
  unsteady: 0,
  classes: 0,
  verdicts: {},
  agreements: { same: 0, time: 0, range: 0, chance: 0, differs: 0 },
  apart: 0,
  differing: [],
})

function compareSome(from: number, until: number, step: number): Summary {
  const summary = empty()
  for (let seed = from; seed < until; seed += step) {
    summary.designs++
    const compared = compareVerdicts(randomGraph(seed))
    if (compared === null) {
      summary.unsteady++
      continue
    }
    for (const one of compared) {
      const { said, measured, target, requestClass } = one
      const agreement = agreementOf(one)
      const pair = `${said.verdict} / ${measured.verdict}`
      summary.classes++
      summary.verdicts[pair] = (summary.verdicts[pair] ?? 0) + 1
      summary.agreements[agreement]++
      if (agreement === 'same' && said.verdict === 'partial' && !sharesFit(one)) summary.apart++
      if (agreement === 'differs')
        summary.differing.push(
          `seed ${seed}, ${target}, ${requestClass}: ${pair}; said ${said.success} to ${said.successMax} after ${said.sec} s, measured ${measured.failingOver.toFixed(3)} then ${measured.settled.toFixed(3)}, back after ${measured.rtoSec} s`,
        )
    }
  }
  return summary
}

/** Prints how often structure and run agree, and where they do not; 1 where they do not. */
export async function compareMany(seed: number, runs: number): Promise<number> {
  const threads = Math.min(availableParallelism(), runs)
  const parts = await Promise.all(
    Array.from({ length: threads }, (_, i) => inThread(seed + i, seed + runs, threads)),
  )
  const all = parts.reduce(merged, empty())
  const lines = [
    `${all.designs} designs, ${all.unsteady} of them not run or never steady; ${all.classes} losses judged for a class`,
    ...Object.entries(all.agreements).map(
      ([name, count]) => `  ${name}: ${count} (${((100 * count) / all.classes).toFixed(3)} %)`,
    ),
    `partial by both, with shares further apart than by chance: ${all.apart}`,
    'said / measured:',
    ...Object.entries(all.verdicts)
      .sort(([, a], [, b]) => b - a)
      .map(([pair, count]) => `  ${pair}: ${count}`),
    ...all.differing.slice(0, SHOWN),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  return all.agreements.differs > 0 ? 1 : 0
}

function inThread(from: number, until: number, step: number): Promise<Summary> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(fileURLToPath(import.meta.url), { workerData: { from, until, step } })
    thread.once('message', resolve)
    thread.once('error', reject)
  })
}

function merged(into: Summary, part: Summary): Summary {
  into.designs += part.designs
  into.unsteady += part.unsteady
  into.classes += part.classes
  for (const [pair, count] of Object.entries(part.verdicts))
    into.verdicts[pair] = (into.verdicts[pair] ?? 0) + count
  for (const [name, count] of Object.entries(part.agreements)) into.agreements[name as Agreement] += count
  into.apart += part.apart
  into.differing.push(...part.differing)
  return into
}

if (!isMainThread && parentPort !== null) {
  const { from, until, step } = workerData as { from: number; until: number; step: number }
  parentPort.postMessage(compareSome(from, until, step))
}
