/** Work in small steps, so that whoever must let others have their turn can stop between any two. */
export type Steps<T> = Generator<undefined, T>

/** The whole of it at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const next = steps.next()
    if (next.done === true) return next.value
  }
}
