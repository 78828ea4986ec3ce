import type { RunFault, RunMark } from '../model/mark.ts'
import { withNews } from './run-state.ts'

/** Wall time that another worker may need for the way of a run, as far as can be told; beyond it the run goes on without. */
export const WAY_BACK_MS_MAX = 20_000
/** Before that nobody can tell. */
const LOOK_MS = 1000

/** The way that another worker takes to where a lost one was, with what it tells on it: all that was known is told again. */
export class WayBack {
  /** Somebody asked for it, and waits as long as it takes. */
  readonly #asked: boolean
  readonly #known: readonly RunMark[] | null
  readonly arrived: Promise<void>
  #told: ReturnType<typeof withNews> = { marks: [], faults: [] }
  #arrive = () => {}
  readonly #beganAt = performance.now()

  /** `known` are the marks up to its end where they are known; somebody wants to go there. */
  constructor(known: readonly RunMark[] | null = null) {
    this.#asked = known !== null
    this.#known = known
    this.arrived = new Promise((resolve) => {
      this.#arrive = resolve
    })
  }

  get marks(): readonly RunMark[] {
    return this.#known ?? this.#told.marks
  }

  get faults(): readonly RunFault[] {
    return this.#told.faults
  }

  note(marks: readonly RunMark[], faults: readonly RunFault[]): void {
    this.#told = withNews(this.#told, marks, faults)
  }

  /** Whether the whole way would take too long, by what was done of it until now. */
  isTooSlow(doneShare: number): boolean {
    if (this.#asked) return false
    const elapsedMs = performance.now() - this.#beganAt
    return elapsedMs > LOOK_MS && elapsedMs > doneShare * WAY_BACK_MS_MAX
  }

  /** It is there; what was asked meanwhile is done now. */
  arrive(): void {
    this.#arrive()
  }
}
