import { CommandDialog } from '../features/commands/command-dialog.tsx'
import type { PartProps } from '../page/feature.ts'
import { appCommands } from './app-commands.ts'

/** The command palette with all that the page can do. */
export default function AllCommands({ actions, features }: PartProps) {
  return <CommandDialog commands={() => appCommands(actions, features)} />
}
