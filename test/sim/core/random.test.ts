import { describe, expect, it } from 'vitest'
import { hashText, mix32, Streams } from '../../../src/sim/core/random.ts'

const COUNT = 400_000

function draws(draw: (streams: Streams, stream: number) => number, seed = 1): Float64Array {
  const streams = new Streams(seed)
  const stream = streams.stream('node', 'test')
  return Float64Array.from({ length: COUNT }, () => draw(streams, stream))
}

/** Mean and variance of what was drawn, each in standard errors from what it should be. */
function errors(
  values: Float64Array,
  mean: number,
  variance: number,
  fourthMoment: number,
): [number, number] {
  const own = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return [
    Math.abs(own - mean) / Math.sqrt(variance / values.length),
    Math.abs(square - variance) / Math.sqrt((fourthMoment - variance ** 2) / values.length),
  ]
}

/** A correct generator is further off than this once in 100,000 figures. */
const ERRORS_MAX = 4.5

describe('a stream', () => {
  it('is uniform: mean, variance and 256 equal cells by chi-squared', () => {
    const values = draws((streams, stream) => streams.uniform(stream))
    for (const error of errors(values, 1 / 2, 1 / 12, 1 / 80)) expect(error).toBeLessThan(ERRORS_MAX)
    const cells = new Float64Array(256)
    for (const value of values) cells[Math.floor(value * 256)]!++
    const expected = COUNT / 256
    const chi2 = cells.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 255 degrees of freedom: mean 255, standard deviation 22.6.
    expect(chi2).toBeGreaterThan(255 - 4.5 * 22.6)
    expect(chi2).toBeLessThan(255 + 4.5 * 22.6)
    expect(values.every((value) => value > 0 && value < 1)).toBe(true)
  })

  it('draws each bit of a word as often as not', () => {
    const streams = new Streams(3)
    const stream = streams.stream('node', 'test')
    const ones = new Float64Array(32)
    for (let i = 0; i < COUNT; i++) {
      const word = streams.word(stream)
      for (let bit = 0; bit < 32; bit++) ones[bit]! += (word >>> bit) & 1
    }
    const error = Math.sqrt(COUNT / 4)
    for (const count of ones) expect(Math.abs(count - COUNT / 2) / error).toBeLessThan(ERRORS_MAX)
  })

  it('is exponential: mean, variance and tail', () => {
    const values = draws((streams, stream) => streams.exponential(stream))
    for (const error of errors(values, 1, 1, 9)) expect(error).toBeLessThan(ERRORS_MAX)
    for (const x of [0.1, 1, 3, 8]) {
      const p = Math.exp(-x)
      const share = values.filter((value) => value > x).length / COUNT
      expect(Math.abs(share - p) / Math.sqrt((p * (1 - p)) / COUNT)).toBeLessThan(ERRORS_MAX)
    }
  })

  it.each([0.1, 0.5, Math.SQRT1_2, 1, 2, 4, 10])('is gamma with a coefficient of variation of %d', (cv) => {
    const shape = 1 / cv ** 2
    const fourth = (3 * shape ** 2 + 6 * shape) / shape ** 4
    const values = draws((streams, stream) => streams.gamma(stream, cv))
    for (const error of errors(values, 1, cv ** 2, fourth)) expect(error).toBeLessThan(ERRORS_MAX)
  })

  it('draws whole numbers below n, each as often', () => {
    const values = draws((streams, stream) => streams.below(stream, 7))
    for (let k = 0; k < 7; k++) {
      const count = values.filter((value) => value === k).length
      expect(Math.abs(count - COUNT / 7) / Math.sqrt((COUNT * 6) / 49)).toBeLessThan(ERRORS_MAX)
    }
  })
})

describe('streams', () => {
  const words = (streams: Streams, stream: number, count = 20): number[] =>
    Array.from({ length: count }, () => streams.word(stream))

  it('go on as they would have without the streams that were added', () => {
    const alone = new Streams(1)
    const expected = words(alone, alone.stream('web-1', 'service'))
    const crowded = new Streams(1)
    const others = Array.from({ length: 500 }, (_, i) => crowded.stream(`other-${i}`, 'service'))
    const stream = crowded.stream('web-1', 'service')
    const seen = expected.map((_, i) => {
      for (const other of others.slice(0, i)) crowded.word(other)
      crowded.stream(`late-${i}`, 'service')
      return crowded.word(stream)
    })
    expect(seen).toEqual(expected)
  })

  it('are the same one whenever they are asked for', () => {
    const streams = new Streams(1)
    expect(streams.stream('web-1', 'service')).toBe(streams.stream('web-1', 'service'))
  })

  it('differ by component, by purpose and by seed', () => {
    const of = (seed: number, id: string, purpose: string): string => {
      const streams = new Streams(seed)
      return words(streams, streams.stream(id, purpose)).join()
    }
    const all = [of(1, 'a', 'x'), of(2, 'a', 'x'), of(1, 'b', 'x'), of(1, 'a', 'y')]
    expect(new Set(all).size).toBe(4)
  })

  it('of neighbouring names are not correlated', () => {
    const streams = new Streams(1)
    const [a, b] = [streams.stream('web-1', 'service'), streams.stream('web-2', 'service')]
    let sum = 0
    for (let i = 0; i < COUNT; i++) sum += (streams.uniform(a) - 0.5) * (streams.uniform(b) - 0.5)
    // The product of two centred uniforms has variance 1/144.
    expect(Math.abs(sum) / Math.sqrt(COUNT / 144)).toBeLessThan(ERRORS_MAX)
  })
})

it('a mixed number keeps all its information', () => {
  const seen = new Set(Array.from({ length: 50_000 }, (_, key) => mix32(key)))
  expect(seen.size).toBe(50_000)
})

it('texts that differ in one letter hash far apart', () => {
  const hashes = Array.from({ length: 1000 }, (_, i) => hashText(`web-${i}`))
  expect(new Set(hashes).size).toBe(1000)
  const mean = hashes.reduce((sum, hash) => sum + hash / 2 ** 32, 0) / 1000
  expect(Math.abs(mean - 0.5)).toBeLessThan(4.5 / Math.sqrt(12_000))
})
