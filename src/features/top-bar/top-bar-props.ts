import type { AppActions } from '../../page/app-actions.ts'

/** The other things that the top bar can do. */
export interface TopBarProps {
  readonly actions: AppActions
  /** Kills the server with the most traffic. */
  readonly onKillServer: () => void
  readonly onRestoreAll: () => void
  readonly onToggleRun: () => void
  readonly onLanguage: (language: 'ko' | 'en') => void
  readonly onTheme: (theme: 'dark' | 'light') => void
  readonly width: 'wide' | 'narrow' | 'phone'
}
