import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { activate, loadFirstWords, t } from '../i18n/i18n.ts'
import { fetchPartsWhenIdle, withWords } from '../i18n/with-words.ts'
import type { ParseError } from '../model/parse-error.ts'
import { assert } from '../model/result.ts'
import { designStore, uiStore } from '../store/stores.ts'
import { App } from './app.tsx'
import { documentActions, exampleForThisScreen } from './documents.ts'
import { keepDrafts, lastDraft } from './drafts.ts'
import { linkEngine } from './engine-link.ts'
import { loadPreferences } from './stored-preferences.ts'

function Page({ firstNotice }: { readonly firstNotice: string }) {
  const [notice, setNotice] = useState(firstNotice)
  const [actions] = useState(() => documentActions(setNotice))
  return <App actions={actions} notice={notice} onDismissNotice={() => setNotice('')} />
}

async function start(): Promise<void> {
  loadPreferences()
  const { language } = uiStore.getState()
  const [draft] = await Promise.all([lastDraft(), loadFirstWords(language)])
  activate(language)
  designStore.open(draft.status === 'read' ? draft.design : exampleForThisScreen())
  const firstNotice = draft.status === 'unreadable' ? await unreadable(draft.error) : ''
  const linked = linkEngine()
  keepDrafts()
  const root = document.getElementById('root')
  assert(root, 'the page has no #root element')
  createRoot(root).render(
    <StrictMode>
      <Page firstNotice={firstNotice} />
    </StrictMode>,
  )
  await linked
  void fetchPartsWhenIdle()
  if (import.meta.env.PROD && 'serviceWorker' in navigator) await navigator.serviceWorker.register('./sw.js')
}

async function unreadable(error: ParseError): Promise<string> {
  const { parseErrorSentence } = await withWords(() => import('../i18n/parse-sentence.ts'))
  return t('app.draftUnreadable', { reason: parseErrorSentence(error) })
}

// A page that cannot register its service worker works all the same, only not offline.
start().catch((error: unknown) => reportError(error))
