import { describe, expect, it } from 'vitest'
import { type Mutant, mutantKey } from './mutants.ts'
import { PARTS } from './parts.ts'
import { drawSample } from './sample.ts'

/** So many mutants of each part, as many lines of one file. */
const mutants = (counts: readonly number[]): Mutant[] =>
  counts.flatMap((count, part) =>
    Array.from({ length: count }, (_, line) => ({
      ...{ id: `${part}-${line}`, folder: PARTS[part]!.folder, fileName: `/${PARTS[part]!.folder}/file.ts` },
      location: { start: { line, column: 0 }, end: { line, column: 9 } },
      ...{ mutatorName: 'BooleanLiteral', replacement: 'false' },
    })),
  )
const keys = (drawn: readonly Mutant[]): string[] => drawn.map(mutantKey).sort()

describe('a sample of mutants', () => {
  const all = mutants([1000, 500, 10, 300])

  it('gives each folder its share, and what rounding leaves to the largest remainder', () => {
    const drawn = drawSample(all, 100, 1)
    const counts = PARTS.slice(0, 4).map(({ folder }) => drawn.filter((one) => one.folder === folder).length)
    expect(counts).toEqual([55, 28, 0, 17])
  })

  it('is the same for the same seed, whatever the order, and another one for another', () => {
    expect(keys(drawSample([...all].reverse(), 100, 1))).toEqual(keys(drawSample(all, 100, 1)))
    expect(keys(drawSample(all, 100, 2))).not.toEqual(keys(drawSample(all, 100, 1)))
  })

  it('holds no mutant twice, and all of them where more are asked for than there are', () => {
    expect(new Set(keys(drawSample(all, 400, 1))).size).toBe(400)
    expect(keys(drawSample(all, 5000, 1))).toEqual(keys(all))
  })

  it('that is larger holds the smaller one, so that it is gone on with', () => {
    const larger = new Set(keys(drawSample(all, 362, 1)))
    expect(keys(drawSample(all, 181, 1)).filter((key) => !larger.has(key))).toEqual([])
  })
})
