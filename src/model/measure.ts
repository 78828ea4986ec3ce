/** How long a measured run is, in simulated seconds. The shell and the page ask for it alike. */
export interface MeasureOptions {
  /** Of the whole run. */
  readonly durationSec: number
  /** Of those, at its start, that the figures leave out. */
  readonly warmupSec: number
}

export const DEFAULT_DURATION_SEC = 60
/** A tenth of the run is left out, the usual share for simulation output. */
export const WARMUP_SHARE = 0.1
/** 30 days: far below the 104 days that the engine's clock can count exactly. */
export const DURATION_MAX_SEC = 2_592_000
