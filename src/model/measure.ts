/** How long a measured run is, in simulated seconds. The shell and the page ask for it alike. */
export interface MeasureOptions {
  /** Of the whole run. */
  readonly durationSec: number
  /** Of those, at its start, that the figures leave out. */
  readonly warmupSec: number
  /** Follow only some requests where there are too many; see `followOneOf`. */
  readonly approximate?: boolean
}

export const DEFAULT_DURATION_SEC = 60
/** A tenth of the run is left out, the usual share for simulation output. */
export const WARMUP_SHARE = 0.1
/** 30 days: far below the 104 days that the engine's clock can count exactly. */
export const DURATION_MAX_SEC = 2_592_000

/** Requests a second of simulated time that are followed at most in the approximate mode: measured to leave room for ten times real time. */
export const FOLLOWED_PER_SEC = 40_000

/** In the approximate mode one of so many requests of a model is followed: all where something in it cannot be approximated. */
export const followedIn = (model: { readonly offeredPerSec: number; readonly exactOnly: unknown }): number =>
  model.exactOnly === null ? followOneOf(model.offeredPerSec) : 1

/** In the approximate mode one of so many requests is followed (a power of two): 1 where there are few enough to follow all. */
export function followOneOf(offeredPerSec: number): number {
  let weight = 1
  while (offeredPerSec > weight * FOLLOWED_PER_SEC) weight *= 2
  return weight
}
