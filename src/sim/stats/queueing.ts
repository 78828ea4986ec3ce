/**
 * Closed forms of queueing theory: Poisson arrivals, first in first out, a steady state. Times are in the unit of the
 * rates. Only the four basic operations, so that the figures are the same in every browser.
 */

/** Mean wait of those who get in, and mean number that waits. */
export interface Waiting {
  readonly wait: number
  readonly queue: number
}

/** Below this a probability is none. */
const NEGLIGIBLE = 1e-300
/** Sums of weights are brought down from here: far over capacity they would grow beyond all numbers. */
const IMMENSE = 1e200

/** Share that `servers` without a queue turn away, when `load` of them would be busy with room for all: Erlang B. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1
  for (let n = 1; n <= servers; n++) {
    blocked = (load * blocked) / (n + load * blocked)
    if (blocked < NEGLIGIBLE) return 0
  }
  return blocked
}

/** Share that has to wait for one of `servers`, when `load` of them are busy on average: Erlang C. */
export function erlangC(servers: number, load: number): number {
  const utilisation = load / servers
  if (utilisation >= 1) return 1
  const blocked = erlangB(servers, load)
  return blocked / (1 - utilisation * (1 - blocked))
}

/** M/M/c: exponential service in `servers` slots, and a queue without end. Infinite from full utilisation on. */
export function mmc(rate: number, serviceMean: number, servers: number): Waiting {
  const load = rate * serviceMean
  if (load >= servers) return { wait: Number.POSITIVE_INFINITY, queue: Number.POSITIVE_INFINITY }
  const wait = (erlangC(servers, load) * serviceMean) / (servers - load)
  return { wait, queue: rate * wait }
}

/** Second moment of a service time, or of one class's part in it. */
export const secondMoment = (mean: number, cv: number): number => mean * mean * (1 + cv * cv)

/**
 * M/G/1: one slot and a queue without end, after Pollaczek and Khinchine. Classes of different means are one service
 * time, whose moments are the weighted means of theirs.
 */
export function mg1(rate: number, serviceMean: number, serviceSecondMoment: number): Waiting {
  const utilisation = rate * serviceMean
  if (utilisation >= 1) return { wait: Number.POSITIVE_INFINITY, queue: Number.POSITIVE_INFINITY }
  const wait = (rate * serviceSecondMoment) / (2 * (1 - utilisation))
  return { wait, queue: rate * wait }
}

export interface Lossy extends Waiting {
  /** Share of the arrivals that finds no room. */
  readonly lost: number
}

/** M/M/c/K: exponential service in `servers` slots, and room for `room` who wait; more are turned away. */
export function mmck(rate: number, serviceMean: number, servers: number, room: number): Lossy {
  const load = rate * serviceMean
  const utilisation = load / servers
  const blocked = erlangB(servers, load)
  if (blocked === 0) return { wait: 0, queue: 0, lost: 0 }
  // Weights of the states, in units of the one where all servers are busy and nobody waits.
  let weight = 1
  let total = 1 / blocked
  let waiting = 0
  for (let n = 1; n <= room && weight > NEGLIGIBLE; n++) {
    weight *= utilisation
    total += weight
    waiting += n * weight
    if (total < IMMENSE) continue
    weight /= IMMENSE
    total /= IMMENSE
    waiting /= IMMENSE
  }
  const lost = weight > NEGLIGIBLE ? weight / total : 0
  const queue = waiting / total
  return { wait: queue / (rate * (1 - lost)), queue, lost }
}
