import type { ActionStamp } from '../../worker/protocol.ts'
import type { FrameLayout } from '../sim/stats/frame.ts'
import type { LogGap, RunLog } from './run-log.ts'
import type { Asked, RunTrail } from './run-trail.ts'
import type { EngineCall } from './worker-line.ts'

interface Stamp extends ActionStamp {
  readonly layout: FrameLayout | null
}

type Engine = Parameters<EngineCall<void>>[0]

/** What was done to one run: in words that travel, and as an engine can take the whole way again. */
export class RunPast {
  readonly log: RunLog
  readonly trail: RunTrail

  constructor(log: RunLog, trail: RunTrail) {
    this.log = log
    this.trail = trail
  }

  /** Lets the engine do what was asked, and notes at which tick it did. An edit gives the layout of the frames to come. */
  async tell(asked: Asked, api: Engine): Promise<FrameLayout | null> {
    const stamp = await this.#ask(asked, api)
    this.trail.done(asked, stamp?.tick ?? null)
    if (stamp === null) return null
    if (asked.type === 'fault') this.log.fault(stamp.tick, asked.fault)
    else this.log.edit(stamp.tick, asked.design, asked.model)
    if (!stamp.settled) this.break('stuck')
    return stamp.layout
  }

  reaches(actions: number): boolean {
    return this.log.reaches(actions) && this.trail.reaches(actions)
  }

  /** What had been done when it was so much; null where nobody can go back there. */
  upTo(actions: number): RunPast | null {
    const log = this.log.upTo(actions)
    const trail = this.trail.upTo(actions)
    return log && trail && new RunPast(log, trail)
  }

  /** From now on nobody can take the whole way again. */
  break(gap: LogGap): void {
    this.log.break(gap)
    this.trail.break()
  }

  /** What the engine refuses is not asked of the next one. */
  async #ask(asked: Asked, api: Engine): Promise<Stamp | null> {
    try {
      if (asked.type === 'edit') {
        const { tick, settled, ...layout } = await api.patch(asked.model)
        return { tick, settled, layout }
      }
      const stamp = await api.inject(asked.fault)
      return stamp && { ...stamp, layout: null }
    } catch (error) {
      this.trail.done(asked, null)
      throw error
    }
  }
}
