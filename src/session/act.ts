import type { Design } from '../model/design.ts'
import { faultsOf } from '../reading/fault-targets.ts'
import type { SimClient } from '../runtime/sim-client.ts'
import type { RunControl, SessionAction } from './action.ts'
import type { ControlLog } from './control-log.ts'
import { stepped } from './step.ts'

/** Does to a run what a person asks for, and logs what is done to its clock. */
export class Acting {
  readonly #run: SimClient
  readonly #log: ControlLog
  readonly #design: () => Design

  constructor(run: SimClient, log: ControlLog, design: () => Design) {
    this.#run = run
    this.#log = log
    this.#design = design
  }

  act(action: Exclude<SessionAction, { readonly type: 'goBack' }>): void {
    switch (action.type) {
      case 'play':
        this.#later(action, this.#run.play())
        break
      case 'pause':
        this.#later(action, this.#run.pause())
        break
      case 'speed':
        this.#later(action, this.#run.setSpeed(action.speed))
        break
      case 'seek':
        this.#seek(action.atSec)
        break
      case 'step':
        this.#seek(stepped(this.#run.frames, action.direction))
        break
      case 'restart':
        this.#run.restart()
        this.#note(action, 0)
        break
      case 'replay':
        this.#run.replay(action.plan)
        break
      case 'approximate':
        this.#setApproximate(action)
        break
      case 'strike':
        this.goLive()
        for (const fault of faultsOf(this.#design(), action.ids, action.choice))
          this.#run.inject({ ...fault, durationSec: action.durationSec ?? null })
    }
  }

  /** What is done now happens in the present, so whoever looked back sees that again. */
  goLive(): void {
    this.#seek(null)
  }

  #seek(atSec: number | null): void {
    const { frames } = this.#run
    if (atSec === null && frames.cursorSec === null) return
    frames.scrubTo(atSec)
    this.#note({ type: 'seek', atSec }, frames.latest?.system('tick') ?? 0)
  }

  #setApproximate(control: RunControl & { readonly type: 'approximate' }): void {
    if (control.approximate === this.#run.state.approximate) return
    this.#run.setApproximate(control.approximate)
    this.#note(control, 0)
  }

  /** The worker knows at which tick it heard of it. */
  #later(control: RunControl, took: Promise<number | null>): void {
    const { runId } = this.#run
    void took.then((tick) => {
      if (tick !== null) this.#log.note(runId, { tick, control })
    })
  }

  #note(control: RunControl, tick: number): void {
    this.#log.note(this.#run.runId, { tick, control })
  }
}
