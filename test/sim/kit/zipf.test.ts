import { expect, it } from 'vitest'
import { Streams } from '../../../src/sim/core/random.ts'
import { zipf, zipfWeights } from '../../../src/sim/kit/zipf.ts'

it('weights fall as a power of the rank and add up to one', () => {
  const weights = zipfWeights(1000, 0.9)
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
  expect(weights[0]! / weights[99]!).toBeCloseTo(100 ** 0.9, 8)
})

it.each([
  [50, 0],
  [50, 0.9],
  [200, 1.5],
  [10_000, 0.8],
  // Too many for a table: by rejection-inversion.
  [300_000, 0],
  [300_000, 0.9],
  [300_000, 1],
  [1_000_000, 1.5],
  [1_000_000, 3],
])('of %d keys with exponent %d each is drawn as often as its weight says', (keys, alpha) => {
  const count = 400_000
  const table = zipf(keys, alpha)
  const streams = new Streams(7)
  const stream = streams.stream('client', 'key')
  const drawn = new Float64Array(keys)
  for (let i = 0; i < count; i++) drawn[table.draw(streams, stream)]!++
  const weights = zipfWeights(keys, alpha)
  let chi2 = 0
  let cells = 0
  // Keys that are rarely drawn are counted together.
  let [expected, seen] = [0, 0]
  weights.forEach((weight, key) => {
    expected += weight * count
    seen += drawn[key]!
    if (expected < 5) return
    chi2 += (seen - expected) ** 2 / expected
    cells++
    expected = seen = 0
  })
  expect(Math.abs(chi2 - cells) / Math.sqrt(2 * cells)).toBeLessThan(4.5)
})

it('a single key is always drawn', () => {
  const streams = new Streams(1)
  const stream = streams.stream('client', 'key')
  const table = zipf(1, 0.9)
  for (let i = 0; i < 100; i++) expect(table.draw(streams, stream)).toBe(0)
})

it('is shared by all who draw from the same popularity', () => {
  expect(zipf(300, 0.9)).toBe(zipf(300, 0.9))
  expect(zipf(300, 0.9)).not.toBe(zipf(300, 0.8))
  expect(zipf(301, 0.9).keys).toBe(301)
})
