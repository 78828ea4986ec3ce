import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { everyKind } from '../support/designs.ts'
import { KIND_SIMS, SimShell } from '../support/engine.ts'
import { modelOf } from '../support/simulate.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

async function turns(): Promise<void> {
  for (let i = 0; i < 500; i++) await turn()
}

// At these speeds what is due is no whole number of ticks, which a run cannot reach.
it.each([1 / 3, 1, 7.7])(
  'a run that is where it should be at %d times rests until time has passed',
  async (speed) => {
    const posted = vi.spyOn(MessagePort.prototype, 'postMessage')
    const ticks = () => posted.mock.calls.filter(([message]) => message === null).length
    const shell = new SimShell(KIND_SIMS)
    shell.load(modelOf(everyKind(60)), { head: null, speed, playing: true, oneOf: 1 })
    vi.advanceTimersByTime(33.3)
    await turns()
    const caughtUp = ticks()
    expect(caughtUp).toBeGreaterThan(0)
    await turns()
    expect(ticks()).toBe(caughtUp)
    vi.advanceTimersByTime(33.3)
    await turns()
    expect(ticks()).toBeGreaterThan(caughtUp)
    shell.close()
  },
)
