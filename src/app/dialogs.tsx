import { Suspense, useRef } from 'react'
import { useStore } from 'zustand'
import type { Command } from '../features/commands/command.ts'
import type { OutlineActions } from '../features/outline/row-faults.tsx'
import { lazyPart } from '../i18n/with-words.ts'
import { uiStore } from '../store/stores.ts'

const CommandDialog = lazyPart(() => import('../features/commands/command-dialog.tsx'))
const ShortcutsDialog = lazyPart(() => import('../features/commands/shortcuts-dialog.tsx'))
const OutlineDialog = lazyPart(() => import('../features/outline/outline-dialog.tsx'))

interface DialogsProps extends OutlineActions {
  readonly commands: () => readonly Command[]
}

/** Dialogs are loaded when one is first asked for, and then stay, so that they can close in their own time. */
export function Dialogs({ commands, onFault }: DialogsProps) {
  const dialog = useStore(uiStore, (state) => state.dialog)
  const asked = useRef(new Set<string>())
  asked.current.add(dialog)
  return (
    <Suspense fallback={null}>
      {asked.current.has('commands') ? <CommandDialog commands={commands} /> : null}
      {asked.current.has('shortcuts') ? <ShortcutsDialog /> : null}
      {asked.current.has('outline') ? <OutlineDialog onFault={onFault} /> : null}
    </Suspense>
  )
}
