import { useLayoutEffect } from 'react'
import { useStore } from 'zustand'
import { translatedTitle } from '../document/examples/opening.ts'
import { activate, loadWords } from '../i18n/i18n.ts'
import { whenFetched } from '../i18n/with-words.ts'
import type { Language } from '../model/text.ts'
import { simClient } from '../runtime/session.ts'
import { setTitle } from '../store/edits.ts'
import { designStore, type Theme, uiStore } from '../store/stores.ts'

/** The example speaks the reader's language as long as nobody has given it a title of their own. */
export function setLanguage(language: Language): void {
  const load = () => loadWords(language)
  whenFetched('part', load, () => {
    activate(language)
    designStore.edit((design) => {
      const title = translatedTitle(design.title, language)
      return title === undefined ? design : setTitle(design, title)
    })
    uiStore.setState({ language })
  })
}

export const setTheme = (theme: Theme): void => uiStore.setState({ theme })

export function toggleRun(): void {
  if (simClient.state.status === 'playing') simClient.pause()
  else simClient.play()
}

/** The page element tells CSS the theme and screen readers the language. */
export function usePageAttributes(): void {
  const theme = useStore(uiStore, (state) => state.theme)
  const language = useStore(uiStore, (state) => state.language)
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
    document.documentElement.lang = language
  }, [theme, language])
}
