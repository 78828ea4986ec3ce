import { simClient } from '../../runtime/session.ts'

/** One kept moment back or forward; beyond the newest one it is live again. */
export function step(direction: -1 | 1): void {
  const { frames } = simClient
  const kept = frames.frames
  if (kept.length === 0) return
  const shownSec = frames.shown?.timeSec ?? 0
  let index = frames.indexAfter(shownSec) - 1 + direction
  // A run that stands still tells of one moment anew for everything that is done to it.
  while (direction < 0 && index > 0 && kept[index]?.timeSec === shownSec) index--
  const sec = kept[Math.max(0, index)]?.timeSec ?? Number.POSITIVE_INFINITY
  frames.scrubTo(sec >= (frames.latest?.timeSec ?? 0) ? null : sec)
}
