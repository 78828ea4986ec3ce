import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { activate, loadFirstWords, loadWords, t } from '../i18n/i18n.ts'
import { parseErrorSentence } from '../i18n/parse-sentence.ts'
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
  if (draft.status === 'unreadable') await loadWords(language)
  designStore.open(draft.status === 'read' ? draft.design : exampleForThisScreen())
  linkEngine()
  keepDrafts()
  const root = document.getElementById('root')
  assert(root, 'the page has no #root element')
  createRoot(root).render(
    <StrictMode>
      <Page
        firstNotice={
          draft.status === 'unreadable'
            ? t('app.draftUnreadable', { reason: parseErrorSentence(draft.error) })
            : ''
        }
      />
    </StrictMode>,
  )
  if (import.meta.env.PROD && 'serviceWorker' in navigator) await navigator.serviceWorker.register('./sw.js')
}

// A page that cannot register its service worker works all the same, only not offline.
start().catch((error: unknown) => reportError(error))
