import { createStore } from 'zustand/vanilla'
import type { Language } from '../model/text.ts'

/** The language that the page speaks, or will speak as soon as its words are here. One page speaks one, whatever it shows. */
export const languageStore = createStore<{ readonly language: Language }>()(() => ({ language: 'en' }))

export const chosenLanguage = (): Language => languageStore.getState().language

export const chooseLanguage = (language: Language): void => languageStore.setState({ language })
