import { type ComponentType, lazy } from 'react'
import { uiStore } from '../store/stores.ts'
import { loadWords } from './i18n.ts'

/** Resolves with what `load` fetches when all words of the present language are here as well: it may say any of them. */
export async function withWords<T>(load: () => Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([load(), loadWords(uiStore.getState().language)])
  return loaded
}

/** A part of the page that is not in its first picture. */
export const lazyPart = <Props>(load: () => Promise<{ readonly default: ComponentType<Props> }>) =>
  lazy(() => withWords(load))
