import { type ComponentType, createElement, lazy, useSyncExternalStore } from 'react'
import { loadWords } from '../i18n/i18n.ts'
import { chosenLanguage } from '../i18n/language.ts'
import { giveNotice, type NoticeId } from './notices.ts'

/** Resolves with what `load` fetches when all words of the present language are here as well: it may say any of them. */
export async function withWords<T>(load: () => Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([load(), loadWords(chosenLanguage())])
  return loaded
}

/** Hands over what `load` fetches. Where it cannot be fetched the page says so, and it is asked for again on the person's word. */
export function whenFetched<T>(notice: NoticeId, load: () => Promise<T>, use: (loaded: T) => void): void {
  load().then(use, () =>
    giveNotice(notice, () => {
      askAgainForStyles()
      whenFetched(notice, load, use)
    }),
  )
}

const parts: (() => Promise<unknown>)[] = []

/**
 * A part of the page that is not in its first picture. One that cannot be fetched (no network, or another version has been put
 * in its place) leaves its place empty and the rest alone; the page says so and offers to try again. A lazy component of React
 * remembers its failure, so each try is a new one.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  parts.push(load)
  const watching = new Set<() => void>()
  const attempt = (): ComponentType<Props> => lazy(() => withWords(load).catch(missing))
  const missing = (): { readonly default: ComponentType<Props> } => {
    giveNotice('part', () => {
      askAgainForStyles()
      Current = attempt()
      for (const tell of watching) tell()
    })
    return { default: Nothing }
  }
  let Current = attempt()
  const watch = (tell: () => void) => {
    watching.add(tell)
    return () => watching.delete(tell)
  }
  return function Part(props: Props) {
    return createElement(
      useSyncExternalStore(watch, () => Current),
      props,
    )
  }
}

const Nothing = (): null => null

/** The loader of chunks asks for a style sheet once in the page's life; one that failed has an element without a sheet. */
function askAgainForStyles(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('head > link[rel="stylesheet"]'))
    if (link.sheet === null) link.replaceWith(link.cloneNode())
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
