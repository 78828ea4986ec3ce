import type { Streams } from '../core/random.ts'
import { TICKS_PER_SEC } from '../core/vocabulary.ts'

export type SampledEviction = 'random' | 'redis-lru' | 'redis-lfu'

/** Redis looks at so many keys for a victim, and remembers the best of all looks (`maxmemory-samples`, EVPOOL_SIZE in evict.c). */
const SAMPLES = 5
const POOL = 16
/** Its counters: where a new key begins, what makes them rise slowly, and how they fall (`lfu-log-factor`, `lfu-decay-time`). */
const COUNT_INITIAL = 5
const COUNT_MAX = 255
const LOG_FACTOR = 10
const TICKS_PER_MINUTE = 60 * TICKS_PER_SEC

/**
 * Who makes room in a full cache, by chance: any entry, or the one that seems least worth keeping among a few. Redis counts idle
 * time in whole seconds, and uses in eight bits whose logarithmic counter loses one each whole minute of rest.
 */
export class SampledOrder {
  readonly eviction: SampledEviction
  private readonly _streams: Streams
  private readonly _stream: number
  private readonly _capacity: number
  /** By slot: second of the last use, or the minute of it. */
  private readonly _usedAt: Uint32Array
  private readonly _counts: Uint8Array
  /** Candidates by how little they are worth, the worst last: keys, because slots are given to others. */
  private readonly _poolKeys: number[] = []
  private readonly _poolWorth: number[] = []

  constructor(capacity: number, eviction: SampledEviction, streams: Streams, stream: number) {
    this.eviction = eviction
    this._streams = streams
    this._stream = stream
    this._capacity = capacity
    this._usedAt = new Uint32Array(eviction === 'random' ? 0 : capacity)
    this._counts = new Uint8Array(eviction === 'redis-lfu' ? capacity : 0)
  }

  enter(slot: number, now: number): void {
    if (this.eviction === 'random') return
    this._usedAt[slot] = this._timeOf(now)
    if (this.eviction === 'redis-lfu') this._counts[slot] = COUNT_INITIAL
  }

  use(slot: number, now: number): void {
    if (this.eviction === 'random') return
    if (this.eviction === 'redis-lfu') {
      const count = this.countOf(slot, now)
      const chance = 1 / (Math.max(0, count - COUNT_INITIAL) * LOG_FACTOR + 1)
      const rises = count < COUNT_MAX && this._streams.uniform(this._stream) < chance
      this._counts[slot] = rises ? count + 1 : count
    }
    this._usedAt[slot] = this._timeOf(now)
  }

  /** What the counter of an entry says now. */
  countOf(slot: number, now: number): number {
    return Math.max(0, this._counts[slot]! - (this._timeOf(now) - this._usedAt[slot]!))
  }

  /** Slot of the entry that makes room in a cache whose slots are all taken. */
  victim(now: number, keyOf: Int32Array, slotOf: Int32Array): number {
    if (this.eviction === 'random') return this._any()
    for (;;) {
      for (let i = 0; i < SAMPLES; i++) this._consider(this._any(), now, keyOf)
      while (this._poolKeys.length > 0) {
        const key = this._poolKeys.pop()!
        this._poolWorth.pop()
        // It may have gone meanwhile: expired, deleted, or as a victim that stood here twice.
        if (slotOf[key]! >= 0) return slotOf[key]!
      }
    }
  }

  clear(): void {
    this._poolKeys.length = this._poolWorth.length = 0
  }

  private _any(): number {
    return this._streams.below(this._stream, this._capacity)
  }

  /** Puts an entry among the candidates, unless they are full and all are worth less. */
  private _consider(slot: number, now: number, keyOf: Int32Array): void {
    const idle =
      this.eviction === 'redis-lfu'
        ? COUNT_MAX - this.countOf(slot, now)
        : this._timeOf(now) - this._usedAt[slot]!
    const worth = this._poolWorth
    let at = 0
    while (at < worth.length && worth[at]! < idle) at++
    if (worth.length === POOL) {
      if (at === 0) return
      worth.shift()
      this._poolKeys.shift()
      at--
    }
    worth.splice(at, 0, idle)
    this._poolKeys.splice(at, 0, keyOf[slot]!)
  }

  private _timeOf(now: number): number {
    return Math.floor(now / (this.eviction === 'redis-lfu' ? TICKS_PER_MINUTE : TICKS_PER_SEC))
  }
}

export const isSampled = (eviction: string): eviction is SampledEviction =>
  eviction === 'random' || eviction === 'redis-lru' || eviction === 'redis-lfu'
