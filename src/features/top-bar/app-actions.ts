import type { Design } from '../../model/design.ts'

/** What the application does with documents; it asks for confirmation and reports failures itself. */
export interface AppActions {
  newDesign(): void
  openExample(): void
  /** Opens a design as the document; undo brings the one before it back. */
  openDesign(design: Design): void
  /** Lets the person choose a JSON file and opens it as a copy. */
  openFile(): void
  saveFile(): void
}

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
