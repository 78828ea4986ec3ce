import { createHash } from 'node:crypto'
import { EXAMPLES, exampleById } from '../../src/document/examples/examples.ts'
import { KIND_MODELS } from '../../src/kinds/models.ts'
import type { Design } from '../../src/model/design.ts'
import { FAULTS, type Fault, type FaultType } from '../../src/model/fault.ts'
import { examples } from './any-run.ts'
import { everyKind, lone } from './designs.ts'
import { compile, KIND_SIMS, Run, type RunStep, reportOf, SampledRun, TICKS_PER_SEC } from './engine.ts'
import { randomDesign } from './random-designs.ts'
import { randomGraph } from './random-graphs.ts'
import { modelOf } from './simulate.ts'

/** A run whose every byte is known: what is played, how, and what is done on the way. */
export interface RecordedRun {
  readonly name: string
  readonly design: Design
  readonly seconds: number
  readonly weight?: number
  readonly steps?: readonly RunStep[]
  /** Events of each slice, over and over; all at once where it is absent. */
  readonly slices?: readonly number[]
}

/** The faults that the runs are recorded with; one that comes later gets runs of its own. */
const RECORDED_FAULTS: readonly FaultType[] = [
  'kill',
  'drain',
  'slow',
  'errors',
  'cut',
  'flush',
  'pause',
  'spike',
]

/** Two hundred runs and more: the gallery, every kind, faults, random designs, the approximate mode, edits, slices. */
export function recordedRuns(): RecordedRun[] {
  return [
    ...EXAMPLES.map((one, i) => ({ name: `example ${one.id}`, design: examples[i]!, seconds: 2 })),
    ...kinds(),
    ...faults(),
    ...graphs(40),
    ...hastyDesigns(400),
    ...approximate(),
    ...slices(),
  ]
}

/** How often it is looked at after the last thing that is done to it. */
const LOOKS = 6

/** Plays a run and gives the first 64 bits of the hash of all that it tells: its report, its marks and a frame; `look` sees it between. */
export function recordedHash(recorded: RecordedRun, look: (sampled: SampledRun) => void = () => {}): string {
  const sampled = begun(recorded)
  const { slices = [Number.MAX_SAFE_INTEGER], steps = [] } = recorded
  let slice = 0
  const until = (tick: number): void => {
    for (;;) {
      const most = slices[slice++ % slices.length]!
      if (sampled.advance(tick, most) < most) return
    }
  }
  for (const step of steps) {
    until(step.tick)
    look(sampled)
    if (step.type === 'fault') sampled.inject(step.fault)
    else sampled.patch(step.model, sampled.layoutVersion + 1)
  }
  const left = recorded.seconds * TICKS_PER_SEC - sampled.now
  for (let part = LOOKS - 1; part >= 0; part--) {
    until(recorded.seconds * TICKS_PER_SEC - Math.floor((left * part) / LOOKS))
    look(sampled)
  }
  return hashOf(sampled, recorded.seconds)
}

/** Plays runs in turns, a slice of each after the other, as two engines in one process do. */
export function hashesOfTurns(runs: readonly RecordedRun[], eventsOfSlice: number): string[] {
  const going = runs.map((recorded) => ({ recorded, sampled: begun(recorded), over: false }))
  while (going.some(({ over }) => !over))
    for (const one of going) {
      if (one.over) continue
      const end = one.recorded.seconds * TICKS_PER_SEC
      one.over = one.sampled.advance(end, eventsOfSlice) < eventsOfSlice
    }
  return going.map(({ recorded, sampled }) => hashOf(sampled, recorded.seconds))
}

const begun = ({ design, weight }: RecordedRun): SampledRun =>
  new SampledRun(new Run(modelOf(design, 7), KIND_SIMS, weight ?? 1), 1)

function hashOf(sampled: SampledRun, seconds: number): string {
  const frame = new Float64Array(sampled.frameLength)
  sampled.read(frame, 1)
  const { run } = sampled
  const told = { report: reportOf(run, 0, seconds, false), marks: run.engine.chronicle.marks }
  return createHash('sha256')
    .update(JSON.stringify(told))
    .update(new Uint8Array(frame.buffer))
    .digest('hex')
    .slice(0, 16)
}

function kinds(): RecordedRun[] {
  const named = KIND_MODELS.filter(({ traits }) => !traits.contains).map(({ id }) => ({
    name: `lone ${id}`,
    design: lone(id),
    seconds: 3,
  }))
  return [...named, { name: 'every kind', design: everyKind(), seconds: 4 }]
}

/** Every fault on every part and wire of the design that has every kind. */
function faults(): RecordedRun[] {
  const design = everyKind()
  const targets = [...design.nodes, ...design.edges.slice(0, 6)].map(({ id }) => id)
  return RECORDED_FAULTS.map((type) => {
    const fault = (target: string): Fault => ({
      type,
      target,
      durationSec: 0.4,
      amount: FAULTS[type].amount?.default ?? null,
    })
    const steps = targets.map(
      (target, i): RunStep => ({
        type: 'fault',
        tick: Math.round((0.3 + 0.15 * i) * TICKS_PER_SEC),
        fault: fault(target),
      }),
    )
    return { name: `every part, ${type}`, design, seconds: 5, steps }
  })
}

function graphs(count: number): RecordedRun[] {
  return Array.from({ length: count }, (_, i) => {
    const design = randomGraph(i + 1)
    const victim = design.nodes[(3 * i) % design.nodes.length]!.id
    const fault: Fault = { type: 'kill', target: victim, durationSec: 2, amount: null }
    const steps: RunStep[] = i % 2 === 0 ? [] : [{ type: 'fault', tick: 2 * TICKS_PER_SEC, fault }]
    return { name: `random graph ${i + 1}`, design, seconds: 5, steps }
  })
}

/** Of so many designs drawn in a hurry, those that run; every third one is edited on the way. */
function hastyDesigns(count: number): RecordedRun[] {
  const runs: RecordedRun[] = []
  for (let seed = 1; seed <= count && runs.length < 120; seed++) {
    const design = calm(randomDesign(seed))
    if (!compile(design).ok) continue
    runs.push({
      name: `hasty design ${seed}`,
      design,
      seconds: 2,
      steps: seed % 3 === 0 ? edits(design) : [],
    })
  }
  return runs
}

/** With little traffic, and a scenario of recorded faults alone. */
const calm = (design: Design): Design => ({
  ...design,
  nodes: design.nodes.map((node) =>
    node.kind === 'client' ? { ...node, params: { ...node.params, ratePerSec: 60 } } : node,
  ),
  scenario: {
    ...design.scenario,
    events: design.scenario.events
      .filter(({ type }) => type === 'restore' || RECORDED_FAULTS.includes(type))
      .map((event) => ({ ...event, at: event.at % 2 })),
  },
})

/** The last part goes with its wires, and comes back. */
function edits(design: Design): RunStep[] {
  const gone = design.nodes.at(-1)!
  const without: Design = {
    ...design,
    nodes: design.nodes.slice(0, -1),
    edges: design.edges.filter(({ source, target }) => source !== gone.id && target !== gone.id),
    scenario: { ...design.scenario, events: [] },
  }
  if (design.nodes.some(({ parent }) => parent === gone.id) || !compile(without).ok) return []
  const edit = (sec: number, one: Design): RunStep => ({
    type: 'edit',
    tick: sec * TICKS_PER_SEC,
    model: modelOf(one, 7),
  })
  return [edit(0.7, without), edit(1.2, design)]
}

const approximate = (): RecordedRun[] =>
  ['opening', 'stage-6', 'stage-10', 'stage-13'].flatMap((id) => {
    const design = exampleById(id)!.design('en')
    return [4, 16].map((weight) => ({ name: `approximate ${id} by ${weight}`, design, seconds: 1, weight }))
  })

const slices = (): RecordedRun[] =>
  [[1], [7, 1], [1000, 3, 17], [100_000]].map((some) => ({
    name: `every kind in slices of ${some.join(', ')}`,
    design: everyKind(),
    seconds: 4,
    slices: some,
  }))
