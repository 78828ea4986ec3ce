import { exp } from '../../sim/core/arithmetic.ts'

/** Turns of one round that are looked at. */
const ROUND_MAX = 64
/**
 * Share of the turns that each of several targets gets, as the engine's turns go: evenly where all weights are the same, by
 * weight elsewhere, and the first one where those that are left have none. All zero where nobody is left.
 */
export function turnShares(weights: readonly number[], usable: (index: number) => boolean): number[] {
  const isEven = weights.every((weight) => weight === weights[0])
  const shares = new Array<number>(weights.length)
  let [first, total] = [-1, 0]
  for (let i = 0; i < weights.length; i++) {
    const isUsable = usable(i)
    if (isUsable && first < 0) first = i
    shares[i] = isUsable ? (isEven ? 1 : weights[i]!) : 0
    total += shares[i]!
  }
  for (let i = 0; i < weights.length; i++) shares[i] = total > 0 ? shares[i]! / total : i === first ? 1 : 0
  return shares
}

const knownRounds = new WeakMap<readonly number[], readonly number[]>()

/** The order of one round of turns. */
function roundOf(weights: readonly number[]): readonly number[] {
  let round = knownRounds.get(weights)
  if (round === undefined) {
    round = newRound(weights)
    knownRounds.set(weights, round)
  }
  return round
}

/** Smooth weighted round robin. */
function newRound(weights: readonly number[]): number[] {
  const those = [...weights.keys()].filter((i) => weights[i]! > 0)
  if (those.every((i) => weights[i] === weights[those[0]!])) return those
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
 * Share of the calls that each target of a balancer gets that prefers whoever has the fewest open: one that refuses at once
 * has none open and draws them, one that says nothing keeps them open. `openMs` is how long a call at each of them is open.
 */
export function openShares(openMs: readonly number[], ratePerSec: number, isPairwise: boolean): number[] {
  const n = openMs.length
  let shares = openMs.map(() => 1 / n)
  for (let round = 0; round < ROUNDS; round++) {
    const idle = shares.map((share, i) => exp(-Math.min(500, (share * ratePerSec * openMs[i]!) / 1000)))
    const next = isPairwise ? pairShares(idle) : idleShares(idle)
    shares = shares.map((share, i) => (share + next[i]!) / 2)
  }
  return shares
}

const ROUNDS = 24
/** Points of the integral that gives the mean of 1 / (1 + the number of others that are idle). */
const POINTS = 16

/** An idle one by turns; where nobody is idle, evenly. */
function idleShares(idle: readonly number[]): number[] {
  const own = idle.map((chance, i) => {
    let mean = 0
    for (let p = 0; p < POINTS; p++) {
      const t = (p + 0.5) / POINTS
      mean += idle.reduce((product, other, j) => (j === i ? product : product * (1 - other + other * t)), 1)
    }
    return (chance * mean) / POINTS
  })
  const rest = (1 - own.reduce((sum, share) => sum + share, 0)) / idle.length
  return own.map((share) => share + rest)
}

/** Of two by chance the one that is idle; the first where both are or none is. */
function pairShares(idle: readonly number[]): number[] {
  const n = idle.length
  return idle.map((chance, i) => {
    const wins = idle.reduce((sum, other, j) => {
      if (j === i) return sum
      return sum + (1 - other * (1 - chance)) + chance * (1 - other)
    }, 0)
    return wins / (n * (n - 1))
  })
}

/** How a target is chosen anew: in turn, by chance, or for a user once and for all. */
export type Chance = 'turn' | 'chance' | 'user'

interface Chooser {
  /** How many turns it has given, and when the last one was. */
  readonly at: number
  readonly sinceMs: number
  /** Whom it gave first. */
  readonly target: number
}

/**
 * One request after the other, each with all its tries: who is chosen at every chooser on its way. What a request meets at its
 * second try hangs on the first: in turn it is the next target, unless others took their turns in between (Poisson). What is
 * rare is drawn more often than it comes, and counts less (importance sampling), or it would be missed.
 */
export class Turns {
  #choosers = new Map<object, Chooser>()
  readonly #states = new Map<object, { readonly is: boolean; readonly sinceMs: number }>()
  #state = 0
  #request = 0
  #draws = 0
  /** What is left of the request's number: requests begin at every turn of every chooser equally often. */
  #number = 0
  /** Milliseconds since the request began. */
  nowMs = 0
  /** How much the request counts. */
  weight = 1

  begin(request: number): void {
    this.#choosers.clear()
    this.#states.clear()
    this.#state = Math.imul(request + 1, 0x9e3779b1) >>> 0
    this.#number = request
    this.#request = request
    this.#draws = 0
    this.nowMs = 0
    this.weight = 1
  }

  /** Index of who is chosen by shares at a chooser that others ask too, so many times a second. */
  pick(chooser: object, shares: readonly number[], how: Chance, othersPerSec: number): number {
    const known = this.#choosers.get(chooser)
    const round = roundOf(shares)
    if (known === undefined) {
      const at = this.#firstTurn(round.length)
      this.#choosers.set(chooser, { at, target: round[at]!, sinceMs: this.nowMs })
      return round[at]!
    }
    if (how === 'user' && shares[known.target]! > 0) return known.target
    if (how !== 'turn') return this.#byShare(shares)
    const others = this.#othersOf(round.length, (othersPerSec * (this.nowMs - known.sinceMs)) / 1000)
    const at = known.at + 1 + others
    this.#choosers.set(chooser, { ...known, at, sinceMs: this.nowMs })
    return round[at % round.length]!
  }

  /** Looks at several ways that begin at the same turns; where choosers stand after each of them stays noted. */
  apart<T>(ways: number, go: (way: number) => T): T[] {
    const before = this.#choosers
    const after = new Map(before)
    const found = Array.from({ length: ways }, (_, way) => {
      this.#choosers = new Map(before)
      const one = go(way)
      for (const [chooser, known] of this.#choosers)
        if (before.get(chooser) !== known) after.set(chooser, known)
      return one
    })
    this.#choosers = after
    return found
  }

  /** Whether something is so that comes with a chance, and stays as it is for a mean time. */
  isSo(thing: object, chance: number, holdMs: number): boolean {
    const known = this.#states.get(thing)
    const isKept = known !== undefined && this.#random() < exp((known.sinceMs - this.nowMs) / holdMs)
    const is = isKept ? known.is : this.#drawn([chance, 1 - chance]) === 0
    this.note(thing, is, 0)
    return is
  }

  /** Notes how something is, in so many milliseconds from now. */
  note(thing: object, is: boolean, afterMs: number): void {
    this.#states.set(thing, { is, sinceMs: this.nowMs + afterMs })
  }

  /** One by its chance, but none seldom: some of the draws are even, and each counts as much as it was drawn too seldom. */
  #drawn(chances: readonly number[]): number {
    const even = EVEN_DRAWS / chances.length
    const drawn = chances.map((chance) => (1 - EVEN_DRAWS) * chance + even)
    const one = this.#byShare(drawn)
    this.weight *= chances[one]! / drawn[one]!
    return one
  }

  /** Turns that others took meanwhile, as far as they matter in a round of so many. */
  #othersOf(length: number, mean: number): number {
    if (length === 1 || mean < RARELY) return 0
    if (mean > POISSON_MAX) return Math.floor(this.#random() * length)
    const chances = new Array<number>(length).fill(0)
    let chance = exp(-mean)
    for (let count = 0; count < 4 * POISSON_MAX; count++) {
      chances[count % length]! += chance
      chance *= mean / (count + 1)
    }
    return this.#drawn(chances)
  }

  #firstTurn(length: number): number {
    const at = this.#number % length
    this.#number = Math.floor(this.#number / length)
    return at
  }

  #byShare(shares: readonly number[]): number {
    let left = this.#random()
    let last = 0
    for (const [i, share] of shares.entries()) {
      if (share === 0) continue
      last = i
      left -= share
      if (left < 0) break
    }
    return last
  }

  /**
   * Of a sequence that fills the square evenly (Kronecker's, by the roots of primes), so that a few requests say as much as many
   * drawn by chance; then the public-domain generator mulberry32.
   */
  #random(): number {
    const step = STEPS[this.#draws++]
    if (step !== undefined) return ((this.#request + 0.5) * step) % 1
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What is behind the comma of the square roots of the first primes. */
const STEPS = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37].map((prime) => Math.sqrt(prime) % 1)

/** Above so many on average it does not matter whose turn it is; below so many nobody comes between. */
const POISSON_MAX = 20
const RARELY = 1e-6
/** Share of the draws that are even. */
const EVEN_DRAWS = 0.3
