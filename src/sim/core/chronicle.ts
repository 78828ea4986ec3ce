import type { RunFault, RunMark } from '../../model/mark.ts'

/** Marks that wait to be taken, and faults that are remembered; the oldest go first. */
const MARKS_MAX = 10_000
const FAULTS_MAX = 10_000

/** What happened in a run: faults that struck, and marks of what followed. */
export class Chronicle {
  private _marks: RunMark[] = []
  private readonly _faults: RunFault[] = []
  /** Faults that began or changed since they were taken. */
  private readonly _news = new Set<number>()
  /** Faults that somebody has noticed. */
  private readonly _seen = new Set<number>()
  private _nextFault = 0

  /** Adds a mark behind all that are not younger: what needs time to be known is told of the moment at which it was. */
  push(mark: RunMark): void {
    if (this._marks.length >= MARKS_MAX) this._marks.shift()
    let at = this._marks.length
    while (at > 0 && this._marks[at - 1]!.timeSec > mark.timeSec) at--
    if (at === this._marks.length) this._marks.push(mark)
    else this._marks.splice(at, 0, mark)
  }

  /** Marks that were not taken yet. */
  get marks(): readonly RunMark[] {
    return this._marks
  }

  /** Marks since the last time they were taken. */
  takeMarks(): RunMark[] {
    const marks = this._marks
    this._marks = []
    return marks
  }

  /** Goes on with what is known of the run before this engine. */
  resume(faults: readonly RunFault[]): void {
    this._faults.push(...faults)
    this._nextFault = 1 + faults.reduce((most, { id }) => Math.max(most, id), -1)
  }

  /** A fault strikes; gives its id. */
  strike(fault: Omit<RunFault, 'id'>): number {
    const id = this._nextFault++
    if (this._faults.length >= FAULTS_MAX) this._faults.shift()
    this._faults.push({ id, ...fault })
    this._news.add(id)
    return id
  }

  /** A fault is over, or it is known when it will be. */
  end(id: number, endsSec: number): void {
    const index = id - (this._faults[0]?.id ?? 0)
    const fault = this._faults[index]
    if (!fault || fault.endsSec === endsSec) return
    this._faults[index] = { ...fault, endsSec }
    this._news.add(id)
  }

  /** Whether nobody has noticed a fault before; from now on somebody has. */
  isNewlySeen(id: number): boolean {
    if (id < 0 || this._seen.has(id)) return false
    this._seen.add(id)
    return true
  }

  /** When a fault ends or has ended, in seconds; null while nobody knows, or where it was long ago. */
  endOf(id: number): number | null {
    return this._faults[id - (this._faults[0]?.id ?? 0)]?.endsSec ?? null
  }

  /** The faults of the run so far. */
  get faults(): readonly RunFault[] {
    return this._faults
  }

  /** Faults that began, or of which more is known, since the last time they were taken. */
  takeFaults(): RunFault[] {
    const news = this._faults.filter(({ id }) => this._news.has(id))
    this._news.clear()
    return news
  }

  /** Whoever takes the run up hears of all its faults again. */
  tellFaultsAgain(): void {
    for (const { id } of this._faults) this._news.add(id)
  }

  /** What has happened up to now is nobody's business. */
  forget(): void {
    this._marks = []
    this._news.clear()
  }
}
