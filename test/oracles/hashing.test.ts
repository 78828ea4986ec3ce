import { describe, expect, it } from 'vitest'
import type { Design } from '../../src/model/design.ts'
import { N_HITS, N_LOOKUPS } from '../support/engine.ts'
import { disagreement, type Estimate, estimate, expectTheory, MEAN } from '../support/estimate.ts'
import { draw, Scene, sends } from '../support/simulate.ts'

const KEYS = 1000
const RINGS = 120
/** Each key is asked for 14 times on average: one in a million is left out. */
const SECONDS = 14

/** A server before so many caches of different names, each with room for all keys; nothing takes time. */
function caches(ids: readonly string[]): Design {
  const cache = ['cache', { hitMs: 0, queueMax: null, entriesMax: KEYS, ttlMs: 86_400_000 }] as const
  return draw(
    {
      client: sends(KEYS, 'read', { keys: KEYS, zipfAlpha: 0 }),
      web: ['web', { serviceMs: 0, queueMax: null }],
      db: ['database', { readMs: 0, queueMax: null, connectionsMax: null }],
      ...Object.fromEntries(ids.map((id) => [id, cache])),
    },
    ['client > web > db', ...ids.map((id) => `web > ${id}`)],
  )
}

const misses = (scene: Scene, ids: readonly string[]): number =>
  ids.reduce((sum, id) => sum + scene.column(id, N_LOOKUPS) - scene.column(id, N_HITS), 0)

/** Share of the keys that miss once more after an edit of the caches: those that have moved to where they were not before. */
function moved(ring: number, from: number, to: number): number {
  const ids = Array.from({ length: Math.max(from, to) }, (_, i) => `cache-${ring}-${i}`)
  const scene = new Scene(caches(ids.slice(0, from)), ring).until(SECONDS)
  expect(misses(scene, ids.slice(0, from))).toBe(KEYS)
  const before = misses(scene, ids.slice(0, Math.min(from, to)))
  scene.edit(caches(ids.slice(0, to))).until(2 * SECONDS)
  return (misses(scene, ids.slice(0, to)) - before) / KEYS
}

const overRings = (from: number, to: number): Estimate =>
  estimate(Array.from({ length: RINGS }, (_, ring) => moved(ring, from, to)))

describe('consistent hashing over caches', () => {
  it('moves one key in n + 1 when a cache is added to n, where modulo would move n of them', () => {
    const share = overRings(4, 5)
    expectTheory([[share, 1 / 5, MEAN]])
    expect(disagreement(share, 4 / 5, MEAN)).toMatch(/more than 2 % off/)
  })

  it('moves the keys of the cache that is taken away, and no others', () => {
    expectTheory([[overRings(5, 4), 1 / 5, MEAN]])
  })
})
