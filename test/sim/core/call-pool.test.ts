import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CallPool, LIVE_CALLS_MAX } from '../../../src/sim/core/call-pool.ts'
import { C_GENERATION, C_KEY, CALL_INTS, GENERATIONS } from '../../../src/sim/core/codes.ts'

describe('call records', () => {
  it('are never handed out twice while they live', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 99 }), { minLength: 100, maxLength: 500, size: 'max' }), (steps) => {
        const pool = new CallPool()
        const live: number[] = []
        for (const step of steps) {
          if (step < 60 || live.length === 0) {
            const call = pool.allocate()
            expect(live).not.toContain(call)
            live.push(call)
          } else pool.free(live.splice(step % live.length, 1)[0]!)
          expect(pool.live).toBe(live.length)
        }
        const visited: number[] = []
        pool.forEachLive((call) => visited.push(call))
        expect(visited).toEqual([...live].sort((a, b) => a - b))
      }),
    )
  })

  it('get another generation each time, so that an old time limit does not mean the new call', () => {
    const pool = new CallPool()
    const generations = new Set<number>()
    for (let i = 0; i < 10; i++) {
      const call = pool.allocate()
      generations.add(pool.ints[call * CALL_INTS + C_GENERATION]!)
      pool.free(call)
    }
    expect(generations.size).toBe(10)
    expect(generations.has(0)).toBe(false)
  })

  it('begin their generations anew at one, never at zero', () => {
    const pool = new CallPool()
    const call = pool.allocate()
    pool.ints[call * CALL_INTS + C_GENERATION] = GENERATIONS
    pool.renew(call)
    expect(pool.ints[call * CALL_INTS + C_GENERATION]).toBe(1)
  })

  it('keep what is in them when the pool grows, and end at its limit', () => {
    const pool = new CallPool()
    for (let i = 0; i < LIVE_CALLS_MAX; i++) pool.ints[pool.allocate() * CALL_INTS + C_KEY] = i
    expect(pool.allocate()).toBe(-1)
    expect(pool.live).toBe(LIVE_CALLS_MAX)
    for (let i = 0; i < LIVE_CALLS_MAX; i += 4099) expect(pool.ints[i * CALL_INTS + C_KEY]).toBe(i)
    pool.free(5)
    expect(pool.allocate()).toBe(5)
  })
})
