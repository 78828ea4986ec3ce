/** Workers that are started one after the other without one that lives; then the person decides. */
export const RESTARTS_MAX = 6
/** Wait before the second try in a row; each further one waits twice as long. The first is made at once. */
const WAIT_MS = 250
const WAIT_MS_MAX = 8000

/** A worker that has lived so long was not stillborn, nor killed by what it was given first. */
const STEADY_MS = 10_000

/**
 * How long to wait before a lost worker is replaced. One worker that dies is replaced at once; a file that cannot be fetched,
 * or a design that kills each worker, must not start a hundred a second.
 */
export class RestartWait {
  #inRow = 0

  /** Losses in a row, this one included. */
  get inRow(): number {
    return this.#inRow
  }

  /** Milliseconds until the next try for one that lived so long, or null when there have been too many in a row. */
  next(livedMs: number): number | null {
    this.#inRow = livedMs >= STEADY_MS ? 1 : this.#inRow + 1
    if (this.#inRow > RESTARTS_MAX) return null
    return this.#inRow === 1 ? 0 : Math.min(WAIT_MS_MAX, WAIT_MS * 2 ** (this.#inRow - 2))
  }

  /** The person wants it tried again. */
  reset(): void {
    this.#inRow = 0
  }
}
