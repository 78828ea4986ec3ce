import { REQUEST_CLASSES } from './request-class.ts'

/** Shares are known to a thousandth: five of them fit into one double, so that a frame needs no column for each class. */
const STEPS = 1000
const BASE = STEPS + 1

/** Packs what each class has of a whole into one number; 0 where there is nothing of any. */
export function packShares(amounts: ArrayLike<number>, offset = 0): number {
  let total = 0
  for (let c = 0; c < REQUEST_CLASSES.length; c++) total += amounts[offset + c]!
  if (!(total > 0)) return 0
  let packed = 0
  for (let c = REQUEST_CLASSES.length - 1; c >= 0; c--)
    packed = packed * BASE + Math.round((amounts[offset + c]! / total) * STEPS)
  return packed
}

/** The share that a class has in what was packed. */
export const shareOf = (packed: number, requestClass: number): number =>
  (Math.floor(packed / BASE ** requestClass) % BASE) / STEPS
