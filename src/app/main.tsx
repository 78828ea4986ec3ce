import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { activate, loadFirstWords } from '../i18n/i18n.ts'
import { fetchPartsWhenIdle } from '../i18n/with-words.ts'
import { assert } from '../model/result.ts'
import { uiStore } from '../store/stores.ts'
import { App } from './app.tsx'
import { desk, openDesk, openKept } from './desk.ts'
import { documentActions } from './documents.ts'
import { linkEngine } from './engine-link.ts'
import { loadPreferences } from './stored-preferences.ts'

async function start(): Promise<void> {
  loadPreferences()
  const { language } = uiStore.getState()
  const words = loadFirstWords(language).then(() => activate(language))
  await Promise.all([openDesk(), words])
  const linked = linkEngine()
  const root = document.getElementById('root')
  assert(root, 'the page has no #root element')
  createRoot(root).render(
    <StrictMode>
      <App
        actions={documentActions}
        document={{
          onTakeOver: () => void desk.takeOver(),
          onMakeCopy: (title) => void desk.makeCopy(title),
          onBack: (id) => void openKept(id),
          onSaveFile: documentActions.saveFile,
          onTryAgain: () => void desk.saveNow(),
          onDismiss: () => desk.dismiss(),
          onOpenExample: () => documentActions.openExample('opening'),
        }}
      />
    </StrictMode>,
  )
  await linked
  void fetchPartsWhenIdle()
  if (import.meta.env.PROD && 'serviceWorker' in navigator) await navigator.serviceWorker.register('./sw.js')
}

// A page that cannot register its service worker works all the same, only not offline.
start().catch((error: unknown) => reportError(error))
