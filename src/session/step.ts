import type { FrameRing } from '../runtime/frame-ring.ts'

/** The kept moment before or after the one that is shown; null beyond the newest one, which is the present. */
export function stepped(frames: FrameRing, direction: -1 | 1): number | null {
  const kept = frames.frames
  if (kept.length === 0) return null
  const shownSec = frames.shown?.timeSec ?? 0
  let index = frames.indexAfter(shownSec) - 1 + direction
  // A run that stands still tells of one moment anew for everything that is done to it.
  while (direction < 0 && index > 0 && kept[index]?.timeSec === shownSec) index--
  const sec = kept[Math.max(0, index)]?.timeSec ?? Number.POSITIVE_INFINITY
  return sec >= (frames.latest?.timeSec ?? 0) ? null : sec
}
