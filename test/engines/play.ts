import { compile, KIND_SIMS, Run, reportOf, SampledRun, TICKS_PER_SEC } from '../support/engine.ts'
import { CASES } from './designs.ts'
import { Digest } from './digest.ts'

/** What is bundled into one plain script for every engine of the language: it needs nothing but ECMAScript. */
export const NAMES: readonly string[] = Object.keys(CASES)

const FRAMES_A_SEC = 4

/** Runs a design for a share of its time; gives the hash of its frames, its report, and what the report is about. */
export function play(name: string, share = 1): string {
  const { design, sec, oneOf } = CASES[name]!
  const compiled = compile(design())
  if (!compiled.ok) throw new Error(`${name} does not compile: ${JSON.stringify(compiled.error)}`)
  const sampled = new SampledRun(new Run(compiled.value.model, KIND_SIMS, oneOf), 1)
  const digest = new Digest()
  const frame = new Float64Array(sampled.frameLength)
  const frames = Math.ceil(sec * share * FRAMES_A_SEC)
  for (let i = 1; i <= frames; i++) {
    sampled.advance((i * TICKS_PER_SEC) / FRAMES_A_SEC)
    sampled.read(frame, 1)
    digest.doubles(frame)
  }
  return digest.data(reportOf(sampled.run, 0, frames / FRAMES_A_SEC, false)).hex()
}
