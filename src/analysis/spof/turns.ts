import { exp } from '../../sim/arithmetic.ts'

/** Turns of one round that are looked at; a longer round counts as drawn by chance. */
const ROUND_MAX = 64
/** Turns of others between two tries, on average, from which on it is chance whose turn it is. */
const CHANCE_FROM = 4

/**
 * Share of the turns that each of several targets gets, as the engine's turns go: evenly where all weights are the same, by
 * weight elsewhere, and the first one where those that are left have none. All zero where nobody is left.
 */
export function turnShares(weights: readonly number[], usable: (index: number) => boolean): number[] {
  const isEven = weights.every((weight) => weight === weights[0])
  const own = weights.map((weight, i) => (usable(i) ? (isEven ? 1 : weight) : 0))
  const total = own.reduce((sum, weight) => sum + weight, 0)
  if (total > 0) return own.map((weight) => weight / total)
  const first = weights.findIndex((_, i) => usable(i))
  return weights.map((_, i) => (i === first ? 1 : 0))
}

/** The order of one round of turns (smooth weighted round robin). */
export function roundOf(weights: readonly number[]): number[] {
  if (weights.every((weight) => weight === weights[0])) return [...weights.keys()]
  const credits = weights.map(() => 0)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const round: number[] = []
  while (round.length < ROUND_MAX) {
    for (const [i, weight] of weights.entries()) credits[i]! += weight
    const best = credits.reduce((leader, credit, i) => (credit > credits[leader]! ? i : leader), 0)
    credits[best]! -= total
    round.push(best)
    if (credits.every((credit) => Math.abs(credit) < 1e-9)) break
  }
  return round
}

/**
 * Share of requests that succeed in each of several tries in turn, where target i serves `serves[i]` of what it gets.
 * Between two tries of a request others take a turn, `othersMean` of them on average (Poisson): with none of them the
 * next try goes to the next target for certain.
 */
export function triesInTurn(
  round: readonly number[],
  serves: readonly number[],
  tries: number,
  othersMean: number,
): number[] {
  const n = round.length
  const own = round.map((target) => serves[target]!)
  const jumps = jumpShares(n, othersMean)
  let failing = own.map((share) => (1 - share) / n)
  const succeeded = [own.reduce((sum, share) => sum + share, 0) / n]
  for (let attempt = 1; attempt < tries; attempt++) {
    const next = new Array<number>(n).fill(0)
    failing.forEach((mass, i) => {
      if (mass > 0)
        jumps.forEach((jump, by) => {
          next[(i + 1 + by) % n]! += mass * jump
        })
    })
    succeeded.push(next.reduce((sum, mass, i) => sum + mass * own[i]!, 0))
    failing = next.map((mass, i) => mass * (1 - own[i]!))
  }
  return succeeded
}

/** How many turns others take, modulo the round. */
function jumpShares(n: number, mean: number): number[] {
  if (mean >= CHANCE_FROM || n > ROUND_MAX) return new Array<number>(n).fill(1 / n)
  const shares = new Array<number>(n).fill(0)
  let chance = exp(-mean)
  for (let k = 0; k < 40; k++) {
    shares[k % n]! += chance
    chance *= mean / (k + 1)
  }
  return shares
}
