import { type ComponentType, lazy } from 'react'
import { uiStore } from '../store/stores.ts'
import { loadWords } from './i18n.ts'

/** Resolves with what `load` fetches when all words of the present language are here as well: it may say any of them. */
export async function withWords<T>(load: () => Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([load(), loadWords(uiStore.getState().language)])
  return loaded
}

const parts: (() => Promise<unknown>)[] = []

/** A part of the page that is not in its first picture. */
export function lazyPart<Props>(load: () => Promise<{ readonly default: ComponentType<Props> }>) {
  parts.push(load)
  return lazy(() => withWords(load))
}

/** Fetches one after another what may be asked for next; what fails is asked for again when it is needed. */
export async function fetchPartsWhenIdle(): Promise<void> {
  // What is on the screen comes first: its letters, and a picture or two.
  await document.fonts.ready
  for (const load of parts) {
    await idle()
    await load().catch(() => undefined)
  }
}

/** Resolves when the page has nothing else to do. Safari cannot say when that is. */
const idle = (): Promise<unknown> =>
  new Promise((resolve) =>
    'requestIdleCallback' in window
      ? requestIdleCallback(resolve, { timeout: 1000 })
      : setTimeout(resolve, 100),
  )
