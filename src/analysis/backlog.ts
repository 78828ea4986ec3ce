/** What is measured of a queue. */
export interface BacklogFigures {
  /** Requests that wait, and how many more there are each second. */
  readonly queue: number
  readonly growthPerSec: number
  /** What comes, the share of it that is repeated attempts, and what gets done. */
  readonly inPerSec: number
  readonly retryShare: number
  readonly donePerSec: number
}

/** What becomes of a backlog by itself. */
export type Backlog =
  /** Slow: more gets done than comes, so it is worked off. */
  | { readonly kind: 'drains'; readonly overInSec: number }
  /** Metastable: first attempts alone would leave room, and the repeated ones take it. */
  | { readonly kind: 'held'; readonly firstPerSec: number }

/** Growth within this share of what gets done is noise. */
const NOISE = 0.02

/** Slow and metastable look the same, for nobody is answered in time; they differ in what comes against what gets done. */
export function backlogOf(figures: BacklogFigures): Backlog | null {
  const { queue, growthPerSec, inPerSec, retryShare, donePerSec } = figures
  // Less than a second of work is no backlog.
  if (!(donePerSec > 0 && queue >= donePerSec)) return null
  if (growthPerSec < -NOISE * donePerSec) return { kind: 'drains', overInSec: queue / -growthPerSec }
  const firstPerSec = inPerSec * (1 - retryShare)
  const held = growthPerSec >= 0 && retryShare > 0 && firstPerSec < (1 - NOISE) * donePerSec
  return held ? { kind: 'held', firstPerSec } : null
}
