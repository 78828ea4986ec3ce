import { type NumberShape, readNumber } from '../../i18n/read-number.ts'
import type { Translator } from '../../i18n/use-t.ts'
import { SEED_MAX } from '../../model/design.ts'
import {
  DEFAULT_DURATION_SEC,
  DURATION_MAX_SEC,
  type MeasureOptions,
  WARMUP_SHARE,
} from '../../model/measure.ts'

export const DRAFT_SHAPES = {
  duration: { min: 0.1, max: DURATION_MAX_SEC, integer: false, unit: 's' },
  warmup: { min: 0, max: DURATION_MAX_SEC, integer: false, unit: 's' },
  seed: { min: 0, max: SEED_MAX, integer: true, unit: '' },
} as const satisfies Record<string, NumberShape>

export type DraftField = keyof typeof DRAFT_SHAPES

/** What was typed; null where nothing was, and the value follows from the design or the duration. */
export type MeasureDraft = Readonly<Record<DraftField, string | null>>

export const EMPTY_DRAFT: MeasureDraft = { duration: null, warmup: null, seed: null }

export interface MeasureInput extends MeasureOptions {
  readonly seed: number
}

export interface ReadDraft {
  readonly input: MeasureInput
  /** What is wrong with each field, in a sentence; empty where it is fine. */
  readonly problems: Readonly<Record<DraftField, string>>
}

/** The numbers of a draft. Where one is wrong, its default stands in for it, and nothing may start. */
export function readDraft(draft: MeasureDraft, designSeed: number, t: Translator): ReadDraft {
  const problems = { duration: '', warmup: '', seed: '' }
  const read = (field: DraftField, fallback: number): number => {
    const text = draft[field]
    if (text === null) return fallback
    const number = readNumber(text, DRAFT_SHAPES[field], t)
    if (number.ok) return number.value
    problems[field] = number.error
    return fallback
  }
  const durationSec = read('duration', DEFAULT_DURATION_SEC)
  const usual = durationSec * WARMUP_SHARE
  const warmupSec = read('warmup', usual)
  const seed = read('seed', designSeed)
  if (warmupSec < durationSec) return { input: { durationSec, warmupSec, seed }, problems }
  problems.warmup = t('measure.warmup.tooLong')
  return { input: { durationSec, warmupSec: usual, seed }, problems }
}

/** How the shell is asked for the same run. */
export function shellCommand({ durationSec, warmupSec, seed }: MeasureInput): string {
  const warmup = warmupSec === durationSec * WARMUP_SHARE ? '' : ` --warmup ${warmupSec}`
  return `faultline run design.json --seed ${seed} --duration ${durationSec}${warmup} --json`
}
