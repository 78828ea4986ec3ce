import { createHash } from 'node:crypto'
import { type Mutant, mutantKey } from './mutants.ts'
import { PARTS } from './parts.ts'

/**
 * As many mutants as asked, each part in proportion to its size. A mutant's lot hangs on the seed and on itself, so that a larger sample
 * holds the smaller one, and a change of one file leaves the lots of the others as they are.
 */
export function drawSample(mutants: readonly Mutant[], size: number, seed: number): Mutant[] {
  const parts = PARTS.map((part) => mutants.filter(({ folder }) => folder === part.folder))
  const sizes = parts.map(({ length }) => length)
  const shares = sharesOf(sizes, Math.min(size, mutants.length))
  return parts.flatMap((part, i) => byLot(part, seed).slice(0, shares[i]))
}

function byLot(mutants: readonly Mutant[], seed: number): Mutant[] {
  const lot = (mutant: Mutant): string =>
    createHash('sha256')
      .update(`${seed}:${mutantKey(mutant)}`)
      .digest('hex')
  const lots = mutants.map((mutant) => ({ mutant, lot: lot(mutant) }))
  return lots.sort((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ mutant }) => mutant)
}

/** Whole numbers in proportion to `sizes` that add up to `total`; what rounding leaves goes to the largest remainders. */
function sharesOf(sizes: readonly number[], total: number): number[] {
  const sum = sizes.reduce((before, size) => before + size, 0)
  const exact = sizes.map((size) => (sum === 0 ? 0 : (size * total) / sum))
  const shares = exact.map(Math.floor)
  const left = total - shares.reduce((before, share) => before + share, 0)
  const order = exact.map((share, i) => ({ i, rest: share % 1 })).sort((a, b) => b.rest - a.rest)
  for (const { i } of order.slice(0, left)) shares[i]!++
  return shares
}
