/** Simulated seconds in one second of the reader's. */
export const SPEEDS = [0.25, 1, 4, 60] as const
