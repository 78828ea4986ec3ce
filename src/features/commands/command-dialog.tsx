import { useT } from '../../i18n/use-t.ts'
import { closeDialog, useDialog } from '../../page/page-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { Command } from './command.ts'
import { CommandPalette } from './command-palette.tsx'
import './commands.css'

const close = () => closeDialog()

/** The command palette's dialog. The list is asked for only while it is open. */
export function CommandDialog({ commands }: { readonly commands: () => readonly Command[] }) {
  const t = useT()
  const open = useDialog('commands')
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t('commands.label')}
      closeLabel={t('dialog.close')}
      shape="command"
    >
      {open ? <CommandPalette commands={commands()} onDone={close} /> : null}
    </Dialog>
  )
}
