import { Suspense, type TouchEvent, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { Canvas } from '../features/canvas/canvas.tsx'
import { type ShortcutActions, useShortcuts } from '../features/commands/shortcuts.ts'
import { Headline } from '../features/headline/headline.tsx'
import { KillServer } from '../features/top-bar/kill-server.tsx'
import { PlayButton, RestartButton, SpeedControl } from '../features/top-bar/run-controls.tsx'
import { formatClock } from '../i18n/format.ts'
import { useT } from '../i18n/use-t.ts'
import { lazyPart } from '../page/with-words.ts'
import { killServer, killServerOrRestore, restoreAll } from '../session/faults.ts'
import { useFrame, useRunState } from '../session/react.tsx'
import { Icon } from '../ui/icon.tsx'
import { fullAddress } from './embed-address.ts'
import { PageNotices } from './page-notices.tsx'
import { session } from './page-session.ts'
import { usePageWidth } from './page-width.ts'
import { Part } from './part.tsx'
import { toggleRun, usePageAttributes } from './preferences.ts'
import './embed.css'

const Announcer = lazyPart(() => import('../features/commands/announcer.tsx'))
const ReplayStrip = lazyPart(() => import('../features/replay/replay-strip.tsx'))

/** Figures, the architecture, and what can be done to its run. */
export function EmbedPage() {
  const t = useT()
  const title = useStore(session.design, (state) => state.design.title) || t('title.untitled')
  const { replay } = useRunState()
  usePageAttributes()
  useShortcuts(SHORTCUTS)
  useEffect(() => {
    document.title = t('embed.region', { title })
  }, [t, title])
  return (
    <div className="embed">
      <h1 className="ui-hidden">{t('embed.region', { title })}</h1>
      <Part name="headline">
        <Headline phone={usePageWidth() === 'phone'} />
      </Part>
      <ScrolledPast>
        <PageNotices />
        <Part name="canvas">
          <Canvas embedded onAdd={nothing} onOpenExample={nothing} onOpenGallery={nothing} />
          <Suspense fallback={null}>{replay ? <ReplayStrip /> : null}</Suspense>
        </Part>
      </ScrolledPast>
      <Controls title={title} />
      <Part name="announcer">
        <Suspense fallback={null}>
          <Announcer />
        </Suspense>
      </Part>
    </div>
  )
}

/** What the canvas offers where it may be edited is not offered here. */
const nothing = (): void => {}

const SHORTCUTS: Partial<ShortcutActions> = {
  toggleRun,
  live: () => session.act({ type: 'seek', atSec: null }),
  stepBack: () => session.act({ type: 'step', direction: -1 }),
  stepForward: () => session.act({ type: 'step', direction: 1 }),
  killServer: () => killServerOrRestore(session),
}

function Controls({ title }: { readonly title: string }) {
  const t = useT()
  const frame = useFrame()
  return (
    <section className="embed-controls" aria-label={t('embed.controls')}>
      <PlayButton onToggle={toggleRun} />
      <RestartButton />
      <SpeedControl compact />
      <output className="embed-time" aria-label={t('embed.time')} aria-live="off">
        {formatClock(frame?.timeSec ?? 0)}
      </output>
      <KillServer onKill={() => killServer(session)} onRestore={() => restoreAll(session)} brief />
      <span className="embed-title" aria-hidden="true">
        {title}
      </span>
      <OpenInFaultline />
    </section>
  )
}

/** The same design on a page of its own. */
export function OpenInFaultline() {
  const t = useT()
  return (
    <a
      className="embed-open"
      href={fullAddress(location.href)}
      target="_blank"
      rel="noopener"
      title={t('embed.openHelp')}
    >
      {t('embed.open')}
      <Icon name="next" size={12} />
    </a>
  )
}

/** How long it is said what belongs to the page round it. */
const HINT_MS = 1600

/** The wheel and one finger scroll the page round the frame; whoever tries them on the canvas is told briefly how to move it. */
function ScrolledPast({ children }: { readonly children: React.ReactNode }) {
  const t = useT()
  const [said, setSaid] = useState(false)
  const [touched, setTouched] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const hint = (own: boolean, touch: boolean) => {
    clearTimeout(timer.current)
    if (own) return setSaid(false)
    setTouched(touch)
    setSaid(true)
    timer.current = setTimeout(() => setSaid(false), HINT_MS)
  }
  return (
    <main
      className="embed-canvas"
      onWheel={(event) => hint(event.ctrlKey, false)}
      onTouchStartCapture={leaveOneFinger}
      onTouchMove={(event) => hint(event.touches.length > 1, true)}
    >
      {children}
      <p className={`embed-hint ${said ? 'embed-hint-said' : ''}`} aria-hidden="true">
        {touched ? t('embed.touch') : t('embed.wheel')}
      </p>
    </main>
  )
}

/** The canvas pans with every finger that it hears of; a tap is a click, which comes all the same. */
function leaveOneFinger(event: TouchEvent): void {
  if (event.touches.length === 1) event.stopPropagation()
}
