import { expect, it } from 'vitest'
import { LOG_MAX, MemberLog } from '../../../src/sim/kit/member-log.ts'

it('keeps entries in their order, and skips the oldest one beyond its limit, which it tells', () => {
  const log = new MemberLog()
  for (let tick = 0; tick < LOG_MAX; tick++) if (!log.push(tick)) throw new Error(`full at ${tick}`)
  expect(log.oldest).toBe(0)
  expect(log.push(LOG_MAX)).toBe(false)
  expect([log.size, log.oldest]).toEqual([LOG_MAX, 1])
  expect(log.countAfter(LOG_MAX - 10)).toBe(10)
  expect([log.shift(), log.shift()]).toEqual([1, 2])
})
