import type { Steps } from '../steps.ts'

/** A part that may be away at a moment, whatever the others do. */
export interface UncertainPart<T> {
  readonly part: T
  /** Share of the time for which it is there. */
  readonly up: number
}

/** Both ends of what is expected; they are the same where every case was looked at. */
export interface Expected {
  readonly low: number
  readonly high: number
}

/** Up to so many parts every combination is looked at: 1,024 cases. */
export const EXACT_PARTS_MAX = 10
/** Up to so many parts all pairs are; beyond it only who fails alone. */
const PAIRED_PARTS_MAX = 60

/**
 * The mean of what succeeds, over who is there and who is not: by conditioning on every part, so that what several ways share
 * counts once. With many parts only the likely cases are looked at, and the rest makes the difference of the two ends.
 */
export function* expectedSuccess<T>(
  parts: readonly UncertainPart<T>[],
  success: (away: readonly T[]) => number,
): Steps<Expected> {
  const most = parts.length <= EXACT_PARTS_MAX ? parts.length : parts.length <= PAIRED_PARTS_MAX ? 2 : 1
  const allUp = parts.reduce((product, { up }) => product * up, 1)
  let [sum, seen] = [0, 0]
  function* visit(from: number, away: readonly T[], weight: number): Steps<void> {
    sum += weight * success(away)
    seen += weight
    yield
    if (away.length === most) return
    for (let i = from; i < parts.length; i++) {
      const { part, up } = parts[i]!
      yield* visit(i + 1, [...away, part], (weight * (1 - up)) / up)
    }
  }
  yield* visit(0, [], allUp)
  const low = Math.min(1, sum)
  return { low, high: Math.min(1, low + Math.max(0, most === parts.length ? 0 : 1 - seen)) }
}
