import { t } from '../../i18n/i18n.ts'
import type { AppActions } from '../../page/app-actions.ts'
import { type CommandGroup, type Feature, type FeatureCommand, runCommand } from '../../page/feature.ts'
import type { Session } from '../../session/session.ts'
import type { Command } from './command.ts'
import type { KeyBinding, Shortcut } from './shortcuts.ts'

/** What features offer in the command palette. The palette itself is open already where it is asked. */
export const featureCommands = (
  features: readonly Feature[],
  session: Session,
  actions: AppActions,
): Command[] =>
  features.flatMap((feature) =>
    feature.commands
      .filter((command) => command.words !== '')
      .map((command) => ({
        id: command.id,
        group: command.id.slice(0, command.id.indexOf('.')) as CommandGroup,
        title: t(command.title),
        keywords: command.words.split(', '),
        faultWords: null,
        icon: command.icon,
        keys: command.key ? [command.key.shown] : [],
        run: () => runCommand(feature, command, session, actions),
      })),
  )

const keyed = (features: readonly Feature[]) =>
  features.flatMap((feature) =>
    feature.commands.flatMap((command) => (command.key ? [{ feature, command, key: command.key }] : [])),
  )

/** The keys of features, for whoever listens to them. */
export const keysOf = (
  features: readonly Feature[],
  session: Session,
  actions: AppActions,
): readonly KeyBinding[] =>
  keyed(features).map(({ feature, command, key }) => ({
    chords: [key.chord],
    run: () => runCommand(feature, command, session, actions),
  }))

/** The same for the list of all shortcuts. */
export const shortcutsOf = (
  features: readonly Feature[],
): readonly Pick<Shortcut, 'group' | 'label' | 'shown'>[] =>
  keyed(features).map(({ command, key }: { readonly command: FeatureCommand; readonly key: Key }) => ({
    group: key.group,
    label: command.title,
    shown: [key.shown],
  }))

type Key = NonNullable<FeatureCommand['key']>
