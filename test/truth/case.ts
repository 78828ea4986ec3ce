/** A figure that the engine is held against: what it should be, by whom, and what a run of this build measures. */
export interface TruthCase {
  readonly name: string
  readonly source: string
  readonly unit: 'ms' | '%' | 's' | '/s' | ''
  readonly expected: number
  /** Share of the expected figure by which it may be off. */
  readonly tolerance: number
  measure(): number
}

/** Longer than any run: no request of these times out. */
export const DAY_MS = 86_400_000
