import { failureTimesOf } from '../analysis/availability/availability.ts'
import { type PlanOptions, ResiliencePlan } from '../analysis/resilience/plan.ts'
import { Spof } from '../analysis/spof/spof.ts'
import { type Design, SEED_MAX } from '../model/design.ts'
import { FOLLOWED_PER_SEC, followedIn } from '../model/measure.ts'
import { err, ok, type Result } from '../model/result.ts'
import {
  resilienceCsv,
  resilienceJson,
  resilienceLines,
  resilienceMarkdown,
  type Told,
} from '../reading/resilience-text.ts'
import { nameOf } from '../scene/names.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import { ENGINE_VERSION } from '../sim/core/vocabulary.ts'
import { type CommandIo, EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { english } from './english.ts'
import { runExperiments, threadCount } from './run-threads.ts'
import { readRunnable } from './runnable.ts'
import { readWords, theOne, whole } from './words.ts'

const SEEDS_MAX = 20
const THREADS_ASKED_MAX = 64

const USAGE = `Usage: faultline resilience DESIGN.json [--only ID …] [--seeds N] [--seed N]
                             [--tiers] [--wires] [--approximate] [--threads N]
                             [--json | --csv | --markdown]

Loses every node, zone and region in turn, each in a run of its own from the
same steady state, and says what that did to each class of requests: while
others take over, once all has settled, and after the return.

  DESIGN.json    a design document, or - for standard input
  --only ID …    only these nodes, frames or wires
  --seeds N      so many seeds from the design's own on, up to ${SEEDS_MAX}; more than
                 one gives intervals
  --seed N       instead of the design's own: a whole number up to ${SEED_MAX}
  --tiers        also every tier at once
  --wires        also every wire, which is cut
  --approximate  above ${FOLLOWED_PER_SEC} requests/s follow only one of several: faster, and
                 not exact
  --threads N    threads that share the runs; what is printed is the same
  --json         one JSON object; --csv and --markdown: tables

Exit code 0 when it ran, 2 when the arguments or the design are wrong.
`

export const resilienceCommand: Subcommand = {
  name: 'resilience',
  usage: USAGE,
  run: async (words, io) => {
    const parsed = parseResilience(words)
    if (!parsed.ok) return misused(resilienceCommand, parsed.error, io)
    const text = io.read(parsed.value.file)
    if (!text.ok) {
      io.complain(text.error)
      return EXIT_BAD_INPUT
    }
    return (await proveDesign(text.value, parsed.value, io)) ? EXIT_OK : EXIT_BAD_INPUT
  },
}

const FORMATS = {
  '--json': resilienceJson,
  '--csv': resilienceCsv,
  '--markdown': resilienceMarkdown,
  lines: resilienceLines,
} as const
const FORMAT_SWITCHES = ['--json', '--csv', '--markdown'] as const
type Format = keyof typeof FORMATS

interface ResilienceArguments {
  readonly file: string
  readonly only: readonly string[]
  readonly seeds: number
  readonly seed: number | null
  readonly tiers: boolean
  readonly wires: boolean
  readonly approximate: boolean
  readonly threads: number
  readonly format: Format
}

function parseResilience(words: readonly string[]): Result<ResilienceArguments, string> {
  const read = readWords(words, {
    numbers: [
      ['--seeds', whole(1, SEEDS_MAX)],
      ['--seed', whole(0, SEED_MAX)],
      ['--threads', whole(1, THREADS_ASKED_MAX)],
    ],
    lists: ['--only'],
    switches: ['--tiers', '--wires', '--approximate', ...FORMAT_SWITCHES],
  })
  if (!read.ok) return read
  const { numbers, switches } = read.value
  const formats = FORMAT_SWITCHES.filter((name) => switches.has(name))
  if (formats.length > 1) return err(`one of ${formats.join(' and ')}`)
  const only = [...(read.value.lists.get('--only') ?? [])]
  // `--only a b design.json` reads as one list: the file is the last of it.
  const isLast = read.value.operands.length === 0 && only.length > 1
  const file = theOne(isLast ? [only.pop()!] : read.value.operands, 'design')
  if (!file.ok) return file
  return ok({
    file: file.value,
    only,
    seeds: numbers.get('--seeds') ?? 1,
    seed: numbers.get('--seed') ?? null,
    tiers: switches.has('--tiers'),
    wires: switches.has('--wires'),
    approximate: switches.has('--approximate'),
    threads: numbers.get('--threads') ?? threadCount(),
    format: formats[0] ?? 'lines',
  })
}

/** Reads, compiles and loses everything in turn; false where something was wrong, which has been said. */
async function proveDesign(text: string, options: ResilienceArguments, io: CommandIo): Promise<boolean> {
  const read = readRunnable(text, options.seed, options.approximate)
  for (const warning of read.warnings) io.complain(`warning: ${warning}`)
  if (!read.ok) {
    for (const error of read.errors) io.complain(error)
    return false
  }
  const { design, model } = read
  const problem = cannotProve(design, model, options)
  if (problem !== null) {
    io.complain(problem)
    return false
  }
  const told = await prove(design, model, options, io)
  io.print(FORMATS[options.format](told))
  return true
}

function cannotProve(design: Design, model: SimModel, { only }: ResilienceArguments): string | null {
  const known = new Set([...design.nodes, ...design.edges].map(({ id }) => id))
  const unknown = only.find((id) => !known.has(id))
  if (unknown !== undefined) return `--only: there is no "${unknown}" in the design`
  // Clients and notes stay: nobody would notice, or nothing runs there.
  const lost = new Set([...new Spof(model, {}).targets.map(({ id }) => id), ...model.wires])
  const kept = only.find((id) => !lost.has(id))
  return kept === undefined
    ? null
    : `--only: "${kept}" cannot be lost; name a node, frame or wire that serves`
}

/** From here on a person is told how long it takes. */
const LONG_SEC = 60

async function prove(
  design: Design,
  model: SimModel,
  options: ResilienceArguments,
  io: CommandIo,
): Promise<Told> {
  const plan = new ResiliencePlan(model, planOptions(design, model, options))
  const sec = plan.estimateSec(options.threads)
  const faster = options.approximate ? '' : '; --approximate is faster, and not exact'
  if (sec > LONG_SEC) io.complain(`this takes about ${Math.round(sec)} s${faster}`)
  await runExperiments(
    plan.runs.map(({ experiment }) => experiment),
    options.threads,
    (index, outcome) => plan.note(index, outcome),
  )
  return {
    design,
    report: plan.report,
    engine: ENGINE_VERSION,
    name: (id) => nameOf(design, id, 'en'),
    t: english,
  }
}

const planOptions = (design: Design, model: SimModel, options: ResilienceArguments): PlanOptions => ({
  tiers: options.tiers,
  wires: options.wires,
  only: options.only,
  seeds: options.seeds,
  weight: options.approximate ? followedIn(model) : 1,
  objective: design.slo.availability,
  failureTimes: failureTimesOf(design),
})
