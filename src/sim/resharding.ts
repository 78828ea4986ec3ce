import type { Moving, TargetGroup } from './choice.ts'
import { OP, READ, TICKS_PER_MS, WRITE } from './codes.ts'
import type { Engine } from './engine.ts'

/** Keys are moved in batches, so often. */
export const MOVE_TICKS = 100 * TICKS_PER_MS
const BATCHES_PER_SEC = 10

/**
 * Keys on their way to other shards after one was added or removed. A key is asked of its old shard until its turn has
 * come; each costs a read where it was and a write where it goes.
 */
export class Resharding implements Moving {
  /** By key: index of the target that still has it, or -1. */
  readonly #before: Int16Array
  readonly #group: TargetGroup
  readonly #perBatch: number
  #next = 0
  #left = 0

  /** `ownerBefore` names the shard that has a key now; keys of shards that are gone are taken over at once. */
  constructor(group: TargetGroup, keys: number, ownerBefore: (key: number) => string, keysPerSec: number) {
    this.#group = group
    this.#perBatch = Math.max(1, Math.round(keysPerSec / BATCHES_PER_SEC))
    this.#before = new Int16Array(keys).fill(-1)
    const indexOf = new Map(group.names.map((name, index) => [name, index]))
    for (let key = 0; key < keys; key++) {
      const before = indexOf.get(ownerBefore(key)) ?? -1
      if (before < 0 || before === group.ownerOf(key)) continue
      this.#before[key] = before
      this.#left++
    }
  }

  /** Keys that have not moved yet. */
  get left(): number {
    return this.#left
  }

  /** Slots of the shards that take part. */
  members(engine: Engine): number[] {
    return [...this.#group.edges].map((edge) => engine.edgeTargets[edge]!)
  }

  ownerBefore(key: number): number {
    return this.#before[key] ?? -1
  }

  /** Moves the next batch; it waits while one of the two shards is down. */
  move(engine: Engine): void {
    const { edges } = this.#group
    for (let moved = 0; moved < this.#perBatch && this.#left > 0; this.#next++) {
      const before = this.#before[this.#next]!
      if (before < 0) continue
      const [from, to] = [edges[before]!, edges[this.#group.ownerOf(this.#next)]!]
      if (!engine.isAlive(engine.edgeTargets[from]!) || !engine.isAlive(engine.edgeTargets[to]!)) return
      engine.tell(from, OP.move, READ, this.#next, 0)
      engine.tell(to, OP.move, WRITE, this.#next, 0)
      this.#before[this.#next] = -1
      this.#left--
      moved++
    }
  }
}

/** How the keys of one caller lie now. */
interface Layout {
  readonly group: TargetGroup
  readonly name: string
  readonly moving: Resharding | null
}

/** All movements of keys between shards, noticed from one edit to the next. */
export class Reshardings {
  readonly #layouts = new Map<number, Layout>()
  readonly #running = new Set<Resharding>()

  /** Compares the shards of a caller with those before the edit; true when keys begin to move. */
  update(engine: Engine, caller: number, group: TargetGroup, keysPerSec: number): boolean {
    const before = this.#layouts.get(caller)
    const name = `${group.choice} ${group.names.join()}`
    if (!before || before.name === name) {
      this.#set(caller, group, name, before?.moving ?? null)
      return false
    }
    const resharding = this.#shared(engine, before, name, group, keysPerSec)
    this.#set(caller, group, name, resharding)
    if (this.#running.has(resharding) || resharding.left === 0) return false
    this.#running.add(resharding)
    engine.mark('reshard', resharding.members(engine)[0]!, '', resharding.left)
    return true
  }

  /** Moves a batch of each; gives whether any goes on. */
  move(engine: Engine): boolean {
    for (const resharding of this.#running) {
      resharding.move(engine)
      if (resharding.left > 0) continue
      this.#running.delete(resharding)
      engine.mark('reshardEnd', resharding.members(engine)[0]!, '')
    }
    engine.movingKeys.clear()
    for (const resharding of this.#running)
      for (const slot of resharding.members(engine)) engine.movingKeys.set(slot, resharding.left)
    return this.#running.size > 0
  }

  /** Callers with the same shards share one movement. */
  #shared(engine: Engine, before: Layout, name: string, group: TargetGroup, keysPerSec: number): Resharding {
    for (const layout of this.#layouts.values())
      if (layout.name === name && layout.moving !== null && this.#running.has(layout.moving))
        return layout.moving
    const owner = (key: number): string => before.group.names[before.group.pick(key)]!
    return new Resharding(group, engine.keys, owner, keysPerSec)
  }

  #set(caller: number, group: TargetGroup, name: string, moving: Resharding | null): void {
    group.moving = moving
    this.#layouts.set(caller, { group, name, moving })
  }
}
