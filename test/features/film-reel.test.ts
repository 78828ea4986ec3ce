import { expect, it } from 'vitest'
import { reelOfLast, takePast } from '../../src/features/picture/film.ts'
import { frameAt } from '../../src/features/picture/film-reel.ts'
import type { PicturePlayback, PictureSource } from '../../src/features/picture/picture-options.ts'
import { Frame, FrameRing, indexLayout } from '../../src/runtime/frame-ring.ts'
import { frameLength, SYSTEM_AT } from '../../src/sim/stats/frame.ts'

const LAYOUT = indexLayout({ version: 1, nodes: [], wires: [] })

function frameOf(timeSec: number, speed: number): Frame {
  const data = new Float64Array(frameLength(0, 0))
  data[SYSTEM_AT.timeSec] = timeSec
  data[SYSTEM_AT.speed] = speed
  return new Frame(LAYOUT, data)
}

function ringOf(...frames: readonly (readonly [timeSec: number, speed: number])[]): FrameRing {
  const ring = new FrameRing()
  for (const [timeSec, speed] of frames) ring.push(frameOf(timeSec, speed))
  return ring
}

/** Ten frames a second for ten seconds. */
const tenSeconds = () => ringOf(...Array.from({ length: 101 }, (_, at) => [at / 10, 1] as const))

const shownAt = (ring: FrameRing, seconds: number, ...moments: readonly number[]) => {
  const reel = reelOfLast(ring, seconds)
  return moments.map((sec) => frameAt(reel, sec)?.timeSec)
}

it('the last seconds begin that long ago and end with what is shown', () => {
  const ring = tenSeconds()
  expect(reelOfLast(ring, 3).seconds).toBe(3)
  expect(shownAt(ring, 3, 0.01, 1.01, 2.51, 3.01)).toEqual([7, 8, 9.5, 10])
})

it('after scrubbing they end at the moment that is looked at', () => {
  const ring = tenSeconds()
  ring.scrubTo(5)
  expect(shownAt(ring, 3, 0.01, 3.01)).toEqual([2, 5])
})

it('where less is kept the film is shorter, and of one moment there is none', () => {
  expect(reelOfLast(ringOf([0, 1], [0.5, 1], [1.5, 1]), 3).seconds).toBe(1.5)
  expect(shownAt(ringOf([0, 1], [0.5, 1], [1.5, 1]), 3, 0, 0.6, 1.5)).toEqual([0, 0.5, 1.5])
  for (const ring of [ringOf(), ringOf([4, 1]), ringOf([4, 1], [4, 0])])
    expect(reelOfLast(ring, 3).seconds).toBe(0)
})

it('a faster run passes in the pace in which it was seen', () => {
  const ring = ringOf([0, 10], [5, 10], [10, 10], [10.5, 1])
  expect(reelOfLast(ring, 20).seconds).toBe(1.5)
  expect(shownAt(ring, 20, 0, 0.5, 1, 1.5)).toEqual([0, 5, 10, 10.5])
})

it('no frame stands for longer than a second, whatever its speed says', () => {
  expect(reelOfLast(ringOf([0, 60], [60, 0.1]), 20).seconds).toBe(1)
})

it('a film of what has passed goes through its moments, and there is none of nothing', () => {
  const seen: number[] = []
  const playback = { show: (frame: Frame) => seen.push(frame.timeSec) } as unknown as PicturePlayback
  const source = {
    playback: (frame: Frame) => {
      playback.show(frame)
      return playback
    },
  } as PictureSource
  const take = takePast(source, reelOfLast(tenSeconds(), 3))
  for (const clock of [0.01, 1.01, 3.2]) take?.show(clock)
  expect(take).toMatchObject({ source: playback, seconds: 3 })
  expect(seen).toEqual([7, 7, 8, 10])
  expect(takePast(source, reelOfLast(ringOf(), 3))).toBeNull()
})
