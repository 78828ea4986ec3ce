import type { Steps } from '../analysis/steps.ts'

/** Milliseconds that a slice of work may take from the page. */
const SLICE_MS = 6

/** Does work on the page's own thread, a slice whenever it has nothing else to do; gives the way to give it up. */
export function inSlices<T>(steps: Steps<T>, done: (value: T) => void): () => void {
  const slice = (): void => {
    const until = performance.now() + SLICE_MS
    let next = steps.next()
    while (next.done !== true && performance.now() < until) next = steps.next()
    if (next.done === true) done(next.value)
    else timer = setTimeout(slice, 0)
  }
  let timer = setTimeout(slice, 0)
  return () => clearTimeout(timer)
}
