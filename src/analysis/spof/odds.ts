/** A share of requests, 0 to 1: the same for all keys, or by cell of the key space (see `KeyCells`). */
export type Share = number | Float64Array

/** Shares that succeed after different waits for somebody who says nothing. */
export interface Waits {
  /** Milliseconds, rising. */
  readonly ms: readonly number[]
  readonly shares: readonly Share[]
}

/** What becomes of requests: the share that succeeds, and how long it waits where it does. */
export type Odds = Share | Waits

/** Different waits that are told apart; of more than these the two that lie nearest become one. */
const WAITS_MAX = 6

const isShare = (odds: Odds): odds is Share => typeof odds === 'number' || odds instanceof Float64Array

function mapShares(a: Share, b: Share, by: (x: number, y: number) => number): Share {
  if (typeof a === 'number' && typeof b === 'number') return by(a, b)
  if (typeof a === 'number') return (b as Float64Array).map((y) => by(a, y))
  if (typeof b === 'number') return a.map((x) => by(x, b))
  return a.map((x, i) => by(x, b[i]!))
}

export const plusShare = (a: Share, b: Share): Share =>
  typeof a === 'number' && typeof b === 'number' ? a + b : mapShares(a, b, (x, y) => x + y)

export const timesShare = (a: Share, b: Share): Share =>
  typeof a === 'number' && typeof b === 'number' ? a * b : mapShares(a, b, (x, y) => x * y)

/** What is left. */
export const restOf = (share: Share): Share =>
  typeof share === 'number' ? 1 - share : share.map((one) => 1 - one)

/** The share that succeeds, however long it waits. */
export function totalOf(odds: Odds): Share {
  if (isShare(odds)) return odds
  return odds.shares.reduce(plusShare, 0)
}

function gathered(pairs: readonly (readonly [ms: number, share: Share])[]): Odds {
  const sums = new Map<number, Share>()
  for (const [ms, share] of pairs) {
    if (share === 0) continue
    const known = sums.get(ms)
    sums.set(ms, known === undefined ? share : plusShare(known, share))
  }
  const sorted = [...sums].sort(([a], [b]) => a - b)
  if (sorted.length === 0) return 0
  if (sorted.length === 1 && sorted[0]![0] === 0) return sorted[0]![1]
  while (sorted.length > WAITS_MAX) joinNearest(sorted)
  return { ms: sorted.map(([ms]) => ms), shares: sorted.map(([, share]) => share) }
}

function joinNearest(sorted: [number, Share][]): void {
  let at = 1
  for (let i = 2; i < sorted.length; i++)
    if (sorted[i]![0] - sorted[i - 1]![0] < sorted[at]![0] - sorted[at - 1]![0]) at = i
  const [longer] = sorted.splice(at, 1)
  sorted[at - 1] = [longer![0], plusShare(longer![1], sorted[at - 1]![1])]
}

const pairsOf = (odds: Odds): (readonly [number, Share])[] =>
  isShare(odds) ? [[0, odds]] : odds.ms.map((ms, i) => [ms, odds.shares[i]!])

/** Both are needed, one after the other. */
export function both(a: Odds, b: Odds): Odds {
  if (typeof a === 'number' && typeof b === 'number') return a * b
  if (isShare(a) && isShare(b)) return timesShare(a, b)
  return gathered(
    pairsOf(a).flatMap(([x, p]) => pairsOf(b).map(([y, q]) => [x + y, timesShare(p, q)] as const)),
  )
}

/** Either of two that exclude one another. */
export function either(a: Odds, b: Odds): Odds {
  if (typeof a === 'number' && typeof b === 'number') return a + b
  if (isShare(a) && isShare(b)) return plusShare(a, b)
  return gathered([...pairsOf(a), ...pairsOf(b)])
}

/** The odds of a part of the requests, as a share of all. */
export function partOf(share: Share, odds: Odds): Odds {
  if (share === 1) return odds
  if (isShare(odds)) return timesShare(share, odds)
  return { ms: odds.ms, shares: odds.shares.map((one) => timesShare(share, one)) }
}

/** The same after a wait. */
export function after(ms: number, odds: Odds): Odds {
  if (ms === 0 || odds === 0) return odds
  return gathered(pairsOf(odds).map(([wait, share]) => [wait + ms, share]))
}

/** What comes in time; whoever waits longer has failed. */
export function within(limitMs: number, odds: Odds): Odds {
  if (isShare(odds)) return odds
  return gathered(pairsOf(odds).filter(([ms]) => ms < limitMs))
}

/** The share that succeeds only after a wait, and how long that is on average, in milliseconds. */
export function waitOf(odds: Odds, mean: (share: Share) => number): { share: number; ms: number } {
  if (isShare(odds)) return { share: 0, ms: 0 }
  let share = 0
  let sum = 0
  for (const [ms, one] of pairsOf(odds)) {
    if (ms === 0) continue
    share += mean(one)
    sum += ms * mean(one)
  }
  return { share, ms: share === 0 ? 0 : sum / share }
}

/** The mean of a share over keys that are as popular as `masses` says. */
export const meanOver = (share: Share, masses: Float64Array): number =>
  typeof share === 'number' ? share : share.reduce((sum, one, cell) => sum + one * masses[cell]!, 0)

/** The plain mean of a share over all cells. */
export const meanOf = (share: Share): number =>
  typeof share === 'number' ? share : share.reduce((sum, one) => sum + one, 0) / share.length
