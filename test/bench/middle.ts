/** The item in the middle by a figure: the median without the mean of two. */
export const middle = <T>(items: readonly T[], by: (item: T) => number): T =>
  [...items].sort((a, b) => by(a) - by(b))[Math.floor(items.length / 2)]!
