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

/** Fetches what may be asked for next while nobody waits for it; what fails is asked for again when it is needed. */
export function fetchPartsWhenIdle(): void {
  const fetchParts = () => {
    for (const load of parts) load().catch(() => undefined)
  }
  // Safari has no such callback.
  if ('requestIdleCallback' in window) requestIdleCallback(fetchParts, { timeout: 2000 })
  else setTimeout(fetchParts, 200)
}
