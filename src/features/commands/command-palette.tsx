import { Command as Cmdk } from 'cmdk'
import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { COMMAND_GROUPS } from '../../page/feature.ts'
import { Icon } from '../../ui/icon.tsx'
import type { Command } from './command.ts'
import { rankCommands } from './ranking.ts'

interface CommandPaletteProps {
  readonly commands: readonly Command[]
  readonly onDone: () => void
}

/** Lines that are drawn; a large design has thousands of commands, and who reads so many types another letter. */
const SHOWN_MAX = 100

/** Everything by name. Without a query in groups, with one in order of how well it fits. */
export function CommandPalette({ commands, onDone }: CommandPaletteProps) {
  const t = useT()
  const [query, setQuery] = useState('')
  const shown = rankCommands(query, commands).slice(0, SHOWN_MAX)
  const lines = (list: readonly Command[]) =>
    list.map((command) => <CommandLine key={command.id} command={command} onDone={onDone} />)
  return (
    <Cmdk label={t('commands.label')} loop shouldFilter={false}>
      <div className="commands-search">
        <Icon name="search" />
        <Cmdk.Input
          className="commands-input"
          placeholder={t('commands.placeholder')}
          value={query}
          onValueChange={setQuery}
          autoFocus
        />
      </div>
      <Cmdk.List className="commands-list" label={t('commands.label')}>
        <Cmdk.Empty className="commands-none">{t('commands.none')}</Cmdk.Empty>
        {query.trim() === ''
          ? COMMAND_GROUPS.map((group) => {
              const list = shown.filter((command) => command.group === group)
              return list.length === 0 ? null : (
                <Cmdk.Group key={group} heading={t(`commands.${group}`)} className="commands-group">
                  {lines(list)}
                </Cmdk.Group>
              )
            })
          : lines(shown)}
      </Cmdk.List>
    </Cmdk>
  )
}

function CommandLine({ command, onDone }: { readonly command: Command; readonly onDone: () => void }) {
  const [keys] = command.keys
  return (
    <Cmdk.Item
      value={command.id}
      className="commands-item"
      onSelect={() => {
        // First the dialog goes, so that the focus is back on the page before a command moves it.
        onDone()
        setTimeout(command.run)
      }}
    >
      <Icon name={command.icon} />
      {command.title}
      {keys === undefined ? null : <kbd className="ui-kbd">{keys}</kbd>}
    </Cmdk.Item>
  )
}
