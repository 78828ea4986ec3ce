import type { TargetGroup } from '../core/choice.ts'
import {
  C_KEY,
  C_NEXT,
  C_STATE,
  CALL_DOUBLES,
  CALL_INTS,
  F_ARRIVED,
  N_DOWN_SINCE,
  N_QUEUE,
  NODE_DOUBLES,
  QUEUED,
} from '../core/codes.ts'
import type { Machine } from '../core/contract.ts'
import { roomOf } from '../core/engine-room.ts'

/**
 * Messages in partitions by key: each partition is a line of its own of which one message at a time is worked on, always
 * by the same consumer as long as that lives.
 */
export class Partitions {
  readonly count: number
  private readonly _heads: Int32Array
  private readonly _tails: Int32Array
  /** The message of each partition that is worked on, or -1. */
  private readonly _working: Int32Array
  private _cursor = -1

  constructor(count: number) {
    this.count = count
    this._heads = new Int32Array(count).fill(-1)
    this._tails = new Int32Array(count).fill(-1)
    this._working = new Int32Array(count).fill(-1)
  }

  put(engine: Machine, message: number, inFront: boolean): void {
    const { ints } = roomOf(engine).calls
    const at = message * CALL_INTS
    const partition = this.partitionOf(engine, message)
    ints[at + C_STATE] = QUEUED
    ints[at + C_NEXT] = -1
    if (this._heads[partition]! < 0) {
      this._heads[partition] = message
      this._tails[partition] = message
    } else if (inFront) {
      ints[at + C_NEXT] = this._heads[partition]!
      this._heads[partition] = message
    } else {
      ints[this._tails[partition]! * CALL_INTS + C_NEXT] = message
      this._tails[partition] = message
    }
  }

  /** Whether a message waits in a partition of which none is worked on. */
  isReady(partition: number): boolean {
    return this._heads[partition]! >= 0 && this._working[partition]! < 0
  }

  /** The next partition in turn that has a message, is not worked on, and finds a consumer. */
  next(consumerFor: (partition: number) => number): { partition: number; consumer: number } | null {
    for (let step = 1; step <= this.count; step++) {
      const partition = (this._cursor + step) % this.count
      if (!this.isReady(partition)) continue
      const consumer = consumerFor(partition)
      if (consumer >= 0) return { partition, consumer }
    }
    return null
  }

  /** Takes the oldest message of a partition to be worked on. */
  take(engine: Machine, partition: number): number {
    const message = this._shift(engine, partition)
    this._working[partition] = message
    this._cursor = partition
    return message
  }

  /** A message is no longer worked on. */
  leave(engine: Machine, message: number): void {
    const partition = this.partitionOf(engine, message)
    if (this._working[partition] === message) this._working[partition] = -1
  }

  /** The oldest message that waits, or -1. */
  oldest(engine: Machine): number {
    let oldest = -1
    for (const head of this._heads)
      if (head >= 0 && (oldest < 0 || arrived(engine, head) < arrived(engine, oldest))) oldest = head
    return oldest
  }

  takeOldest(engine: Machine): number {
    const oldest = this.oldest(engine)
    if (oldest >= 0) this._shift(engine, this.partitionOf(engine, oldest))
    return oldest
  }

  /**
   * Index of the consumer that a partition belongs to; another one takes over a session timeout after its death, or at once
   * from one that drains.
   */
  consumerOf(engine: Machine, partition: number, group: TargetGroup, sessionTicks: number): number {
    for (let step = 0; step < group.size; step++) {
      const index = (partition + step) % group.size
      const consumer = engine.edgeTargets[group.edges[index]!]!
      if (engine.isLeaving(consumer)) continue
      if (engine.isAlive(consumer)) return index
      if (engine.now - roomOf(engine).nodeDoubles[consumer * NODE_DOUBLES + N_DOWN_SINCE]! < sessionTicks)
        return -1
    }
    return -1
  }

  /** What is wrong with the lines of messages at a queue. */
  broken(engine: Machine, node: number): string[] {
    const { calls, nodeDoubles } = roomOf(engine)
    const seen = new Set<number>()
    const broken: string[] = []
    this._heads.forEach((head, partition) => {
      let last = -1
      for (
        let message = head;
        message >= 0 && !seen.has(message);
        message = calls.ints[message * CALL_INTS + C_NEXT]!
      ) {
        seen.add(message)
        last = message
        const isHere = calls.nodeOf(message) === node && this.partitionOf(engine, message) === partition
        if (!isHere || calls.ints[message * CALL_INTS + C_STATE] !== QUEUED)
          broken.push(`message ${message} stands in partition ${partition}, and does not wait there`)
      }
      if (last !== this._tails[partition])
        broken.push(`partition ${partition} does not end with its last message`)
    })
    const counted = nodeDoubles[node * NODE_DOUBLES + N_QUEUE]!
    if (seen.size !== counted) broken.push(`${counted} messages wait, and ${seen.size} stand in partitions`)
    return broken
  }

  private _shift(engine: Machine, partition: number): number {
    const message = this._heads[partition]!
    this._heads[partition] = roomOf(engine).calls.ints[message * CALL_INTS + C_NEXT]!
    if (this._heads[partition]! < 0) this._tails[partition] = -1
    return message
  }

  partitionOf(engine: Machine, message: number): number {
    return roomOf(engine).calls.ints[message * CALL_INTS + C_KEY]! % this.count
  }
}

const arrived = (engine: Machine, message: number): number =>
  roomOf(engine).calls.doubles[message * CALL_DOUBLES + F_ARRIVED]!
