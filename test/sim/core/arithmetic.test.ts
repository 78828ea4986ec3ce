import fc from 'fast-check'
import { expect, it } from 'vitest'
import { exp, log, pow } from '../../../src/sim/core/arithmetic.ts'

const RELATIVE = 1e-14

/** Relative to the exact value; near a zero of it, relative to one. */
const isNear = (value: number, exact: number): boolean =>
  Math.abs(value - exact) <= RELATIVE * Math.max(Math.abs(exact), Number.MIN_VALUE)

it('the logarithm is that of the language to fourteen digits', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => isNear(log(x), Math.log(x))),
    { numRuns: 2000 },
  )
})

it('the logarithm is as good around one, where it is small', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.4, max: 2.5, noNaN: true }), (x) => isNear(log(x), Math.log(x))),
    { numRuns: 5000 },
  )
  expect(log(1)).toBe(0)
})

it('the exponential is that of the language to fourteen digits', () => {
  fc.assert(
    fc.property(fc.double({ min: -60, max: 60, noNaN: true }), (x) => isNear(exp(x), Math.exp(x))),
    { numRuns: 5000 },
  )
  expect(exp(0)).toBe(1)
})

it('the exponential holds to the ends of its range', () => {
  for (const x of [-700, -333.3, 333.3, 700]) expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-13)
})

it('beyond what numbers can say the exponential is none, or has no bound', () => {
  for (const x of [-708.5, -745, -1e6, Number.NEGATIVE_INFINITY]) expect(exp(x)).toBe(0)
  for (const x of [709.5, 1e6, Number.POSITIVE_INFINITY]) expect(exp(x)).toBe(Number.POSITIVE_INFINITY)
  expect(pow(0.5, 2000)).toBe(0)
})

it('powers are those of the language to fourteen digits where Zipf and gamma need them', () => {
  const base = fc.double({ min: 1e-9, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(base, fc.double({ min: -1, max: 1, noNaN: true }), (x, y) => isNear(pow(x, y), x ** y)),
    { numRuns: 5000 },
  )
  expect(pow(7, 0)).toBe(1)
  expect(pow(7, 1)).toBe(7)
})
