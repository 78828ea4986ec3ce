import { Suspense } from 'react'
import { useStore } from 'zustand'
import { Canvas } from '../features/canvas/canvas.tsx'
import { type ShortcutActions, useShortcuts } from '../features/commands/shortcuts.ts'
import type { DocumentBannerProps } from '../features/documents/document-banner.tsx'
import { Headline } from '../features/headline/headline.tsx'
import { Palette } from '../features/palette/palette.tsx'
import { Timeline } from '../features/timeline/timeline.tsx'
import type { AppActions } from '../features/top-bar/app-actions.ts'
import { TopBar } from '../features/top-bar/top-bar.tsx'
import { useT } from '../i18n/use-t.ts'
import { type Dialog, pageStore } from '../page/page-store.ts'
import { lazyPart } from '../page/with-words.ts'
import type { FaultChoice } from '../reading/fault-targets.ts'
import { killAll, killServer, killServerOrRestore, restore, restoreAll, strike } from '../session/faults.ts'
import { useRunState } from '../session/react.tsx'
import { Button } from '../ui/button.tsx'
import { Dialogs } from './dialogs.tsx'
import { focusPalette } from './focus.ts'
import { useDroppedTexts } from './importing.ts'
import { useLinkTexts } from './incoming.ts'
import { Layout } from './layout.tsx'
import { canvas } from './page-canvas.ts'
import { PageNotices } from './page-notices.tsx'
import { session } from './page-session.ts'
import { usePageWidth } from './page-width.ts'
import { Part } from './part.tsx'
import { PhoneTools } from './phone-tools.tsx'
import { setLanguage, setTheme, toggleRun, usePageAttributes } from './preferences.ts'
import './fonts.css'
import '../ui/tokens.css'
import './app.css'

const DocumentBanner = lazyPart(() => import('../features/documents/document-banner.tsx'))
const Announcer = lazyPart(() => import('../features/commands/announcer.tsx'))
const ApproximationStrip = lazyPart(() => import('../features/approximation/approximation-strip.tsx'))
const Inspector = lazyPart(() => import('../features/inspector/inspector.tsx'))
const ReplayStrip = lazyPart(() => import('../features/replay/replay-strip.tsx'))
const RequestsPanel = lazyPart(() => import('../features/requests/requests-panel.tsx'))

export interface AppProps {
  readonly actions: AppActions
  /** What can be done about the document that is open. */
  readonly document: DocumentBannerProps
}

/** The page: every feature in its place. What features do to one another is passed in here. */
export function App({ actions, document }: AppProps) {
  const width = usePageWidth()
  const phone = width === 'phone'
  const { approximate, replay } = useRunState()
  const tracing = useStore(session.trace, (state) => state.open)
  const behind = useStore(session.trace, (state) => state.behind)
  const t = useT()
  usePageAttributes()
  useShortcuts({ ...SHORTCUT_ACTIONS, save: actions.saveFile })
  useLinkTexts()
  useDroppedTexts(actions.readFile)
  return (
    <>
      <Layout
        width={width}
        top={
          <Part name="topBar">
            <TopBar
              width={width}
              actions={actions}
              onKillServer={() => killServer(session)}
              onRestoreAll={() => restoreAll(session)}
              onToggleRun={toggleRun}
              onLanguage={setLanguage}
              onTheme={setTheme}
            />
          </Part>
        }
        notice={
          <>
            <Suspense fallback={null}>
              <DocumentBanner {...document} />
            </Suspense>
            <PageNotices />
          </>
        }
        headline={
          <Part name="headline">
            <Headline phone={phone} />
            {approximate ? (
              <Suspense fallback={null}>
                <ApproximationStrip />
              </Suspense>
            ) : null}
          </Part>
        }
        palette={
          <Part name="palette">
            <Palette
              onAdd={canvas.addAtCentre}
              touch={phone}
              onKill={(ids) => killAll(session, ids)}
              onRestore={(ids) => restore(session, ids)}
            />
          </Part>
        }
        canvas={
          <Part name="canvas" onSaveFile={actions.saveFile}>
            <Canvas
              embedded={false}
              onAdd={focusPalette}
              onOpenExample={() => actions.openExample('opening')}
              onOpenGallery={openDialog('gallery')}
            />
            {phone ? <PhoneTools /> : null}
            {replay ? (
              <Suspense fallback={null}>
                <ReplayStrip />
              </Suspense>
            ) : null}
          </Part>
        }
        timeline={
          <Part name="timeline">
            <Timeline phone={phone} />
          </Part>
        }
        tracing={tracing}
        inspector={
          <>
            {tracing ? (
              // Behind the inspector it keeps its list and the request that was chosen.
              <div className="app-requests" hidden={behind}>
                <Part name="requests">
                  <Suspense fallback={null}>
                    <RequestsPanel />
                  </Suspense>
                </Part>
              </div>
            ) : null}
            {behind ? (
              <div className="app-back">
                <Button variant="line" icon="previous" onClick={session.trace.bringBack}>
                  {t('requests.bringBack')}
                </Button>
              </div>
            ) : null}
            {tracing && !behind ? null : (
              <Part name="inspector">
                <Suspense fallback={null}>
                  <Inspector
                    onFault={onFault}
                    onDuplicate={canvas.duplicate}
                    onDelete={canvas.deleteSelection}
                  />
                </Suspense>
              </Part>
            )}
          </>
        }
      />
      <Dialogs actions={actions} onFault={onFault} />
      <Part name="announcer">
        <Suspense fallback={null}>
          <Announcer />
        </Suspense>
      </Part>
    </>
  )
}

const onFault = (ids: readonly string[], choice: FaultChoice): void => strike(session, ids, choice)

const openDialog = (dialog: Dialog) => () => pageStore.setState({ dialog })

const SHORTCUT_ACTIONS: Omit<ShortcutActions, 'save'> = {
  toggleRun,
  live: () => session.act({ type: 'seek', atSec: null }),
  stepBack: () => session.act({ type: 'step', direction: -1 }),
  stepForward: () => session.act({ type: 'step', direction: 1 }),
  killServer: () => killServerOrRestore(session),
  undo: canvas.undo,
  redo: canvas.redo,
  search: focusPalette,
  commands: openDialog('commands'),
  outline: openDialog('outline'),
  library: openDialog('library'),
  shortcuts: openDialog('shortcuts'),
  requests: session.trace.toggle,
  share: openDialog('share'),
}
