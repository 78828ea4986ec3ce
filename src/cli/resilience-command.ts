import { failureTimesOf } from '../analysis/availability/availability.ts'
import { type PlanOptions, ResiliencePlan } from '../analysis/resilience/plan.ts'
import { Spof } from '../analysis/spof/spof.ts'
import { compile } from '../compile/compile.ts'
import { kindModel } from '../kinds/models.ts'
import { type Design, SEED_MAX } from '../model/design.ts'
import { FOLLOWED_PER_SEC, followOneOf } from '../model/measure.ts'
import { parseDesign } from '../model/parse.ts'
import { err, ok, type Result } from '../model/result.ts'
import {
  resilienceCsv,
  resilienceJson,
  resilienceLines,
  resilienceMarkdown,
  type Told,
} from '../reading/resilience-text.ts'
import { nameOf } from '../scene/names.ts'
import { ENGINE_VERSION } from '../sim/codes.ts'
import type { SimModel } from '../sim/sim-model.ts'
import { type CommandIo, EXIT_BAD_INPUT, EXIT_OK, misused, type Subcommand } from './command.ts'
import { english } from './english.ts'
import { issueText, parseErrorText } from './messages.ts'
import { printableLines } from './printable.ts'
import { runExperiments, threadCount } from './run-threads.ts'

const SEEDS_MAX = 20

const USAGE = `Usage: faultline resilience DESIGN.json [--only ID …] [--seeds N] [--seed N]
                             [--tiers] [--wires] [--approximate]
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
  json: resilienceJson,
  csv: resilienceCsv,
  markdown: resilienceMarkdown,
  lines: resilienceLines,
} as const
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

const SWITCHES = new Set(['--tiers', '--wires', '--approximate', '--json', '--csv', '--markdown'])
const NUMBERS = new Set(['--seeds', '--seed', '--threads'])

function parseResilience(words: readonly string[]): Result<ResilienceArguments, string> {
  const files: string[] = []
  const only: string[] = []
  const switches = new Set<string>()
  const numbers = new Map<string, string>()
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (SWITCHES.has(word)) switches.add(word)
    else if (NUMBERS.has(word)) numbers.set(word, words[++i] ?? '')
    else if (word === '--only') {
      while (i + 1 < words.length && !words[i + 1]!.startsWith('-')) only.push(words[++i]!)
      if (only.length === 0) return err('--only needs the id of a node, frame or wire')
    } else if (word.startsWith('-') && word !== '-') return err(`unknown option ${word}`)
    else files.push(word)
  }
  const formats = (['json', 'csv', 'markdown'] as const).filter((format) => switches.has(`--${format}`))
  if (formats.length > 1) return err(`one of ${formats.map((format) => `--${format}`).join(' and ')}`)
  // `--only a b design.json` reads as one list: the file is the last of it.
  if (files.length === 0 && only.length > 1) files.push(only.pop()!)
  if (files.length !== 1)
    return err(
      files.length === 0 ? 'which design? name its file' : `one design at a time, not ${files.length}`,
    )
  return checkNumbers(numbers, {
    file: files[0]!,
    only,
    tiers: switches.has('--tiers'),
    wires: switches.has('--wires'),
    approximate: switches.has('--approximate'),
    format: formats[0] ?? 'lines',
  })
}

function checkNumbers(
  numbers: ReadonlyMap<string, string>,
  rest: Omit<ResilienceArguments, 'seeds' | 'seed' | 'threads'>,
): Result<ResilienceArguments, string> {
  const read = (name: string, otherwise: number): number => {
    const text = numbers.get(name)
    return text === undefined ? otherwise : text.trim() === '' ? Number.NaN : Number(text)
  }
  const isWhole = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most
  const [seeds, seed, threads] = [read('--seeds', 1), read('--seed', -1), read('--threads', threadCount())]
  if (!isWhole(seeds, 1, SEEDS_MAX)) return err(`--seeds is a whole number from 1 to ${SEEDS_MAX}`)
  if (numbers.has('--seed') && !isWhole(seed, 0, SEED_MAX))
    return err(`--seed is a whole number from 0 to ${SEED_MAX}`)
  if (!isWhole(threads, 1, 64)) return err('--threads is a whole number from 1 to 64')
  return ok({ ...rest, seeds, seed: numbers.has('--seed') ? seed : null, threads })
}

/** Reads, compiles and loses everything in turn; false where something was wrong, which has been said. */
async function proveDesign(text: string, options: ResilienceArguments, io: CommandIo): Promise<boolean> {
  const parsed = parseDesign(text, kindModel)
  if (!parsed.ok) {
    io.complain(parseErrorText(parsed.error))
    return false
  }
  const design = options.seed === null ? parsed.value : withSeed(parsed.value, options.seed)
  const compiled = compile(design)
  const issues = compiled.ok ? compiled.value.issues : compiled.error
  for (const issue of issues)
    io.complain(issue.severity === 'warning' ? `warning: ${issueText(issue)}` : issueText(issue))
  if (!compiled.ok) return false
  const problem = cannotProve(design, compiled.value.model, options)
  if (problem !== null) {
    io.complain(problem)
    return false
  }
  const told = await prove(design, compiled.value.model, options, io)
  const out = FORMATS[options.format](told)
  io.print(options.format === 'lines' ? printableLines(out) : out)
  return true
}

function cannotProve(design: Design, model: SimModel, { only }: ResilienceArguments): string | null {
  if (!model.nodes.some((node) => kindModel(node.kind)?.role === 'source'))
    return 'the design has no client, so nobody would notice a loss: add a node of kind "client"'
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
  if (sec > LONG_SEC && !options.approximate)
    io.complain(`this takes about ${Math.round(sec)} s; --approximate is faster, and not exact`)
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
  weight: options.approximate ? followOneOf(model.offeredPerSec) : 1,
  objective: design.slo.availability,
  failureTimes: failureTimesOf(design),
})

const withSeed = (design: Design, seed: number): Design => ({
  ...design,
  scenario: { ...design.scenario, seed },
})
