import type { ComponentType } from 'react'
import type { MessageId } from '../i18n/i18n.ts'
import type { Session } from '../session/session.ts'
import type { IconName } from '../ui/icon.tsx'
import type { AppActions } from './app-actions.ts'
import { openDialog } from './page-store.ts'

/** Groups of the command palette; the id of a command begins with its own. */
export const COMMAND_GROUPS = ['run', 'add', 'edit', 'file', 'view', 'go', 'break'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Sections of the list of shortcuts. */
export const KEY_GROUPS = ['run', 'build', 'edit', 'find'] as const
export type KeyGroup = (typeof KEY_GROUPS)[number]

export interface Chord {
  /** What `event.key` says, in lower case. */
  readonly key: string
  /** The place of the key, which is the same in a layout whose letters are others. */
  readonly code: string
  /** Ctrl, or Command on a Mac. */
  readonly mod?: boolean
  readonly shift?: boolean
}

/** A key that works on the whole page, and how it is written. */
export interface FeatureKey {
  readonly shown: string
  readonly chord: Chord
  readonly group: KeyGroup
}

/** What every part gets that comes by a manifest; the session it takes from the context. */
export interface PartProps {
  readonly actions: AppActions
  readonly features: readonly Feature[]
}

export type LoadPart = () => Promise<{ readonly default: ComponentType<PartProps> }>

export interface FeatureDialog {
  /** What `openDialog()` is told. */
  readonly id: string
  readonly load: LoadPart
}

/** Where a panel stands: under the headline, over the canvas, or under the track of the timeline. */
export const PANEL_PLACES = ['headline', 'canvas', 'timeline'] as const
export type PanelPlace = (typeof PANEL_PLACES)[number]

export interface FeaturePanel {
  readonly place: PanelPlace
  readonly load: LoadPart
  /** A hook that says whether it is to be seen; it is not fetched before. */
  readonly useShown: () => boolean
}

/** Where the menu of the page has a line for it: among the ways to open, to hand on, or to look at the design and its run. */
export type MenuSection = 'open' | 'handOn' | 'look'

export interface FeatureCommand {
  readonly id: `${CommandGroup}.${string}`
  readonly title: MessageId
  readonly icon: IconName
  /** What people type for it, English and Korean, with commas between; empty for what the command palette does not offer. */
  readonly words: string
  readonly key?: FeatureKey
  readonly menu?: MenuSection
  /** What it does; without it, it opens the feature's dialog. */
  readonly run?: (session: Session, actions: AppActions) => void
}

/** Does what a command says. */
export function runCommand(
  feature: Feature,
  { run }: FeatureCommand,
  session: Session,
  actions: AppActions,
): void {
  if (run) run(session, actions)
  else if (feature.dialog) openDialog(feature.dialog.id)
}

/** Everything that a feature puts on the page by itself. `app/features.ts` lists them all. */
export interface Feature {
  readonly dialog?: FeatureDialog
  readonly panel?: FeaturePanel
  /** In the order in which equals are shown. */
  readonly commands: readonly FeatureCommand[]
}
