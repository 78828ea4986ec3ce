import type { RunFault, RunMark } from '../model/mark.ts'

/** Marks that wait to be taken, and faults that are remembered; the oldest go first. */
const MARKS_MAX = 10_000
const FAULTS_MAX = 10_000

/** What happened in a run: faults that struck, and marks of what followed. */
export class Chronicle {
  #marks: RunMark[] = []
  readonly #faults: RunFault[] = []
  /** Faults that began or changed since they were taken. */
  readonly #news = new Set<number>()
  #nextFault = 0

  push(mark: RunMark): void {
    if (this.#marks.length >= MARKS_MAX) this.#marks.shift()
    this.#marks.push(mark)
  }

  /** Marks since the last time they were taken. */
  takeMarks(): RunMark[] {
    const marks = this.#marks
    this.#marks = []
    return marks
  }

  /** A fault strikes; gives its id. */
  strike(fault: Omit<RunFault, 'id'>): number {
    const id = this.#nextFault++
    if (this.#faults.length >= FAULTS_MAX) this.#faults.shift()
    this.#faults.push({ id, ...fault })
    this.#news.add(id)
    return id
  }

  /** A fault is over, or it is known when it will be. */
  end(id: number, endsSec: number): void {
    const index = this.#faults.findIndex((fault) => fault.id === id)
    const fault = this.#faults[index]
    if (!fault || fault.endsSec === endsSec) return
    this.#faults[index] = { ...fault, endsSec }
    this.#news.add(id)
  }

  /** The faults of the run so far. */
  get faults(): readonly RunFault[] {
    return this.#faults
  }

  /** Faults that began, or of which more is known, since the last time they were taken. */
  takeFaults(): RunFault[] {
    const news = this.#faults.filter(({ id }) => this.#news.has(id))
    this.#news.clear()
    return news
  }

  /** What has happened up to now is nobody's business. */
  forget(): void {
    this.#marks = []
    this.#news.clear()
  }
}
