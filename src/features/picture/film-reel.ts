import type { Frame } from '../../runtime/frame-ring.ts'

/** Longest that one frame stands: a speed that was just changed tells nothing of the time between two frames. */
const STAND_SEC_MAX = 1

/** What the run has kept of its last seconds, in the order and the pace in which it was seen. */
export interface Reel {
  readonly frames: readonly Frame[]
  /** Second of the film from which a frame is shown, for each. */
  readonly starts: readonly number[]
  /** Length of the film, which is shorter than asked for where less is kept. */
  readonly seconds: number
}

/**
 * The frames of the last seconds up to one of those kept, by its index. Seconds are those of the person who watched: a run
 * at ten times the speed passes ten of its own in each.
 */
export function reelOf(kept: readonly Frame[], last: number, seconds: number): Reel {
  const frames: Frame[] = []
  /** Seconds from a frame to the end of the film. */
  const before: number[] = []
  let passed = 0
  for (let index = last; index >= 0 && passed < seconds; index--) {
    const frame = kept[index]!
    const next = frames[frames.length - 1]
    if (next) passed += standSec(frame, next)
    frames.push(frame)
    before.push(passed)
  }
  const length = Math.min(seconds, passed)
  return {
    frames: frames.reverse(),
    starts: before.reverse().map((sec) => Math.max(0, length - sec)),
    seconds: length,
  }
}

/** How long a frame stood before the next one came. */
function standSec(frame: Frame, next: Frame): number {
  const sec = (next.timeSec - frame.timeSec) / next.system('speed')
  return Number.isFinite(sec) ? Math.min(STAND_SEC_MAX, Math.max(0, sec)) : 0
}

/** The frame that a reel shows at a second of the film. */
export function frameAt({ frames, starts }: Reel, sec: number): Frame | undefined {
  const next = starts.findIndex((start) => start > sec)
  return frames[Math.max(0, next < 0 ? frames.length - 1 : next - 1)]
}
