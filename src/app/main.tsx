import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { activate, loadFirstWords } from '../i18n/i18n.ts'
import { chosenLanguage } from '../i18n/language.ts'
import { assert } from '../model/result.ts'
import { fetchPartsWhenIdle } from '../page/with-words.ts'
import { SessionProvider } from '../session/react.tsx'
import { App } from './app.tsx'
import { desk, openDesk, openKept } from './desk.ts'
import { documentActions } from './documents.ts'
import { isEmbed } from './embed-address.ts'
import { linkEngine } from './engine-link.ts'
import { session } from './page-session.ts'
import { Part } from './part.tsx'
import { sayWhatFailsInTheRun } from './run-notice.ts'
import { showStartFailure } from './start-failure.ts'
import { loadPreferences } from './stored-preferences.ts'
import { trustOwnWorkers } from './trusted-addresses.ts'

async function start(root: HTMLElement): Promise<void> {
  trustOwnWorkers()
  loadPreferences()
  const language = chosenLanguage()
  // A link may ask for another language than the reader's own, so which one is spoken is known only when it is open.
  await Promise.all([openDesk(), loadFirstWords(language)])
  activate(chosenLanguage())
  const linked = linkEngine()
  sayWhatFailsInTheRun()
  createRoot(root).render(
    <StrictMode>
      <SessionProvider session={session}>
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
      </SessionProvider>
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

const root = document.getElementById('root')
assert(root, 'the page has no #root element')
/** In somebody else's page there is another application, and nothing of this one may touch what the browser keeps. */
const begun = isEmbed(location.search)
  ? import('./embed.tsx').then(({ startEmbed }) => startEmbed(root))
  : start(root)
begun.catch((error: unknown) => {
  showStartFailure(root, error)
  reportError(error)
})
