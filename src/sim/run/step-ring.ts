/** Steps over which it is seen whether something is out of its objective, and those that are kept to compare with. */
export const WINDOW_STEPS = 10
const KEPT_STEPS = 40

/** What is counted of a request class in a step: requests that began, that were answered, that failed, and that took too long. */
export const STEP_COUNTS = 4
export const OFFERED = 0
export const DONE = 1
export const FAILED = 2
export const SLOW = 3

/** Counts of the last steps. */
export class StepRing {
  private readonly _columns: number
  private readonly _counts: Float64Array
  private _next = 0
  private _kept = 0

  constructor(columns: number) {
    this._columns = columns
    this._counts = new Float64Array(columns * KEPT_STEPS)
  }

  push(step: ArrayLike<number>): void {
    for (let column = 0; column < this._columns; column++)
      this._counts[this._next * this._columns + column] = step[column]!
    this._next = (this._next + 1) % KEPT_STEPS
    this._kept = Math.min(KEPT_STEPS, this._kept + 1)
  }

  /** A column over the last so many steps. */
  sum(column: number, steps: number): number {
    let total = 0
    for (let back = 1; back <= Math.min(steps, this._kept); back++)
      total += this._counts[((this._next - back + KEPT_STEPS) % KEPT_STEPS) * this._columns + column]!
    return total
  }
}
