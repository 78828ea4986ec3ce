import type { Moving, TargetGroup } from '../core/choice.ts'
import { N_ARRIVED, NODE_DOUBLES } from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'
import { OP, READ, TICKS_PER_MS, WRITE } from '../core/vocabulary.ts'

/** Keys are moved in batches, so often. */
export const MOVE_TICKS = 100 * TICKS_PER_MS
const BATCHES_PER_SEC = 10

/**
 * Keys on their way to other shards after one was added or removed. A key is asked of its old shard until its turn has
 * come; each costs a read where it was and a write where it goes.
 */
export class Resharding implements Moving {
  /** By key: index of the target that still has it, or -1. */
  private readonly _before: Int16Array
  private readonly _group: TargetGroup
  private readonly _perBatch: number
  private _next = 0
  private _left = 0

  /** `ownerBefore` names the shard that has a key now; keys of shards that are gone are taken over at once. */
  constructor(group: TargetGroup, keys: number, ownerBefore: (key: number) => string, keysPerSec: number) {
    this._group = group
    this._perBatch = Math.max(1, Math.round(keysPerSec / BATCHES_PER_SEC))
    this._before = new Int16Array(keys).fill(-1)
    const indexOf = new Map(group.names.map((name, index) => [name, index]))
    for (let key = 0; key < keys; key++) {
      const before = indexOf.get(ownerBefore(key)) ?? -1
      if (before < 0 || before === group.ownerOf(key)) continue
      this._before[key] = before
      this._left++
    }
  }

  /** Keys that have not moved yet. */
  get left(): number {
    return this._left
  }

  /** Slots of the shards that take part. */
  members(engine: Machine): number[] {
    return [...this._group.edges].map((edge) => engine.edgeTargets[edge]!)
  }

  ownerBefore(key: number): number {
    return this._before[key] ?? -1
  }

  /** Moves the next batch; it waits while one of the two shards is down. */
  move(engine: Machine): void {
    const { edges } = this._group
    for (let moved = 0; moved < this._perBatch && this._left > 0; this._next++) {
      const before = this._before[this._next]!
      if (before < 0) continue
      const [from, to] = [edges[before]!, edges[this._group.ownerOf(this._next)]!]
      if (!engine.isAlive(engine.edgeTargets[from]!) || !engine.isAlive(engine.edgeTargets[to]!)) return
      // In the approximate mode one move is followed for several.
      if (moved % engine.weight === 0) {
        engine.tell(from, OP.move, READ, this._next, 0)
        engine.tell(to, OP.move, WRITE, this._next, 0)
      }
      this._before[this._next] = -1
      this._left--
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
  private readonly _layouts = new Map<number, Layout>()
  private readonly _running = new Set<Resharding>()

  /** Compares the shards of a caller with those before the edit; true when keys begin to move. */
  update(engine: Machine, caller: number, group: TargetGroup, keysPerSec: number): boolean {
    const before = this._layouts.get(caller)
    const name = `${group.choice} ${group.names.join()}`
    if (!before || before.name === name || !isInUse(engine, before.group)) {
      this._set(caller, group, name, before?.name === name ? before.moving : null)
      return false
    }
    const resharding = this._shared(engine, before, name, group, keysPerSec)
    this._set(caller, group, name, resharding)
    if (this._running.has(resharding) || resharding.left === 0) return false
    this._running.add(resharding)
    engine.mark('reshard', resharding.members(engine)[0]!, '', resharding.left)
    return true
  }

  /** Moves a batch of each; gives whether any goes on. */
  move(engine: Machine): boolean {
    for (const resharding of this._running) {
      resharding.move(engine)
      if (resharding.left > 0) continue
      this._running.delete(resharding)
      engine.mark('reshardEnd', resharding.members(engine)[0]!, '')
    }
    roomOf(engine).movingKeys.clear()
    for (const resharding of this._running)
      for (const slot of resharding.members(engine)) roomOf(engine).movingKeys.set(slot, resharding.left)
    return this._running.size > 0
  }

  /** Callers with the same shards share one movement. */
  private _shared(
    engine: Machine,
    before: Layout,
    name: string,
    group: TargetGroup,
    keysPerSec: number,
  ): Resharding {
    for (const layout of this._layouts.values())
      if (layout.name === name && layout.moving !== null && this._running.has(layout.moving))
        return layout.moving
    const owner = (key: number): string => before.group.names[before.group.pick(key)]!
    return new Resharding(group, engine.keys, owner, keysPerSec)
  }

  private _set(caller: number, group: TargetGroup, name: string, moving: Resharding | null): void {
    group.moving = moving
    this._layouts.set(caller, { group, name, moving })
  }
}

/** Shards that nobody has asked yet hold nothing that would have to move: they are still being drawn. */
const isInUse = (engine: Machine, group: TargetGroup): boolean =>
  group.edges.some(
    (edge) => roomOf(engine).nodeDoubles[engine.edgeTargets[edge]! * NODE_DOUBLES + N_ARRIVED]! > 0,
  )
