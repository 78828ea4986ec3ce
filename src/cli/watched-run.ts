import type { RunPast } from '../analysis/explain/history.ts'
import { historyOf, type Moment } from '../analysis/explain/history.ts'
import { KIND_SIMS } from '../kinds/sims.ts'
import type { Slo } from '../model/design.ts'
import { Frame, indexLayout } from '../runtime/frame-ring.ts'
import type { SimModel } from '../sim/core/sim-model.ts'
import { TICKS_PER_SEC } from '../sim/core/vocabulary.ts'
import { Run } from '../sim/run/loader.ts'
import { SampledRun, SETTLE_EVENTS_MAX } from '../sim/run/sampled-run.ts'

/** Frames of a run that is watched for its causes; a longer run is looked at less often. */
const LOOKS_MAX = 3600

/** Runs a model once more and keeps what every second of it looked like, as the page does. */
export function watchRun(
  model: SimModel,
  slo: Slo,
  untilSec: number,
): RunPast & { readonly moments: readonly Moment[] } {
  const sampled = new SampledRun(new Run(model, KIND_SIMS), 1)
  const layout = indexLayout({ version: 1, nodes: model.nodes.map(({ id }) => id), wires: model.wires })
  const stepSec = Math.max(1, Math.ceil(untilSec / LOOKS_MAX))
  const moments: Moment[] = []
  for (let sec = stepSec; sec <= untilSec; sec += stepSec) {
    if (!reaches(sampled, sec * TICKS_PER_SEC)) break
    const data = new Float64Array(sampled.frameLength)
    sampled.read(data, 1)
    moments.push(new Frame(layout, data))
  }
  const { faults, marks } = sampled.run.engine.chronicle
  return { model, slo, history: historyOf(moments), faults: [...faults], marks: [...marks], moments }
}

/** False where so much happens in no time that the next moment is never reached. */
function reaches(sampled: SampledRun, tick: number): boolean {
  let before = sampled.now
  while (sampled.now < tick) {
    const events = sampled.advance(tick, SETTLE_EVENTS_MAX)
    if (events >= SETTLE_EVENTS_MAX && sampled.now === before) return false
    if (events < SETTLE_EVENTS_MAX) return true
    before = sampled.now
  }
  return true
}
