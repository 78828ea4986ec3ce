import { mmc } from '../../sim/stats/queueing.ts'

/** A wait that is this share of the service counts. */
export const WAIT_SHARE = 0.05

/** The utilisation from which waiting for a slot adds `WAIT_SHARE` to a measured time (M/G/c after Allen and Cunneen). */
export function waitingFrom(slots: number, cv: number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    const wait = mmc(middle * slots, 1, slots).wait * ((1 + cv * cv) / 2)
    if (wait < WAIT_SHARE) low = middle
    else high = middle
  }
  return low
}
