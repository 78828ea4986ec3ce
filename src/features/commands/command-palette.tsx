import { Command as Cmdk } from 'cmdk'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../ui/icon.tsx'
import { COMMAND_GROUPS, type Command } from './command.ts'

interface CommandPaletteProps {
  readonly commands: readonly Command[]
  readonly onDone: () => void
}

/** Everything by name. */
export function CommandPalette({ commands, onDone }: CommandPaletteProps) {
  const t = useT()
  return (
    <Cmdk label={t('commands.label')} loop>
      <div className="commands-search">
        <Icon name="search" />
        <Cmdk.Input className="commands-input" placeholder={t('commands.placeholder')} autoFocus />
      </div>
      <Cmdk.List className="commands-list" label={t('commands.label')}>
        <Cmdk.Empty className="commands-none">{t('commands.none')}</Cmdk.Empty>
        {COMMAND_GROUPS.map((group) => (
          <CommandGroup
            key={group}
            title={t(`commands.${group}`)}
            commands={commands.filter((command) => command.group === group)}
            onDone={onDone}
          />
        ))}
      </Cmdk.List>
    </Cmdk>
  )
}

interface CommandGroupProps extends CommandPaletteProps {
  readonly title: string
}

function CommandGroup({ title, commands, onDone }: CommandGroupProps) {
  if (commands.length === 0) return null
  return (
    <Cmdk.Group heading={title} className="commands-group">
      {commands.map((command) => (
        <Cmdk.Item
          key={command.id}
          value={command.id}
          keywords={[command.title, ...command.keywords]}
          className="commands-item"
          onSelect={() => {
            // First the dialog goes, so that the focus is back on the page before a command moves it.
            onDone()
            setTimeout(command.run)
          }}
        >
          <Icon name={command.icon} />
          {command.title}
          {command.keys ? <kbd className="ui-kbd">{command.keys}</kbd> : null}
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  )
}
