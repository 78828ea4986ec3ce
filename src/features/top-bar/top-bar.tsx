import { type ReactNode, Suspense } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { openDialog, pageStore } from '../../page/page-store.ts'
import { useSession } from '../../session/react.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { DesignTitle } from './design-title.tsx'
import { KillServer } from './kill-server.tsx'
import { PlayButton, RequestsButton, RestartButton, SpeedControl } from './run-controls.tsx'
import { SaveStatus } from './save-status.tsx'
import type { TopBarProps } from './top-bar-props.ts'
import { UsersControl } from './users-control.tsx'
import './top-bar.css'

/** Document, load and run: what a first-time visitor needs stands here, the rest is in the menu. */
/** `more` is the menu at its end. */
export function TopBar({ more, ...props }: TopBarProps & { readonly more: ReactNode }) {
  const { width, actions } = props
  return (
    <header className={`top-bar top-bar-${width}`}>
      <Logo named={width === 'wide'} />
      {width === 'wide' ? <span className="top-bar-line" /> : null}
      <DesignTitle />
      <SaveStatus onSaveFile={actions.saveFile} brief={width !== 'wide'} />
      {width === 'phone' ? null : <History />}
      {width === 'phone' ? null : <UsersControl />}
      {width === 'phone' ? null : (
        <KillServer onKill={props.onKillServer} onRestore={props.onRestoreAll} brief={width === 'narrow'} />
      )}
      <PlayButton onToggle={props.onToggleRun} />
      {width === 'wide' ? <RestartButton /> : null}
      {width === 'wide' ? <RequestsButton /> : null}
      {width === 'phone' ? null : <SpeedControl compact={width === 'narrow'} />}
      {width === 'wide' ? <Preferences onLanguage={props.onLanguage} onTheme={props.onTheme} /> : null}
      {width === 'phone' ? null : <ShareButton named={width === 'wide'} />}
      <Suspense fallback={<MoreWaits />}>{more}</Suspense>
    </header>
  )
}

/** What people judge a tool by: it stands in the bar and not in a menu. */
function ShareButton({ named }: { readonly named: boolean }) {
  const t = useT()
  const open = () => openDialog('share')
  return named ? (
    <Button variant="line" icon="share" onClick={open}>
      {t('share.button')}
    </Button>
  ) : (
    <IconButton icon="share" label={t('command.share')} keys="Ctrl Shift S" onClick={open} />
  )
}

/** Holds the menu's place while it is being loaded. */
function MoreWaits() {
  const t = useT()
  return <IconButton icon="more" label={t('menu.more')} disabled />
}

function Logo({ named }: { readonly named: boolean }) {
  return (
    <div className="top-bar-logo">
      <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
        <g strokeLinecap="round" strokeLinejoin="round">
          <path d="M1.5 7H8l4 6h6.5" strokeWidth="2" />
          <path d="M12.5 3.5 7.5 16.5" strokeWidth="1.4" strokeDasharray="2.5 2.5" />
        </g>
      </svg>
      <h1 className={named ? '' : 'ui-hidden'}>Faultline</h1>
    </div>
  )
}

function History() {
  const session = useSession()
  const t = useT()
  const past = useStore(session.design.temporal, (state) => state.pastStates.length)
  const future = useStore(session.design.temporal, (state) => state.futureStates.length)
  const readOnly = useStore(session.design, (state) => state.readOnly)
  return (
    <div className="top-bar-history">
      <IconButton
        icon="undo"
        label={t('history.undo')}
        keys="Ctrl Z"
        disabled={past === 0 || readOnly}
        onClick={session.design.undo}
      />
      <IconButton
        icon="redo"
        label={t('history.redo')}
        keys="Ctrl Shift Z"
        disabled={future === 0 || readOnly}
        onClick={session.design.redo}
      />
    </div>
  )
}

function Preferences({ onLanguage, onTheme }: Pick<TopBarProps, 'onLanguage' | 'onTheme'>) {
  const t = useT()
  const theme = useStore(pageStore, (state) => state.theme)
  const other = theme === 'dark' ? 'light' : 'dark'
  return (
    <>
      <span className="top-bar-line" />
      <Segmented
        label={t('language.label')}
        value={t.language}
        options={[
          { value: 'ko', label: <span lang="ko">한국어</span> },
          { value: 'en', label: 'EN', name: 'English' },
        ]}
        onChange={onLanguage}
      />
      <IconButton
        icon={theme === 'dark' ? 'moon' : 'sun'}
        label={t(`theme.to.${other}`)}
        onClick={() => onTheme(other)}
      />
    </>
  )
}
