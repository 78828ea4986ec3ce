import type { Frame, ShownFrames } from '../../../runtime/frame-ring.ts'

/** Simulated seconds that a sparkline covers, and its points. */
const SPAN_SEC = 30
const POINTS = 31

/** The frames that sparklines are drawn from: one a second up to the shown one. */
export function historyFrames(ring: ShownFrames, shown: Frame): readonly (Frame | undefined)[] {
  const end = shown.timeSec
  const frames: (Frame | undefined)[] = []
  for (let point = 0; point < POINTS; point++) {
    const at = end - SPAN_SEC + (SPAN_SEC * point) / (POINTS - 1)
    const frame = at < 0 ? undefined : ring.frames[ring.indexAfter(at) - 1]
    frames.push(frame)
  }
  frames[POINTS - 1] = shown
  return frames
}

/** Utilisation of a node in those frames; NaN where there was none. */
export function utilisationHistory(frames: readonly (Frame | undefined)[], id: string): Float32Array {
  const values = new Float32Array(frames.length)
  for (let i = 0; i < frames.length; i++) values[i] = frames[i]?.node(id, 'utilisation') ?? Number.NaN
  return values
}
