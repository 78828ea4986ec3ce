import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { activate, loadFirstWords } from '../i18n/i18n.ts'
import { fetchPartsWhenIdle } from '../i18n/with-words.ts'
import { assert } from '../model/result.ts'
import { simClient } from '../runtime/session.ts'
import { dropNotice, giveNotice } from '../store/page-notices.ts'
import { uiStore } from '../store/stores.ts'
import { App } from './app.tsx'
import { desk, openDesk, openKept } from './desk.ts'
import { documentActions } from './documents.ts'
import { linkEngine } from './engine-link.ts'
import { Part } from './part.tsx'
import { showStartFailure } from './start-failure.ts'
import { loadPreferences } from './stored-preferences.ts'
import { trustOwnWorkers } from './trusted-addresses.ts'

async function start(root: HTMLElement): Promise<void> {
  trustOwnWorkers()
  loadPreferences()
  const { language } = uiStore.getState()
  // A link may ask for another language than the reader's own, so which one is spoken is known only when it is open.
  await Promise.all([openDesk(), loadFirstWords(language)])
  activate(uiStore.getState().language)
  const linked = linkEngine()
  sayWhenRunStops()
  createRoot(root).render(
    <StrictMode>
      <Part name="page" onSaveFile={documentActions.saveFile}>
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
      </Part>
    </StrictMode>,
  )
  await linked
  void fetchPartsWhenIdle()
  // A page that cannot register its service worker works all the same, only not offline.
  if (import.meta.env.PROD) {
    const load = import('./updates.ts')
    load.then(({ keepForOffline }) => keepForOffline()).catch((error: unknown) => console.warn(error))
  }
}

function sayWhenRunStops(): void {
  let said = false
  simClient.subscribe(() => {
    const { stopped } = simClient.state
    if (stopped === said) return
    said = stopped
    if (stopped) giveNotice('runStopped', () => simClient.retry())
    else dropNotice('runStopped')
  })
}

const root = document.getElementById('root')
assert(root, 'the page has no #root element')
start(root).catch((error: unknown) => {
  showStartFailure(root, error)
  reportError(error)
})
