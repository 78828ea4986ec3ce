/** Requests a second of simulated time that are followed at most in the approximate mode. */
const FOLLOWED_PER_SEC = 40_000

/** In the approximate mode one of so many requests is followed (a power of two): 1 where there are few enough to follow all. */
export function followOneOf(offeredPerSec: number): number {
  let weight = 1
  while (offeredPerSec > weight * FOLLOWED_PER_SEC) weight *= 2
  return weight
}
