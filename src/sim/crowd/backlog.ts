import type { Capacity, MessageBacklog } from '../core/contract.ts'
import type { EngineRoom } from '../core/engine-room.ts'
import { TICKS_PER_MS } from '../core/vocabulary.ts'
import type { Crowd } from './crowd.ts'

/** Shortest and longest time between two looks. */
const LOOK_MIN_TICKS = TICKS_PER_MS / 10
const LOOK_MAX_TICKS = 100 * TICKS_PER_MS

/** In the approximate mode: the messages of all requests in a queue, while only some of them lie there as calls. */
export class Backlog implements MessageBacklog {
  private readonly _crowd: Crowd
  /** Code of the timer by which the queue looks again. */
  private readonly _due: number
  /** Somebody looks when the oldest message is due. */
  private _looking = false

  constructor(crowd: Crowd, due: number) {
    this._crowd = crowd
    this._due = due
  }

  /** All messages that have come so far: the order of the latest one. */
  get accepted(): number {
    return this._crowd.accepted
  }

  /** A message comes; false where there is no room for it. */
  arrive(engine: EngineRoom, consumers: Capacity): boolean {
    return this._crowd.arrive(engine.now, consumers)
  }

  /** A message was handed to a consumer. */
  start(engine: EngineRoom): void {
    this._crowd.start(engine.now, 0)
  }

  /** A consumer has its slot back. */
  leave(engine: EngineRoom): void {
    this._crowd.leave(engine.now)
  }

  looked(): void {
    this._looking = false
  }

  /** Whether a message is next, by its order among all,, because as many were handed out as came before it; else somebody looks again. */
  isDue(engine: EngineRoom, node: number, order: number, consumers: Capacity): boolean {
    const crowd = this._crowd
    crowd.advance(engine.now, consumers)
    const ahead = order - crowd.accepted + crowd.waiting(consumers.slots)
    if (ahead <= 0) return true
    if (!this._looking && consumers.slots > 0) {
      this._looking = true
      const ticks = (ahead * crowd.stayTicks(consumers.stayTicks)) / consumers.slots
      engine.after(Math.round(Math.min(LOOK_MAX_TICKS, Math.max(LOOK_MIN_TICKS, ticks))), node, this._due, 0)
    }
    return false
  }
}
