import type { IconName } from '../../ui/icon.tsx'

export const COMMAND_GROUPS = ['run', 'add', 'break', 'go', 'edit', 'file', 'view'] as const
type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Something that the command palette can do. The application makes the list; here it is only shown and run. */
export interface Command {
  readonly id: string
  readonly group: CommandGroup
  readonly title: string
  /** Other words that find it: its name in the other language, its kind. */
  readonly keywords: readonly string[]
  readonly icon: IconName
  readonly keys?: string
  run(): void
}
