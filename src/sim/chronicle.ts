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
  /** Faults that somebody has noticed. */
  readonly #seen = new Set<number>()
  #nextFault = 0

  /** Adds a mark behind all that are not younger: what needs time to be known is told of the moment at which it was. */
  push(mark: RunMark): void {
    if (this.#marks.length >= MARKS_MAX) this.#marks.shift()
    let at = this.#marks.length
    while (at > 0 && this.#marks[at - 1]!.timeSec > mark.timeSec) at--
    if (at === this.#marks.length) this.#marks.push(mark)
    else this.#marks.splice(at, 0, mark)
  }

  /** Marks that were not taken yet. */
  get marks(): readonly RunMark[] {
    return this.#marks
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
    const index = id - (this.#faults[0]?.id ?? 0)
    const fault = this.#faults[index]
    if (!fault || fault.endsSec === endsSec) return
    this.#faults[index] = { ...fault, endsSec }
    this.#news.add(id)
  }

  /** Whether nobody has noticed a fault before; from now on somebody has. */
  isNewlySeen(id: number): boolean {
    if (id < 0 || this.#seen.has(id)) return false
    this.#seen.add(id)
    return true
  }

  /** When a fault ends or has ended, in seconds; null while nobody knows, or where it was long ago. */
  endOf(id: number): number | null {
    return this.#faults[id - (this.#faults[0]?.id ?? 0)]?.endsSec ?? null
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
