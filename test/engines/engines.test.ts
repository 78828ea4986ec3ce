import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { engineScript, GLOBAL_NAME } from './bundle.ts'
import { agrees, type EngineRow, tableOf, verdicts } from './compared.ts'
import { Digest } from './digest.ts'
import { NAMES, play } from './play.ts'

/** Of the time of each design: enough for caches to fill, queues to form and faults to strike. */
const SHARE = 0.12

/** What a context has beyond the language, what differs from one engine to the next, and what no run may ask. */
const BARE = `for (const name of ['console', 'WebAssembly', 'Intl', 'Date', 'SharedArrayBuffer', 'Atomics'])
  delete globalThis[name]
Math.random = () => { throw new Error('the engine has drawn a number that no seed gave') }
String.prototype.localeCompare = () => { throw new Error('the engine has asked for a language') }`

describe('the engine as one script', () => {
  it('gives the bytes of this process where there is nothing but the language', async () => {
    const context = createContext({})
    runInContext(BARE, context)
    runInContext(await engineScript(), context)
    for (const name of NAMES) {
      const elsewhere: unknown = runInContext(
        `${GLOBAL_NAME}.play(${JSON.stringify(name)}, ${SHARE})`,
        context,
      )
      expect([name, elsewhere]).toEqual([name, play(name, SHARE)])
    }
  })

  it('gives other bytes for another length of each design', () => {
    for (const name of NAMES) expect(play(name, SHARE / 6)).not.toBe(play(name, SHARE / 9))
  })
})

describe('a digest', () => {
  const of = (value: unknown): string => new Digest().data(value).hex()

  it.each<[what: string, one: unknown, other: unknown]>([
    ['the last place of a number', 0.1 + 0.2, 0.3],
    ['the sign of zero', 0, -0],
    ['a number and its text', 1, '1'],
    ['nothing and not a number', null, Number.NaN],
    ['zero and not a number', 0, Number.NaN],
    ['a missing figure and an empty one', {}, { p50: undefined }],
    ['the order of names', { a: 1, b: 2 }, { b: 2, a: 1 }],
    ['where a list ends', [[1], 2], [[1, 2]]],
    ['where a text ends', ['ab', 'c'], ['a', 'bc']],
    ['one bit among a thousand numbers', new Array(1000).fill(1), [...new Array(999).fill(1), 1 + 2 ** -52]],
  ])('tells %s', (_, one, other) => {
    expect(of(one)).not.toBe(of(other))
    expect(of(one)).toMatch(/^[0-9a-f]{16}$/)
  })

  it('is the same for every bit pattern that means "not a number"', () => {
    const words = new Uint32Array([1, 0x7ff80000, 2, 0xfff80000])
    const [one, other] = new Float64Array(words.buffer)
    expect(new Digest().doubles([one!]).hex()).toBe(new Digest().doubles([other!]).hex())
  })
})

describe('the comparison', () => {
  const row = (engine: string, hash: string): EngineRow => ({
    engine,
    version: '1',
    designs: { a: { hash, wallMs: 10 }, b: { hash: 'same', wallMs: 5 } },
    wallSec: 1,
    cpuSec: null,
  })
  const rows = [row('V8', 'one'), row('JSC', 'one'), row('SpiderMonkey', 'two')]

  it('says which engines give what where they differ', () => {
    expect(verdicts(rows).map(agrees)).toEqual([false, true])
    const table = tableOf(rows)
    expect(table).toContain('DIFFERENT  a:\n  one  V8 1, JSC 1\n  two  SpiderMonkey 1\n')
    expect(table).toContain('same  b: the same in 3 engines\n')
  })

  it('takes a design that an engine left out for a difference', () => {
    const { a } = rows[0]!.designs
    const judged = verdicts([rows[0]!, { ...rows[1]!, designs: { a: a! } }])
    expect(judged.map(agrees)).toEqual([true, false])
  })
})
