import { useSyncExternalStore } from 'react'

export type PageWidth = 'wide' | 'narrow' | 'phone'

const PHONE = '(max-width: 700px)'
const NARROW = '(max-width: 1180px)'

function subscribe(listener: () => void): () => void {
  const queries = [matchMedia(PHONE), matchMedia(NARROW)]
  for (const query of queries) query.addEventListener('change', listener)
  return () => {
    for (const query of queries) query.removeEventListener('change', listener)
  }
}

const read = (): PageWidth =>
  matchMedia(PHONE).matches ? 'phone' : matchMedia(NARROW).matches ? 'narrow' : 'wide'

/** Which of the three layouts there is room for. */
export const usePageWidth = (): PageWidth => useSyncExternalStore(subscribe, read)
