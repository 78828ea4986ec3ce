import { CallPool } from '../core/call-pool.ts'
import { TargetGroup } from '../core/choice.ts'
import { DelayRing } from '../core/delay-ring.ts'
import { Engine } from '../core/engine.ts'
import { EventHeap } from '../core/event-heap.ts'
import { Handlers } from '../core/handlers.ts'
import { SpanCount } from '../core/node-measures.ts'
import { Streams } from '../core/random.ts'
import { Schedule } from '../core/schedule.ts'
import { Tally } from '../core/tally.ts'
import { KeyCache } from '../kit/key-cache.ts'
import type { SampledRun } from './sampled-run.ts'

/** Objects of the hot path, as their constructors lay them out: a copy of another layout would make every look at it slower. */
const BLANKS: ReadonlyMap<object | null, () => object> = new Map<object | null, () => object>([
  [Engine.prototype, () => new Engine(0)],
  [CallPool.prototype, () => new CallPool()],
  [Schedule.prototype, () => new Schedule(new CallPool())],
  [EventHeap.prototype, () => new EventHeap()],
  [DelayRing.prototype, () => new DelayRing(0)],
  [Streams.prototype, () => new Streams(0)],
  [Tally.prototype, () => new Tally()],
  [TargetGroup.prototype, () => new TargetGroup([0], [1], 'turn', [''], 1)],
  [SpanCount.prototype, () => new SpanCount()],
  [KeyCache.prototype, () => new KeyCache(1, 1)],
])

/** Memory of an object besides its arrays of numbers, roughly. */
const OBJECT_BYTES = 64

/**
 * A run as it stood at a settled tick (`SampledRun.settle`). It stays as it was; each `fork` goes on from there by itself and is,
 * to the last bit, the run that was kept, whatever is done to that one meanwhile. Nobody observes a fork.
 */
export class Snapshot {
  readonly tick: number
  /** Memory that it holds, roughly. */
  readonly bytes: number
  readonly #kept: SampledRun

  constructor(sampled: SampledRun) {
    const copier = new Copier([sampled.run.model])
    this.#kept = unobserved(copier.copy(sampled))
    this.tick = sampled.now
    this.bytes = copier.bytes
  }

  fork(): SampledRun {
    return unobserved(new Copier([this.#kept.run.model]).copy(this.#kept))
  }
}

function unobserved(sampled: SampledRun): SampledRun {
  sampled.run.engine.observer = null
  return sampled
}

/** An array of numbers, of any type. */
interface Numbers {
  readonly buffer: ArrayBuffer
  readonly byteOffset: number
  readonly length: number
}
type NumbersConstructor = new (buffer: ArrayBuffer, byteOffset: number, length: number) => Numbers

/**
 * Copies what hangs together, circles included. What never changes is shared: functions, handlers, tables of popularity, the
 * model, and whatever is frozen. It sees no `#private` members and nothing that a closure holds, so what belongs to a run's state
 * is neither; `test/sim/snapshot.test.ts` would notice.
 */
class Copier {
  bytes = 0
  readonly #copies = new Map<object, object>()

  constructor(shared: readonly object[]) {
    for (const one of shared) this.#copies.set(one, one)
  }

  copy<T>(value: T): T {
    if (typeof value !== 'object' || value === null) return value
    const known = this.#copies.get(value)
    return (known ?? this.#copyObject(value)) as T
  }

  #copyObject(from: object): object {
    if (from instanceof Handlers || Object.isFrozen(from)) return from
    if (from instanceof ArrayBuffer) return this.#note(from, from.slice(0), from.byteLength)
    if (ArrayBuffer.isView(from)) return this.#copyNumbers(from as unknown as Numbers)
    if (from instanceof Map) return this.#copyMap(from)
    if (from instanceof Set) return this.#copySet(from)
    return Array.isArray(from) ? this.#copyArray(from) : this.#copyMembers(from)
  }

  /** Views into one memory stay views into one memory. */
  #copyNumbers(from: Numbers): object {
    const make = (from as object).constructor as NumbersConstructor
    return this.#note(from, new make(this.copy(from.buffer), from.byteOffset, from.length))
  }

  #copyMap(from: ReadonlyMap<unknown, unknown>): object {
    const to = new Map<unknown, unknown>()
    this.#note(from, to)
    for (const [key, value] of from) to.set(this.copy(key), this.copy(value))
    return to
  }

  #copySet(from: ReadonlySet<unknown>): object {
    const to = new Set<unknown>()
    this.#note(from, to)
    for (const value of from) to.add(this.copy(value))
    return to
  }

  #copyArray(from: readonly unknown[]): object {
    const to = from.slice()
    this.#note(from, to, 8 * to.length)
    for (let i = 0; i < to.length; i++) {
      const value = to[i]
      if (typeof value === 'object' && value !== null) to[i] = this.copy(value)
    }
    return to
  }

  /** Spread first and given its prototype at once, so that copies have the layout of objects that a constructor made: a fork is as fast. */
  #copyMembers(from: object): object {
    const prototype: object | null = Object.getPrototypeOf(from)
    const blank = BLANKS.get(prototype)
    const to = (blank ? blank() : { ...from }) as Record<string, unknown>
    if (!blank && prototype !== Object.prototype) Object.setPrototypeOf(to, prototype)
    this.#note(from, to)
    const source = from as Readonly<Record<string, unknown>>
    for (const key of Object.keys(from)) to[key] = this.copy(source[key])
    return to
  }

  #note<T extends object>(from: object, to: T, bytes = 0): T {
    this.#copies.set(from, to)
    this.bytes += OBJECT_BYTES + bytes
    return to
  }
}
