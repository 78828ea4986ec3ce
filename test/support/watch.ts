import type { Symptom } from '../../src/analysis/explain/chain.ts'
import { explain } from '../../src/analysis/explain/explain.ts'
import type { RunPast } from '../../src/analysis/explain/history.ts'
import { historyOf, type Moment } from '../../src/analysis/explain/history.ts'
import type { Design, ScenarioEvent } from '../../src/model/design.ts'
import { Frame, indexLayout } from '../../src/runtime/frame-ring.ts'
import { KIND_SIMS, Run, SampledRun, TICKS_PER_SEC } from './engine.ts'
import { modelOf } from './simulate.ts'

/** What is known of a run that was watched: a frame every simulated second, and what was done to it. */
export interface Watched extends RunPast {
  readonly moments: readonly Moment[]
}

/** Plays a design with its scenario and keeps a frame of every second. */
export function watch(design: Design, untilSec: number, seed = 1): Watched {
  const model = modelOf(design, seed)
  const sampled = new SampledRun(new Run(model, KIND_SIMS), 1)
  const layout = indexLayout({ version: 1, nodes: model.nodes.map(({ id }) => id), wires: model.wires })
  const moments: Moment[] = []
  for (let sec = 1; sec <= untilSec; sec++) {
    sampled.advance(sec * TICKS_PER_SEC)
    const data = new Float64Array(sampled.frameLength)
    sampled.read(data, 1)
    moments.push(new Frame(layout, data))
  }
  return {
    model,
    moments,
    history: historyOf(moments),
    faults: [...sampled.run.engine.chronicle.faults],
    marks: [...sampled.run.engine.chronicle.marks],
    slo: design.slo,
  }
}

export const at = (design: Design, ...events: ScenarioEvent[]): Design => ({
  ...design,
  scenario: { ...design.scenario, events: [...design.scenario.events, ...events] },
})

/** The chain of a watched run, as codes with their parts: `kill db`, `failing`. */
export const chainOf = (watched: Watched, sec: number, symptom: Symptom = { of: 'system' }): string[] =>
  explain(watched, symptom, sec).links.map(({ code, node }) => `${code} ${node}`.trim())
