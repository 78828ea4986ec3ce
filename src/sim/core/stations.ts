import {
  APPLYING,
  C_CLASS,
  C_NEXT,
  C_OP,
  C_PARENT,
  C_STATE,
  CALL_DOUBLES_SHIFT,
  CALL_INTS_SHIFT,
  DROP_EXPIRED,
  EV_SERVED,
  EVENT_BITS,
  F_ARRIVED,
  F_DEADLINE,
  LIFO,
  M_DISCIPLINE,
  M_HEAD,
  M_SERVICE_STREAM,
  M_SPREAD,
  M_TAIL,
  N_BUSY,
  N_CV,
  N_QUEUE,
  N_QUEUE_PEAK,
  N_SERVICE,
  N_SLOTS,
  N_SLOW,
  N_WAIT_COUNT,
  N_WAIT_SUM,
  NODE_DOUBLES_SHIFT,
  NODE_INTS_SHIFT,
  QUEUED,
  SCAN,
  SERVING,
} from './codes.ts'
import { EngineCore } from './engine-core.ts'
import { BUCKETS, SPAN, spanBucket } from './histogram.ts'
import { OP } from './vocabulary.ts'

/** Stations: slots, one first-in-first-out queue, and service times. */
export abstract class Stations extends EngineCore {
  /** Puts a call at the end of the node's queue, or in front where the newest goes first. */
  enqueue(call: number, node: number): void {
    const ints = this.calls.ints
    const at = call << CALL_INTS_SHIFT
    const m = node << NODE_INTS_SHIFT
    const tail = this.nodeInts[m + M_TAIL]!
    ints[at + C_NEXT] = -1
    ints[at + C_STATE] = QUEUED
    if (tail < 0) {
      this.nodeInts[m + M_HEAD] = call
      this.nodeInts[m + M_TAIL] = call
    } else if ((this.nodeInts[m + M_DISCIPLINE]! & LIFO) !== 0) {
      ints[at + C_NEXT] = this.nodeInts[m + M_HEAD]!
      this.nodeInts[m + M_HEAD] = call
    } else {
      ints[(tail << CALL_INTS_SHIFT) + C_NEXT] = call
      this.nodeInts[m + M_TAIL] = call
    }
    this._countQueued(node)
  }

  /** Puts a call behind another one in the node's queue, or in front of all where that is -1. */
  enqueueAfter(call: number, node: number, last: number): void {
    const ints = this.calls.ints
    const m = node << NODE_INTS_SHIFT
    const next = last < 0 ? this.nodeInts[m + M_HEAD]! : ints[(last << CALL_INTS_SHIFT) + C_NEXT]!
    ints[(call << CALL_INTS_SHIFT) + C_NEXT] = next
    ints[(call << CALL_INTS_SHIFT) + C_STATE] = QUEUED
    if (last < 0) this.nodeInts[m + M_HEAD] = call
    else ints[(last << CALL_INTS_SHIFT) + C_NEXT] = call
    if (next < 0) this.nodeInts[m + M_TAIL] = call
    this._countQueued(node)
  }

  private _countQueued(node: number): void {
    const n = node << NODE_DOUBLES_SHIFT
    const queue = this.nodeDoubles[n + N_QUEUE]! + 1
    this.nodeDoubles[n + N_QUEUE] = queue
    if (queue > this.nodeDoubles[n + N_QUEUE_PEAK]!) this.nodeDoubles[n + N_QUEUE_PEAK] = queue
  }

  /** Takes the call at the head of the node's queue, or gives -1. */
  dequeue(node: number): number {
    const m = node << NODE_INTS_SHIFT
    const call = this.nodeInts[m + M_HEAD]!
    if (call < 0) return -1
    const next = this.calls.ints[(call << CALL_INTS_SHIFT) + C_NEXT]!
    this.nodeInts[m + M_HEAD] = next
    if (next < 0) this.nodeInts[m + M_TAIL] = -1
    const n = node << NODE_DOUBLES_SHIFT
    this.nodeDoubles[n + N_QUEUE]! -= 1
    return call
  }

  /** Gives the slot of a finished call to the next one in the queue, or frees it. */
  release(node: number): void {
    if (this.crowds?.release(node)) return
    const n = node << NODE_DOUBLES_SHIFT
    const nodes = this.nodeDoubles
    this.accumulate(node)
    const next =
      nodes[n + N_QUEUE]! > 0 && nodes[n + N_BUSY]! <= nodes[n + N_SLOTS]! ? this.nextWaiting(node) : -1
    if (next < 0) nodes[n + N_BUSY]! -= 1
    else {
      SPAN[0] = this.clock[0]! - this.calls.doubles[(next << CALL_DOUBLES_SHIFT) + F_ARRIVED]!
      this.start(next, node)
    }
  }

  /** The next waiting call for which somebody still waits, where that matters; -1 when there is none. */
  protected nextWaiting(node: number): number {
    if ((this.nodeInts[(node << NODE_INTS_SHIFT) + M_DISCIPLINE]! & DROP_EXPIRED) === 0)
      return this.dequeue(node)
    for (;;) {
      const call = this.dequeue(node)
      if (call < 0 || !this.isExpired(call)) return call
      this.giveUp(call)
    }
  }

  /** Whether nobody waits for the answer any more. */
  isExpired(call: number): boolean {
    return (
      this.calls.ints[(call << CALL_INTS_SHIFT) + C_PARENT]! < 0 ||
      this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_DEADLINE]! <= this.clock[0]!
    )
  }

  /** Ends a call for which nobody waits any more. */
  protected abstract giveUp(call: number): void

  /** Starts waiting calls on slots that an edit has added. */
  fillSlots(node: number): void {
    const n = node << NODE_DOUBLES_SHIFT
    const nodes = this.nodeDoubles
    if (this.isFrozen(node)) return
    while (nodes[n + N_QUEUE]! > 0 && nodes[n + N_BUSY]! < nodes[n + N_SLOTS]!) {
      this.accumulate(node)
      const call = this.nextWaiting(node)
      if (call < 0) return
      nodes[n + N_BUSY]! += 1
      SPAN[0] = this.clock[0]! - this.calls.doubles[(call << CALL_DOUBLES_SHIFT) + F_ARRIVED]!
      this.start(call, node)
    }
  }

  /** Begins the service of a call that has waited for the time in `SPAN`. */
  start(call: number, node: number): void {
    const n = node << NODE_DOUBLES_SHIFT
    const nodes = this.nodeDoubles
    nodes[n + N_WAIT_SUM]! += SPAN[0]!
    nodes[n + N_WAIT_COUNT]! += 1
    const bucket = node * BUCKETS + spanBucket()
    this.waitCounts[bucket]! += 1
    if (this.observer !== null) this.observer.started(call)
    this.serve(call, node)
    if (this.crowds !== null) this.crowds.started(call, node)
  }

  /** Keeps a call busy for a service time of its node and class; `served` follows. */
  serve(call: number, node: number): void {
    const ints = this.calls.ints
    const at = call << CALL_INTS_SHIFT
    ints[at + C_STATE] = SERVING
    this.drawService(node, ints[at + C_OP] === OP.dataScan ? SCAN : ints[at + C_CLASS]!)
    this.schedule.cell[0] = this.clock[0]! + SPAN[0]!
    this.schedule.push((call << EVENT_BITS) | EV_SERVED)
  }

  /** Keeps a call busy for a time that is the same for all calls of its node; `served` follows. */
  keepBusy(call: number, ticks: number): void {
    this.calls.ints[(call << CALL_INTS_SHIFT) + C_STATE] = SERVING
    const payload = (call << EVENT_BITS) | EV_SERVED
    const ring = this.schedule.ring(ticks, false)
    if (ring >= 0) this.schedule.pushRing(ring, payload, 0)
    else {
      this.schedule.cell[0] = this.clock[0]! + ticks
      this.schedule.push(payload)
    }
  }

  /** Draws a service time of the node from a column of means, in ticks, into `SPAN`. */
  protected drawService(node: number, column: number): void {
    const n = node << NODE_DOUBLES_SHIFT
    const mean = this.nodeDoubles[n + N_SERVICE + column]! * this.nodeDoubles[n + N_SLOW]!
    const m = node << NODE_INTS_SHIFT
    const spread = this.nodeInts[m + M_SPREAD]!
    if (spread === 0 || mean === 0) SPAN[0] = Math.floor(mean + 0.5)
    else if (spread === 1) {
      this.streams.drawExponential(this.nodeInts[m + M_SERVICE_STREAM]!)
      SPAN[0] = Math.floor(mean * this.streams.out[0]! + 0.5)
    } else {
      const factor = this.streams.gamma(this.nodeInts[m + M_SERVICE_STREAM]!, this.nodeDoubles[n + N_CV]!)
      SPAN[0] = Math.floor(mean * factor + 0.5)
    }
  }

  /** Time to apply one log entry, which came at once after another one (`isBehind`) or was waited for. */
  drawApply(node: number, isBehind: boolean): number {
    this.drawService(node, APPLYING)
    return this.crowds === null ? SPAN[0]! : this.crowds.applyTicks(node, SPAN[0]!, isBehind)
  }
}
