import { useLayoutEffect } from 'react'
import { useStore } from 'zustand'
import { translatedTitle } from '../document/examples/opening.ts'
import { activate, loadWords } from '../i18n/i18n.ts'
import { languageStore } from '../i18n/language.ts'
import type { Language } from '../model/text.ts'
import { pageStore, type Theme } from '../page/page-store.ts'
import { whenFetched } from '../page/with-words.ts'
import { setTitle } from '../session/edits.ts'
import { session } from './page-session.ts'

/** The example speaks the reader's language as long as nobody has given it a title of their own. */
export function setLanguage(language: Language): void {
  const load = () => loadWords(language)
  whenFetched('part', load, () => {
    activate(language)
    session.design.edit((design) => {
      const title = translatedTitle(design.title, language)
      return title === undefined ? design : setTitle(design, title)
    })
  })
}

export const setTheme = (theme: Theme): void => pageStore.setState({ theme })

export function toggleRun(): void {
  session.act({ type: session.run.state.status === 'playing' ? 'pause' : 'play' })
}

/** The page element tells CSS the theme and screen readers the language. */
export function usePageAttributes(): void {
  const theme = useStore(pageStore, (state) => state.theme)
  const language = useStore(languageStore, (state) => state.language)
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.lang = language
  }, [theme, language])
}
