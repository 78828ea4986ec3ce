import { BUCKETS, SPAN, spanBucket } from './histogram.ts'
import { CLASS_COUNT, OK, OUTCOMES, SHED } from './vocabulary.ts'

/**
 * The books of the clients' requests. `generated = completed + failed + shed + inFlight` holds at every tick over the
 * whole run; the counts by class and reason can begin anew after a warm-up.
 */
export class Tally {
  generated = 0
  completed = 0
  failed = 0
  shed = 0
  inFlight = 0
  /** Calls that the engine's own limits turned away; the requests among them are in `shed` as well. */
  limited = 0
  /** Acknowledged writes that were lost at promotions, and reads that were answered with something old, over the whole run. */
  lostWrites = 0
  staleReads = 0
  /** Since the last `reset`, by class: generated, completed, sum of latencies in ticks, histogram. */
  readonly offered = new Float64Array(CLASS_COUNT)
  readonly done = new Float64Array(CLASS_COUNT)
  readonly latencySum = new Float64Array(CLASS_COUNT)
  readonly latencyCounts = new Uint32Array(CLASS_COUNT * BUCKETS)
  /** Since the last `reset`, by class and outcome: requests that ended so. */
  readonly outcomes = new Float64Array(CLASS_COUNT * OUTCOMES.length)

  /** By fault: failed requests of each class that it is behind, over the whole run. */
  readonly failedBy = new Map<number, Float64Array>()

  /** A failed request is laid to a fault; to none where that is -1. */
  blame(requestClass: number, fault: number): void {
    if (fault < 0) return
    let counts = this.failedBy.get(fault)
    if (counts === undefined) {
      counts = new Float64Array(CLASS_COUNT)
      this.failedBy.set(fault, counts)
    }
    counts[requestClass]! += 1
  }

  begin(requestClass: number): void {
    this.generated++
    this.inFlight++
    this.offered[requestClass]! += 1
  }

  /** A request is over; the time it took lies in `SPAN`. */
  end(requestClass: number, outcome: number): void {
    this.inFlight--
    const at = requestClass * OUTCOMES.length + outcome
    this.outcomes[at]! += 1
    if (outcome !== OK) {
      if (outcome === SHED) this.shed++
      else this.failed++
      return
    }
    this.completed++
    this.done[requestClass]! += 1
    this.latencySum[requestClass]! += SPAN[0]!
    const bucket = requestClass * BUCKETS + spanBucket()
    this.latencyCounts[bucket]! += 1
  }

  /** Begins the counts by class and reason anew; the books of the whole run go on. */
  reset(): void {
    this.offered.fill(0)
    this.done.fill(0)
    this.latencySum.fill(0)
    this.latencyCounts.fill(0)
    this.outcomes.fill(0)
  }
}
