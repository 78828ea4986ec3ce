import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { auditOf, ENGINE_VERSION } from '../support/engine.ts'
import { hashesOfTurns, recordedHash, recordedRuns } from '../support/recorded-runs.ts'

/**
 * Hashes of all that more than two hundred runs tell. A change that is to make the engine faster or tidier leaves them as they
 * are; one that changes results raises `ENGINE_VERSION` and writes them anew (`BYTES=write npx vitest run test/sim/bytes.test.ts`).
 */
const FILE = new URL('./bytes.json', import.meta.url)

interface Recorded {
  readonly engine: string
  readonly hashes: Readonly<Record<string, string>>
}

const runs = recordedRuns()

if (process.env.BYTES === 'write') {
  const hashes = Object.fromEntries(runs.map((run) => [run.name, recordedHash(run)]))
  writeFileSync(FILE, `${JSON.stringify({ engine: ENGINE_VERSION, hashes }, null, 2)}\n`)
}

const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as Recorded

describe('the bytes of recorded runs', () => {
  it('are those of this version of the engine, and more than two hundred', () => {
    expect(recorded.engine).toBe(ENGINE_VERSION)
    expect(Object.keys(recorded.hashes)).toEqual(runs.map(({ name }) => name))
    expect(runs.length).toBeGreaterThan(200)
    expect(new Set(Object.values(recorded.hashes)).size).toBeGreaterThan(150)
  })

  it('are what they were, while the laws of the engine hold', () => {
    const broken: string[] = []
    const changed = runs.filter((run) => {
      const hash = recordedHash(run, (sampled) =>
        broken.push(...auditOf(sampled.run.engine).map((law) => `${run.name}: ${law}`)),
      )
      return hash !== recorded.hashes[run.name]
    })
    expect(broken.slice(0, 40)).toEqual([])
    expect(changed.map(({ name }) => name)).toEqual([])
  })

  it('do not hang on other engines that run in the same process at the same time', () => {
    for (let i = 0; i + 3 < 24; i += 3) {
      const some = runs.slice(i, i + 3).filter(({ steps, slices }) => !steps?.length && !slices)
      expect(hashesOfTurns(some, 97)).toEqual(some.map(({ name }) => recorded.hashes[name]))
    }
  })
})
