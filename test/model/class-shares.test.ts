import { describe, expect, it } from 'vitest'
import { packShares, shareOf } from '../../src/model/class-shares.ts'

describe('shares of classes in one number', () => {
  it.each([
    [[0, 0, 0, 0, 0]],
    [[1, 0, 0, 0, 0]],
    [[0, 0, 0, 0, 7]],
    [[1, 2, 3, 4, 5]],
    [[0.001, 1000, 0, 1e-9, 3]],
    [[1e9, 1e9, 1e9, 1e9, 1e9]],
  ])('%j come back to a thousandth', (amounts) => {
    const total = amounts.reduce((sum, one) => sum + one, 0)
    const packed = packShares(amounts)
    expect(Number.isSafeInteger(packed)).toBe(true)
    amounts.forEach((amount, c) => {
      expect(Math.abs(shareOf(packed, c) - (total > 0 ? amount / total : 0))).toBeLessThanOrEqual(0.0005)
    })
  })

  it('reads from an offset', () => {
    expect(shareOf(packShares([9, 9, 9, 9, 9, 0, 0, 1, 0, 0], 5), 2)).toBe(1)
  })
})
