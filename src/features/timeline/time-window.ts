/** The stretch of simulated time that the track and the charts show. */
export interface TimeWindow {
  readonly fromSec: number
  readonly toSec: number
}

export type Span = 'recent' | 'run'

/** Seconds in view at real time; at higher speeds the same wall time stays in view. */
const RECENT_SEC = 60
/** A run that has just begun is drawn over this much, so that its first seconds are not stretched. */
const SPAN_SEC_MIN = 60

/** Steps between two labels of the axis that people count in. */
const STEPS_SEC = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400]

export const recentSpanSec = (speed: number): number => RECENT_SEC * Math.max(1, speed)

/**
 * The window that shows `endSec`: it grows in steps that people count in, so that it stands still in between, and once
 * it is as long as it may be it slides.
 */
export function windowTo(endSec: number, firstSec: number, span: Span, speed: number): TimeWindow {
  const elapsed = Math.max(SPAN_SEC_MIN, endSec - firstSec)
  const step = STEPS_SEC.find((candidate) => candidate >= elapsed) ?? elapsed
  const seconds = span === 'recent' ? Math.min(recentSpanSec(speed), step) : step
  return { fromSec: Math.max(firstSec, endSec - seconds), toSec: Math.max(endSec, firstSec + seconds) }
}

/** The same window, moved so that a time lies in it. */
export function windowAround(window: TimeWindow, sec: number): TimeWindow {
  const span = window.toSec - window.fromSec
  if (sec < window.fromSec) return { fromSec: sec, toSec: sec + span }
  if (sec > window.toSec) return { fromSec: sec - span, toSec: sec }
  return window
}

/** Share of the window's width at which a time stands, 0 to 1 inside it. */
export const shareOf = (window: TimeWindow, sec: number): number =>
  (sec - window.fromSec) / Math.max(1e-9, window.toSec - window.fromSec)

/** Times for about `count` labels. */
export function axisTimes(window: TimeWindow, count: number): number[] {
  const wanted = (window.toSec - window.fromSec) / count
  const step = STEPS_SEC.find((candidate) => candidate >= wanted) ?? 86_400
  const times: number[] = []
  for (
    let sec = Math.ceil(window.fromSec / step) * step;
    sec <= window.toSec && times.length < 50;
    sec += step
  )
    times.push(sec)
  return times
}
