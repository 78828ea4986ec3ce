import type { RunFault, RunMark } from '../model/mark.ts'

/** Marks that wait to be taken, and faults that are remembered; the oldest go first. */
const MARKS_MAX = 10_000
const FAULTS_MAX = 10_000

/** What happened in a run: faults that struck, and marks of what followed. */
export class Chronicle {
  private _marks: RunMark[] = []
  private readonly _faults: RunFault[] = []
  /** Faults that began or changed since they were taken. */
  private readonly _news = new Set<number>()
  private _nextFault = 0

  push(mark: RunMark): void {
    if (this._marks.length >= MARKS_MAX) this._marks.shift()
    this._marks.push(mark)
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
    const index = this._faults.findIndex((fault) => fault.id === id)
    const fault = this._faults[index]
    if (!fault || fault.endsSec === endsSec) return
    this._faults[index] = { ...fault, endsSec }
    this._news.add(id)
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
