import { CommandDialog } from '../features/commands/command-dialog.tsx'
import type { AppActions } from '../features/top-bar/app-actions.ts'
import { appCommands } from './app-commands.ts'

/** The command palette with all that the page can do. */
export default function AllCommands({ actions }: { readonly actions: AppActions }) {
  return <CommandDialog commands={() => appCommands(actions)} />
}
