import { simClient } from '../../runtime/session.ts'

/** One kept frame back or forward; beyond the newest one it is live again. */
export function step(direction: -1 | 1): void {
  const { frames } = simClient
  const kept = frames.frames
  if (kept.length === 0) return
  const index = frames.indexAfter(frames.shown?.timeSec ?? 0) - 1 + direction
  frames.scrubTo(index >= kept.length - 1 ? null : (kept[Math.max(0, index)]?.timeSec ?? null))
}
