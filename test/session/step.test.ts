import { beforeEach, expect, it } from 'vitest'
import { Frame, indexLayout } from '../../src/runtime/frame-ring.ts'
import { frameLength, SYSTEM_AT } from '../../src/sim/stats/frame.ts'
import { testSession } from '../support/session.tsx'

const layout = indexLayout({ version: 1, nodes: [], wires: [] })
const { session, run } = testSession()
const { frames } = run
const step = (direction: -1 | 1): void => session.act({ type: 'step', direction })

function told(...times: readonly number[]): void {
  for (const timeSec of times) {
    const data = new Float64Array(frameLength(0, 0))
    data[SYSTEM_AT.timeSec] = timeSec
    frames.push(new Frame(layout, data))
  }
}

beforeEach(() => frames.clear())

it('a step back passes all that was told of a moment while the run stood still', () => {
  told(1, 2, 3, 3, 3)
  step(-1)
  expect(frames.shown?.timeSec).toBe(2)
  step(-1)
  step(-1)
  expect(frames.shown?.timeSec).toBe(1)
})

it('a step forward from the last moment but one is live again', () => {
  told(1, 2, 3, 3)
  step(-1)
  step(1)
  expect([frames.cursorSec, frames.shown?.timeSec]).toEqual([null, 3])
})
