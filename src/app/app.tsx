import { Suspense, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Canvas } from '../features/canvas/canvas.tsx'
import { type ShortcutActions, useEarlyKeys, useShortcuts } from '../features/commands/shortcuts.ts'
import type { DocumentBannerProps } from '../features/documents/document-banner.tsx'
import { Headline } from '../features/headline/headline.tsx'
import { Palette } from '../features/palette/palette.tsx'
import { Timeline } from '../features/timeline/timeline.tsx'
import { TopBar } from '../features/top-bar/top-bar.tsx'
import type { TopBarProps } from '../features/top-bar/top-bar-props.ts'
import { useT } from '../i18n/use-t.ts'
import type { AppActions } from '../page/app-actions.ts'
import { openDialog, pageStore } from '../page/page-store.ts'
import { lazyPart, whenFetched } from '../page/with-words.ts'
import type { FaultChoice } from '../reading/fault-targets.ts'
import { killAll, killServer, killServerOrRestore, restore, restoreAll, strike } from '../session/faults.ts'
import { Button } from '../ui/button.tsx'
import { focusPalette } from './focus.ts'
import { useDroppedTexts } from './importing.ts'
import { useLinkTexts } from './incoming.ts'
import { Layout } from './layout.tsx'
import { canvas } from './page-canvas.ts'
import { PageNotices } from './page-notices.tsx'
import { session } from './page-session.ts'
import { usePageWidth } from './page-width.ts'
import { Part } from './part.tsx'
import { setLanguage, setTheme, toggleRun, usePageAttributes } from './preferences.ts'
import './fonts.css'
import '../ui/tokens.css'
import './app.css'

const DocumentBanner = lazyPart(() => import('../features/documents/document-banner.tsx'))
const Announcer = lazyPart(() => import('../features/commands/announcer.tsx'))
const Dialogs = lazyPart(() => import('./dialogs.tsx'))
const Panels = lazyPart(() => import('./panels.tsx'))
const More = lazyPart(() => import('./more.tsx'))
const Inspector = lazyPart(() => import('../features/inspector/inspector.tsx'))
const PhoneTools = lazyPart(() => import('./phone-tools.tsx'))
const RequestsPanel = lazyPart(() => import('../features/requests/requests-panel.tsx'))

/** The dialog of the report that kills every part in turn, where that feature is listed. */
const REPORT = 'resilience'

/** Whether it is: the list of features comes after the first picture. */
function useProvable(): boolean {
  const [provable, setProvable] = useState(false)
  useEffect(() => {
    whenFetched(
      'part',
      () => import('./features.ts'),
      ({ FEATURES }) => setProvable(FEATURES.some(({ dialog }) => dialog?.id === REPORT)),
    )
  }, [])
  return provable
}

export interface AppProps {
  readonly actions: AppActions
  /** What can be done about the document that is open. */
  readonly document: DocumentBannerProps
}

/** The page: every feature in its place. What features do to one another is passed in here. */
export function App({ actions, document }: AppProps) {
  const width = usePageWidth()
  const phone = width === 'phone'
  const provable = useProvable()
  const tracing = useStore(session.trace, (state) => state.open)
  const behind = useStore(session.trace, (state) => state.behind)
  const t = useT()
  const bar = { ...TOP_BAR, width, actions }
  usePageAttributes()
  useShortcuts({ ...SHORTCUT_ACTIONS, save: actions.saveFile })
  useEarlyKeys()
  useLinkTexts()
  useDroppedTexts(actions.readFile)
  return (
    <>
      <Layout
        width={width}
        top={
          <Part name="topBar">
            <TopBar {...bar} more={<More {...bar} />} />
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
            <Suspense fallback={null}>
              <Panels place="headline" />
            </Suspense>
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
              onOpenGallery={() => openDialog('gallery')}
              {...(provable ? { onProve: () => pageStore.setState({ dialog: REPORT, proveNow: true }) } : {})}
            />
            <Suspense fallback={null}>
              {phone ? <PhoneTools /> : null}
              <Panels place="canvas" />
            </Suspense>
          </Part>
        }
        timeline={
          <Part name="timeline">
            <Timeline phone={phone} />
            <Suspense fallback={null}>
              <Panels place="timeline" />
            </Suspense>
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
      <Part name="dialog">
        <Suspense fallback={null}>
          <Dialogs />
        </Suspense>
      </Part>
      <Part name="announcer">
        <Suspense fallback={null}>
          <Announcer />
        </Suspense>
      </Part>
    </>
  )
}

const onFault = (ids: readonly string[], choice: FaultChoice): void => strike(session, ids, choice)

const TOP_BAR: Omit<TopBarProps, 'width' | 'actions'> = {
  onKillServer: () => killServer(session),
  onRestoreAll: () => restoreAll(session),
  onToggleRun: toggleRun,
  onLanguage: setLanguage,
  onTheme: setTheme,
}

const SHORTCUT_ACTIONS: Omit<ShortcutActions, 'save'> = {
  toggleRun,
  live: () => session.act({ type: 'seek', atSec: null }),
  stepBack: () => session.act({ type: 'step', direction: -1 }),
  stepForward: () => session.act({ type: 'step', direction: 1 }),
  killServer: () => killServerOrRestore(session),
  undo: canvas.undo,
  redo: canvas.redo,
  search: focusPalette,
}
