import { describe, expect, it } from 'vitest'
import { TargetGroup } from '../../../src/sim/core/choice.ts'
import { mix32 } from '../../../src/sim/core/random.ts'
import oracles from '../../oracles/oracles.json' with { type: 'json' }

const KEYS = 100_000

const group = (count: number, choice: 'turn' | 'modulo' | 'ring', prefix = 'node'): TargetGroup => {
  const ids = Array.from({ length: count }, (_, i) => i)
  return new TargetGroup(
    ids,
    ids.map(() => 1),
    choice,
    ids.map((i) => `${prefix}-${i}`),
    KEYS,
  )
}

const weighted = (weights: readonly number[]): TargetGroup =>
  new TargetGroup(
    weights.map((_, i) => i),
    weights,
    'turn',
    weights.map((_, i) => `node-${i}`),
    KEYS,
  )

function counts(size: number, picks: number, pick: () => number): number[] {
  const seen = new Array<number>(size).fill(0)
  for (let i = 0; i < picks; i++) seen[pick()]!++
  return seen
}

describe('in turn', () => {
  it('weights 3, 1, 1 give the first target 60 %', () => {
    const targets = weighted([3, 1, 1])
    expect(counts(3, 1000, () => targets.next(null))).toEqual([600, 200, 200])
  })

  it('a heavy target is not asked several times in a row where others can be asked between', () => {
    const targets = weighted([3, 1, 1])
    const turn = Array.from({ length: 5 }, () => targets.next(null))
    expect(turn.join('')).not.toContain('000')
  })

  it('equal targets are asked one after the other', () => {
    const targets = group(3, 'turn')
    expect(Array.from({ length: 6 }, () => targets.next(null))).toEqual([0, 1, 2, 0, 1, 2])
  })

  it('targets that are not usable are left out', () => {
    const usable = Uint8Array.of(1, 0, 1)
    const equal = group(3, 'turn')
    expect(counts(3, 100, () => equal.next(usable))).toEqual([50, 0, 50])
    const uneven = weighted([3, 5, 1])
    expect(counts(3, 100, () => uneven.next(usable))).toEqual([75, 0, 25])
  })

  it('no target is given when none is usable', () => {
    expect(group(2, 'turn').next(Uint8Array.of(0, 0))).toBe(-1)
    expect(weighted([2, 1]).next(Uint8Array.of(0, 0))).toBe(-1)
  })

  it('a target of weight 0 is asked only when nothing else is left', () => {
    const targets = weighted([2, 0, 1])
    expect(counts(3, 300, () => targets.next(null))).toEqual([200, 0, 100])
    expect(targets.next(Uint8Array.of(0, 1, 0))).toBe(1)
  })

  it('a target of weight 0 gets nothing after another one was ejected in the middle of a turn', () => {
    for (let head = 1; head < 12; head++) {
      const targets = weighted([5, 4, 0, 2])
      for (let i = 0; i < head; i++) targets.next(null)
      expect(counts(4, 60, () => targets.next(Uint8Array.of(1, 0, 1, 1)))[2]).toBe(0)
    }
  })
})

describe('instead of a target that was tried', () => {
  it('the others are asked evenly, or by their weights', () => {
    const equal = group(4, 'turn')
    expect(counts(4, 300, () => equal.instead(Uint8Array.of(1, 0, 1, 1)))).toEqual([100, 0, 100, 100])
    expect(counts(4, 100, () => equal.instead(Uint8Array.of(1, 0, 0, 1)))).toEqual([50, 0, 0, 50])
    const uneven = weighted([3, 5, 1])
    expect(counts(3, 100, () => uneven.instead(Uint8Array.of(1, 0, 1)))).toEqual([75, 0, 25])
  })

  it('the turn of first tries stays as it is', () => {
    const targets = group(2, 'turn')
    const first = Array.from({ length: 4 }, () => {
      const target = targets.next(null)
      targets.instead(Uint8Array.from([0, 1], (i) => (i === target ? 0 : 1)))
      return target
    })
    expect(first).toEqual([0, 1, 0, 1])
  })

  it('nobody is asked where there is no other', () => {
    expect(group(1, 'turn').instead(Uint8Array.of(0))).toBe(-1)
    expect(weighted([2, 1]).instead(Uint8Array.of(0, 0))).toBe(-1)
  })
})

describe('by key', () => {
  /** Share of the keys whose target differs between two groups. */
  const moved = (a: TargetGroup, b: TargetGroup): number => {
    let count = 0
    for (let key = 0; key < KEYS; key++) if (a.pick(key) !== b.pick(key)) count++
    return count / KEYS
  }

  it('one more of ten targets moves a tenth of the keys on a ring, and nearly all by modulo', () => {
    // n/(n+1) of the keys change their remainder; on a ring only those move that the new target takes.
    expect(moved(group(10, 'modulo'), group(11, 'modulo'))).toBeCloseTo(10 / 11, 2)
    const onRing = moved(group(10, 'ring'), group(11, 'ring'))
    expect(onRing).toBeGreaterThan(0.7 / 11)
    expect(onRing).toBeLessThan(1.3 / 11)
  })

  it('on a ring keys move only to the target that was added', () => {
    const [before, after] = [group(10, 'ring'), group(11, 'ring')]
    for (let key = 0; key < KEYS; key++) {
      const target = after.pick(key)
      if (target !== 10) expect(target).toBe(before.pick(key))
    }
  })

  it('a ring of 150 points a target spreads the keys as unevenly as its formula says', () => {
    const { cv } = oracles.consistentHashing.n10.find(({ virtualNodes }) => virtualNodes === 150)!
    const rings = 60
    let squares = 0
    for (let ring = 0; ring < rings; ring++) {
      const targets = group(10, 'ring', `ring-${ring}`)
      let key = 0
      const shares = counts(10, KEYS, () => targets.pick(key++))
      squares += shares.reduce((sum, share) => sum + (share / (KEYS / 10) - 1) ** 2, 0) / 10
    }
    // 60 rings of nine degrees of freedom each: the estimate of a standard deviation is 3 % off (one standard error).
    expect(Math.abs(Math.sqrt(squares / rings) / cv - 1)).toBeLessThan(0.14)
  })

  it.each([2, 10, 100, 500, 1000])(
    'the shares of %i targets spread as those of 150 random points each',
    (count) => {
      // A share is the sum of 150 of the n x 150 gaps between random points: relative variance (n - 1) / (150 n + 1).
      const spread = Math.sqrt((count - 1) / (150 * count + 1))
      const rings = Math.ceil(2000 / count)
      const step = 2 ** 32 / (count * 1000)
      let squares = 0
      for (let ring = 0; ring < rings; ring++) {
        const targets = group(count, 'ring', `ring-${ring}`)
        let hash = 0
        const shares = counts(count, count * 1000, () => targets.onRing(Math.floor(hash++ * step), null))
        squares += shares.reduce((sum, share) => sum + (share / 1000 - 1) ** 2, 0) / count
      }
      const all = Uint8Array.from({ length: count }, () => 1)
      expect(group(count, 'ring').onRing(123_456_789, all)).toBe(
        group(count, 'ring').onRing(123_456_789, null),
      )
      // 2,000 shares: the estimate of their standard deviation is 1.6 % off (one standard error).
      expect(Math.abs(Math.sqrt(squares / rings) / spread - 1)).toBeLessThan(0.08)
    },
  )

  it('what a target owned that cannot be used goes to the next ones on the ring, in shares like theirs', () => {
    const targets = group(5, 'ring')
    const usable = Uint8Array.of(1, 1, 0, 1, 1)
    const shares = new Array<number>(5).fill(0)
    for (let key = 0; key < KEYS; key++) {
      const owner = targets.onRing(mix32(key), null)
      const chosen = targets.onRing(mix32(key), usable)
      if (owner === 2) shares[chosen]!++
      else expect(chosen).toBe(owner)
    }
    expect(shares[2]).toBe(0)
    for (const i of [0, 1, 3, 4]) expect(shares[i]!).toBeGreaterThan(KEYS / 5 / 4 / 2)
    expect(targets.onRing(7, new Uint8Array(5))).toBe(-1)
  })

  it('the same key always goes to the same target', () => {
    for (const choice of ['ring', 'modulo'] as const) {
      const targets = group(7, choice)
      for (let key = 0; key < 1000; key++) expect(targets.pick(key)).toBe(targets.pick(key))
    }
  })

  it('the order in which targets were drawn does not move keys on a ring', () => {
    const names = ['a', 'b', 'c', 'd']
    const ring = (order: readonly number[]): TargetGroup =>
      new TargetGroup(
        order,
        order.map(() => 1),
        'ring',
        order.map((i) => names[i]!),
        KEYS,
      )
    const [one, other] = [ring([0, 1, 2, 3]), ring([3, 1, 0, 2])]
    for (let key = 0; key < 2000; key++) expect(one.edges[one.pick(key)]).toBe(other.edges[other.pick(key)])
  })
})
