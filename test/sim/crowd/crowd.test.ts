import { describe, expect, it } from 'vitest'
import { mmc, mmck } from '../../../src/sim/stats/queueing.ts'
import { Crowd, Streams, TICKS_PER_MS, TICKS_PER_SEC } from '../../support/engine.ts'

const HOLD_MS = 10
/** Of all arrivals one in so many is followed. */
const WEIGHT = 16

interface Watched {
  readonly waitMs: number
  readonly p99WaitMs: number
  readonly queue: number
  readonly busy: number
  readonly refused: number
}

/** A station of its own under Poisson arrivals of followed calls, which stay for exponential times. */
function watch(
  slots: number,
  holdMs: number,
  utilisation: number,
  queueMax: number,
  seconds: number,
  seed = 1,
): Watched {
  const streams = new Streams(seed)
  const own = streams.stream('test', 'arrivals')
  const crowd = new Crowd(WEIGHT, streams, streams.stream('test', 'crowd'), 0)
  const capacity = { slots, queueMax, stayTicks: holdMs * TICKS_PER_MS, cv: 1, newestFirst: false }
  const gap = (holdMs * TICKS_PER_MS * WEIGHT) / (slots * utilisation)
  const warm = 0.2 * seconds * TICKS_PER_SEC
  const leaving: number[] = []
  const waits: number[] = []
  let [now, came, refused] = [0, 0, 0]
  while (now < seconds * TICKS_PER_SEC) {
    now += gap * streams.exponential(own)
    leaving.sort((a, b) => a - b)
    while (leaving.length > 0 && leaving[0]! <= now) crowd.leave(leaving.shift()!)
    const accepted = crowd.arrive(now, capacity)
    if (now < warm) {
      crowd.busyIntegral = 0
      crowd.queueIntegral = 0
    } else came++
    if (!accepted) {
      if (now >= warm) refused++
      continue
    }
    const wait = crowd.drawWait(capacity)
    if (now >= warm) waits.push(wait / TICKS_PER_MS)
    crowd.start(now, 0)
    leaving.push(now + holdMs * TICKS_PER_MS * streams.exponential(own))
  }
  waits.sort((a, b) => a - b)
  const span = now - warm
  return {
    waitMs: waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
    p99WaitMs: waits[Math.floor(0.99 * waits.length)]!,
    queue: crowd.queueIntegral / span,
    busy: crowd.busyIntegral / span,
    refused: refused / came,
  }
}

const offered = (slots: number, holdMs: number, utilisation: number): number =>
  (slots * utilisation) / (holdMs / 1000)

describe('the crowd at a station', () => {
  // Few slots move one by one, many in steps of time.
  it.each([
    [1, 0.1, 0.7, 100],
    [4, 0.2, 0.8, 100],
    [64, 10, 0.9, 400],
    [512, 10, 0.95, 100],
  ])('of %i slots of %d ms at utilisation %d waits as theory says', (slots, holdMs, utilisation, seconds) => {
    const runs = [1, 2, 3, 4, 5].map((seed) =>
      watch(slots, holdMs, utilisation, Number.POSITIVE_INFINITY, seconds, seed),
    )
    const mean = (of: (run: Watched) => number) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length
    const theory = mmc(offered(slots, holdMs, utilisation), holdMs / 1000, slots)
    expect(mean((run) => run.busy) / (slots * utilisation)).toBeCloseTo(1, 1.5)
    // The bounds of the mode: 3 % of the mean number present, a tenth of the wait's p99.
    const present = mean((run) => run.busy + run.queue)
    expect(Math.abs(present / (slots * utilisation + theory.queue) - 1)).toBeLessThan(0.03)
    const waitMs = 1000 * theory.wait
    expect(Math.abs(mean((run) => run.waitMs) - waitMs)).toBeLessThan(0.03 * (holdMs + waitMs))
    // A wait is exponential for those who wait at all.
    const rate = (slots * (1 - utilisation)) / holdMs
    const p99 = Math.max(0, Math.log((theory.wait * 1000 * rate) / 0.01) / rate)
    expect(Math.abs(mean((run) => run.p99WaitMs) - p99)).toBeLessThan(0.1 * p99 + 0.05)
  })

  it.each([
    [4, 1.5, 20],
    [64, 1.25, 100],
  ])('of %i slots at load %d turns away what theory says', (slots, load, queueMax) => {
    const { refused, busy } = watch(slots, HOLD_MS, load, queueMax, 200)
    const theory = mmck(offered(slots, HOLD_MS, load), HOLD_MS / 1000, slots, queueMax)
    expect(Math.abs(refused - theory.lost)).toBeLessThan(0.02)
    expect(busy / slots).toBeGreaterThan(0.97)
  })

  it('is gone when the station is emptied', () => {
    const streams = new Streams(1)
    const crowd = new Crowd(WEIGHT, streams, streams.stream('test', 'crowd'), 0)
    const capacity = {
      slots: 1,
      queueMax: Number.POSITIVE_INFINITY,
      stayTicks: TICKS_PER_SEC,
      cv: 1,
      newestFirst: false,
    }
    for (let i = 1; i <= 1000; i++) crowd.arrive(i * TICKS_PER_MS, capacity)
    expect(crowd.drawWait(capacity)).toBeGreaterThan(0)
    crowd.clear(TICKS_PER_SEC)
    expect(crowd.drawWait(capacity)).toBe(0)
  })
})
