import { activate, loadWords } from '../i18n/i18n.ts'
import { chooseLanguage, chosenLanguage, languageStore } from '../i18n/language.ts'
import { LANGUAGES, type Language } from '../model/text.ts'
import { pageStore, THEMES } from '../page/page-store.ts'

const KEY = 'faultline-preferences'

/** Language and theme as chosen before, else as the browser asks for them; later choices are kept. */
export function loadPreferences(): void {
  const stored = read()
  const language =
    LANGUAGES.find((one) => one === stored.language) ?? (navigator.language.startsWith('ko') ? 'ko' : 'en')
  const preferred = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
  const theme = THEMES.find((one) => one === stored.theme) ?? preferred
  chooseLanguage(language)
  pageStore.setState({ theme })
  let chosen = language
  languageStore.subscribe((state, before) => {
    if (state.language === before.language) return
    if (state.language !== passing) {
      chosen = state.language
      passing = null
    }
    write(chosen, pageStore.getState().theme)
  })
  pageStore.subscribe((state, before) => {
    if (state.theme !== before.theme) write(chosen, state.theme)
  })
}

/** Language of a link that is read in it; nobody has chosen it for other times. */
let passing: Language | null = null

/** A link that names its language is read in it, as long as this page is open or until the person chooses another one. */
export async function speakInPassing(language: Language): Promise<void> {
  if (language === chosenLanguage()) return
  try {
    await loadWords(language)
  } catch {
    // Without its words the page goes on in the reader's own language.
    return
  }
  passing = language
  activate(language)
}

function read(): { language?: unknown; theme?: unknown } {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

function write(language: string, theme: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ language, theme }))
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
