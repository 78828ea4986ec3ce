import { Session } from 'node:inspector'

/** What of V8's coverage report is read here. */
interface Coverage {
  readonly result: readonly {
    readonly url: string
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[]
  }[]
}

/**
 * Counts how often the functions and blocks of the files under a folder run: V8's own counts, which no code can forget to
 * keep, and which know no clock. Code that V8 inlines is counted in part, so two runs differ by some per cent. It must be made before those files are imported, because what is compiled
 * already is not counted. Loops inside the language's own functions are not seen but for the callbacks that they call.
 */
export class StepCounter {
  readonly #session = new Session()
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    this.#session.connect()
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  stepsOf(work: () => void): number {
    this.#take()
    work()
    return this.#take()
      .result.filter(({ url }) => url.includes(this.#folder))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
      .reduce((sum, { count }) => sum + count, 0)
  }

  close(): void {
    this.#session.post('Profiler.stopPreciseCoverage')
    this.#session.post('Profiler.disable')
    this.#session.disconnect()
  }

  /** What was counted since the last look. */
  #take(): Coverage {
    let coverage: Coverage | null = null
    this.#session.post('Profiler.takePreciseCoverage', (error, report) => {
      if (error) throw error
      coverage = report
    })
    if (!coverage) throw new Error('The profiler answers within the call.')
    return coverage
  }
}
