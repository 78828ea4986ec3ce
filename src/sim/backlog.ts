import type { TargetGroup } from './choice.ts'
import { N_QUEUE_MAX, N_SERVICE, N_SLOTS, NODE_DOUBLES, TASK, TICKS_PER_MS } from './codes.ts'
import type { Capacity, Crowd } from './crowd.ts'
import type { Engine } from './engine.ts'

/** Timer code: the oldest message may be next. */
export const DUE = 19
/** Shortest and longest time between two looks. */
const LOOK_MIN_TICKS = TICKS_PER_MS / 10
const LOOK_MAX_TICKS = 100 * TICKS_PER_MS

/** In the approximate mode: the messages of all requests in a queue, while only some of them lie there as calls. */
export class Backlog {
  private readonly _crowd: Crowd
  /** Somebody looks when the oldest message is due. */
  private _looking = false

  constructor(crowd: Crowd) {
    this._crowd = crowd
  }

  /** All messages that have come so far: the place of the latest one. */
  get accepted(): number {
    return this._crowd.accepted
  }

  /** A message comes; false where there is no room for it. */
  arrive(engine: Engine, consumers: Capacity): boolean {
    return this._crowd.arrive(engine.now, consumers)
  }

  /** A message was handed to a consumer. */
  start(engine: Engine): void {
    this._crowd.start(engine.now, 0)
  }

  /** A consumer has its slot back. */
  leave(engine: Engine): void {
    this._crowd.leave(engine.now)
  }

  looked(): void {
    this._looking = false
  }

  /** Whether the message at a place is next, because as many were handed out as came before it; else somebody looks again. */
  isDue(engine: Engine, node: number, place: number, consumers: Capacity): boolean {
    const crowd = this._crowd
    crowd.advance(engine.now, consumers)
    const ahead = place - crowd.accepted + crowd.waiting(consumers.slots)
    if (ahead <= 0) return true
    if (!this._looking && consumers.slots > 0) {
      this._looking = true
      const ticks = (ahead * crowd.holdTicks(consumers.holdTicks)) / consumers.slots
      engine.after(Math.round(Math.min(LOOK_MAX_TICKS, Math.max(LOOK_MIN_TICKS, ticks))), node, DUE, 0)
    }
    return false
  }
}

/** The consumers of a queue as one station, of which at most so many slots work at once. */
export function asStation(
  engine: Engine,
  node: number,
  group: TargetGroup | undefined,
  slotsMax: number,
): Capacity {
  const consumers = [...(group?.edges ?? [])].map((edge) => engine.edgeTargets[edge]!)
  let slots = 0
  for (const consumer of consumers)
    if (engine.isAlive(node) && engine.isAlive(consumer))
      slots += engine.nodeDoubles[consumer * NODE_DOUBLES + N_SLOTS]!
  return {
    slots: Math.min(slots, slotsMax),
    queueMax: engine.nodeDoubles[node * NODE_DOUBLES + N_QUEUE_MAX]!,
    holdTicks: engine.nodeDoubles[(consumers[0] ?? node) * NODE_DOUBLES + N_SERVICE + TASK]!,
    cv: 1,
    newestFirst: false,
  }
}
