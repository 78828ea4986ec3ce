import { expect, it } from 'vitest'
import { mutatedText, randomOf } from './mutations.ts'
import { fuzzFiles, fuzzLinks } from './rounds.ts'

/** Of each kind; `npm run fuzz` makes as many as it is asked for. */
const RUNS = 5000
const SEED = 20_261_127

it('5,000 mutated files are opened or refused, and nothing is thrown past the reader', () => {
  const totals = fuzzFiles(RUNS, SEED)
  expect(totals.thrown).toEqual([])
  expect(totals.opened + totals.refused).toBe(RUNS)
  expect(totals.opened).toBeGreaterThan(RUNS / 20)
  expect(totals.refused).toBeGreaterThan(RUNS / 4)
})

it('5,000 mutated links change nothing that is open, and open as nothing that nobody wrote', async () => {
  const totals = await fuzzLinks(RUNS, SEED)
  expect(totals.thrown).toEqual([])
  expect(totals.changed).toEqual([])
  expect(totals.refused).toBeGreaterThan(RUNS / 4)
})

it('a seed gives the same mutations again', () => {
  const many = () => Array.from({ length: 50 }, (_, i) => mutatedText('{"a":[1,2,3]}', randomOf(i)))
  expect(many()).toEqual(many())
  expect(new Set(many()).size).toBeGreaterThan(30)
})
