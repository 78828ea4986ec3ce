import { lazy, Suspense, useRef } from 'react'
import { useStore } from 'zustand'
import type { Command } from '../features/commands/command.ts'
import type { MeasureDialogProps } from '../features/measure/measure-dialog.tsx'
import type { OutlineActions } from '../features/outline/row-faults.tsx'
import { uiStore } from '../store/stores.ts'

const CommandDialog = lazy(() => import('../features/commands/command-dialog.tsx'))
const ShortcutsDialog = lazy(() => import('../features/commands/shortcuts-dialog.tsx'))
const OutlineDialog = lazy(() => import('../features/outline/outline-dialog.tsx'))
const MeasureDialog = lazy(() => import('../features/measure/measure-dialog.tsx'))

interface DialogsProps extends OutlineActions, MeasureDialogProps {
  readonly commands: () => readonly Command[]
}

/** Dialogs are loaded when one is first asked for, and then stay, so that they can close in their own time. */
export function Dialogs({ commands, onFault, modelOf }: DialogsProps) {
  const dialog = useStore(uiStore, (state) => state.dialog)
  const asked = useRef(new Set<string>())
  asked.current.add(dialog)
  return (
    <Suspense fallback={null}>
      {asked.current.has('commands') ? <CommandDialog commands={commands} /> : null}
      {asked.current.has('shortcuts') ? <ShortcutsDialog /> : null}
      {asked.current.has('outline') ? <OutlineDialog onFault={onFault} /> : null}
      {asked.current.has('measure') ? <MeasureDialog modelOf={modelOf} /> : null}
    </Suspense>
  )
}
