import { LANGUAGES } from '../model/text.ts'
import { THEMES, uiStore } from '../store/stores.ts'

const KEY = 'faultline-preferences'

/** Language and theme as chosen before, else as the browser asks for them; later choices are kept. */
export function loadPreferences(): void {
  const stored = read()
  const language =
    LANGUAGES.find((one) => one === stored.language) ?? (navigator.language.startsWith('ko') ? 'ko' : 'en')
  const preferred = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
  const theme = THEMES.find((one) => one === stored.theme) ?? preferred
  uiStore.setState({ language, theme })
  uiStore.subscribe((state, before) => {
    if (state.language !== before.language || state.theme !== before.theme) write(state.language, state.theme)
  })
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
