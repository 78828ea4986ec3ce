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
  readonly #columns: number
  readonly #counts: Float64Array
  #next = 0
  #kept = 0

  constructor(columns: number) {
    this.#columns = columns
    this.#counts = new Float64Array(columns * KEPT_STEPS)
  }

  push(step: ArrayLike<number>): void {
    for (let column = 0; column < this.#columns; column++)
      this.#counts[this.#next * this.#columns + column] = step[column]!
    this.#next = (this.#next + 1) % KEPT_STEPS
    this.#kept = Math.min(KEPT_STEPS, this.#kept + 1)
  }

  /** A column over the last so many steps. */
  sum(column: number, steps: number): number {
    let total = 0
    for (let back = 1; back <= Math.min(steps, this.#kept); back++)
      total += this.#counts[((this.#next - back + KEPT_STEPS) % KEPT_STEPS) * this.#columns + column]!
    return total
  }
}
