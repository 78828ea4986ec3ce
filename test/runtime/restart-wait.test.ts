import { expect, it, vi } from 'vitest'
import { RESTARTS_MAX, RestartWait } from '../../src/runtime/restart-wait.ts'
import { SimClient } from '../../src/runtime/sim-client.ts'
import type { SimModel } from '../../src/sim/core/sim-model.ts'

it('the first lost worker is replaced at once, each further one after twice the wait, and then none', () => {
  const wait = new RestartWait()
  const waits = Array.from({ length: RESTARTS_MAX + 1 }, () => wait.next(0))
  expect(waits).toEqual([0, 250, 500, 1000, 2000, 4000, null])
  expect(wait.next(0)).toBeNull()
})

it('a worker that had lived for long begins the count anew, and so does the word of the person', () => {
  const wait = new RestartWait()
  for (let lost = 0; lost < 5; lost++) wait.next(0)
  expect(wait.next(60_000)).toBe(0)
  expect(wait.next(0)).toBe(250)
  wait.reset()
  expect(wait.next(0)).toBe(0)
})

/** A worker whose file cannot be fetched: it only ever says that it failed. */
function stillborn(): Worker {
  const worker = new EventTarget()
  setTimeout(() => worker.dispatchEvent(new Event('error')))
  return Object.assign(worker, { postMessage() {}, terminate() {} }) as unknown as Worker
}

it('where the browser refuses a worker, the run stops at once and says so', () => {
  const create = vi.fn((): Worker => {
    throw new DOMException('refused', 'SecurityError')
  })
  const client = new SimClient(create)
  client.load({} as SimModel)
  expect(client.state.stopped).toBe(true)
  expect(create).toHaveBeenCalledOnce()
  client.retry()
  expect(create).toHaveBeenCalledTimes(2)
  client.dispose()
})

it('a worker that never lives is started a few times, and again when the person asks', async () => {
  vi.useFakeTimers()
  try {
    const create = vi.fn(stillborn)
    const client = new SimClient(create)
    client.load({} as SimModel)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(create).toHaveBeenCalledTimes(1 + RESTARTS_MAX)
    expect(client.state.stopped).toBe(true)

    client.retry()
    expect(client.state.stopped).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(create).toHaveBeenCalledTimes(2 * (1 + RESTARTS_MAX))
    expect(client.state.stopped).toBe(true)

    client.patch({} as SimModel)
    expect(client.state.stopped).toBe(false)
    client.dispose()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(create).toHaveBeenCalledTimes(2 * (1 + RESTARTS_MAX) + 1)
  } finally {
    vi.useRealTimers()
  }
})
