import { describe, expect, it } from 'vitest'
import { erlangB, erlangC, mg1, mmc, mmck, secondMoment } from '../../../src/sim/stats/queueing.ts'
import oracles from '../../oracles/oracles.json' with { type: 'json' }

/** Within the last digits of a double. */
const expectEqual = (value: number, theory: number): void =>
  expect(Math.abs(value - theory)).toBeLessThanOrEqual(1e-12 * theory)

describe('queueing formulas', () => {
  it.each(oracles.erlangB)('Erlang B of $servers servers', ({ servers, offeredErlang, blocking }) => {
    expectEqual(erlangB(servers, offeredErlang), blocking)
    expectEqual(mmck(offeredErlang, 1, servers, 0).lost, blocking)
  })

  it.each([...oracles.mm1, ...oracles.mmc])('Erlang C of $servers servers at $utilisation', (oracle) => {
    const { servers, arrivalRatePerSec, serviceRatePerSec, probabilityOfWaiting, meanWaitSec } = oracle
    const { wait, queue } = mmc(arrivalRatePerSec, 1 / serviceRatePerSec, servers)
    expectEqual(erlangC(servers, arrivalRatePerSec / serviceRatePerSec), probabilityOfWaiting)
    expectEqual(wait, meanWaitSec)
    expectEqual(wait + 1 / serviceRatePerSec, oracle.meanResponseSec)
    expectEqual(queue, arrivalRatePerSec * meanWaitSec)
  })

  it.each(oracles.mg1)('Pollaczek and Khinchine at a squared variation of $serviceCvSquared', (oracle) => {
    const mean = 1 / oracle.serviceRatePerSec
    const second = secondMoment(mean, Math.sqrt(oracle.serviceCvSquared))
    expectEqual(mg1(oracle.arrivalRatePerSec, mean, second).wait, oracle.meanWaitSec)
  })

  it.each(oracles.mmck)('M/M/c/K of $servers servers with room for $systemCapacity', (oracle) => {
    const { servers, systemCapacity, arrivalRatePerSec, serviceRatePerSec } = oracle
    const { wait, queue, lost } = mmck(
      arrivalRatePerSec,
      1 / serviceRatePerSec,
      servers,
      systemCapacity - servers,
    )
    expectEqual(lost, oracle.blockingProbability)
    expectEqual(wait + 1 / serviceRatePerSec, oracle.meanResponseSec)
    expectEqual(queue, arrivalRatePerSec * (1 - lost) * wait)
  })

  it('M/M/c/K also holds with more work than servers, and at exactly as much', () => {
    // One server with room for two in all: weights 1, r, r².
    expectEqual(mmck(2, 1, 1, 1).lost, 4 / 7)
    expectEqual(mmck(1, 1, 1, 1).lost, 1 / 3)
    expectEqual(mmck(1, 1, 1, 1).queue, 1 / 3)
  })

  it('far over capacity the room of M/M/c/K is full, and all that exceeds the servers is lost', () => {
    // Ten thousand times the work of one server: the weights of 99 places grow to 1e396.
    const { wait, queue, lost } = mmck(10_000, 1, 1, 99)
    expect(Math.abs(lost - 0.9999)).toBeLessThan(1e-9)
    expect(Math.abs(queue - 99)).toBeLessThan(1e-3)
    expect(Math.abs(wait - 99)).toBeLessThan(1e-3)
  })

  it('with much room M/M/c/K is M/M/c', () => {
    expectEqual(mmck(3.2, 1, 4, 1000).wait, mmc(3.2, 1, 4).wait)
    expect(mmck(3.2, 1, 4, 10_000).lost).toBe(0)
  })

  it('exponential service makes M/G/1 of M/M/1', () => {
    expectEqual(mg1(0.8, 1, secondMoment(1, 1)).wait, mmc(0.8, 1, 1).wait)
  })

  it('two classes wait for the mean of their squares', () => {
    // Half of the work units take 1, half take 3, all of them exactly: E[S] = 2, E[S²] = 5.
    const second = (secondMoment(1, 0) + secondMoment(3, 0)) / 2
    expectEqual(mg1(0.25, 2, second).wait, (0.25 * 5) / (2 * 0.5))
  })

  it('nobody waits at idle servers, and forever at full ones', () => {
    expect(mmc(1, 1, 10_000)).toEqual({ wait: 0, queue: 0 })
    expect(mmck(1, 1, 10_000, 5)).toEqual({ wait: 0, queue: 0, lost: 0 })
    expect(mmc(4, 1, 4).wait).toBe(Number.POSITIVE_INFINITY)
    expect(mg1(1, 1, 2).wait).toBe(Number.POSITIVE_INFINITY)
    expect(erlangC(4, 5)).toBe(1)
  })
})
