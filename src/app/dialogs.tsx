import { Suspense, useRef } from 'react'
import { useStore } from 'zustand'
import type { OutlineActions } from '../features/outline/row-faults.tsx'
import type { AppActions } from '../features/top-bar/app-actions.ts'
import { lazyPart } from '../i18n/with-words.ts'
import { uiStore } from '../store/stores.ts'

const AllCommands = lazyPart(() => import('./all-commands.tsx'))
const ShortcutsDialog = lazyPart(() => import('../features/commands/shortcuts-dialog.tsx'))
const GalleryDialog = lazyPart(() => import('../features/library/gallery-dialog.tsx'))
const OutlineDialog = lazyPart(() => import('../features/outline/outline-dialog.tsx'))
const Picturing = lazyPart(() => import('./picturing.tsx'))
const Measuring = lazyPart(() => import('./measuring.tsx'))

interface DialogsProps extends OutlineActions {
  readonly actions: AppActions
}

/** Dialogs are loaded when one is first asked for, and then stay, so that they can close in their own time. */
export function Dialogs({ actions, onFault }: DialogsProps) {
  const dialog = useStore(uiStore, (state) => state.dialog)
  const asked = useRef(new Set<string>())
  asked.current.add(dialog)
  return (
    <Suspense fallback={null}>
      {asked.current.has('commands') ? <AllCommands actions={actions} /> : null}
      {asked.current.has('shortcuts') ? <ShortcutsDialog /> : null}
      {asked.current.has('gallery') ? <GalleryDialog onOpen={(id) => actions.openExample(id)} /> : null}
      {asked.current.has('outline') ? <OutlineDialog onFault={onFault} /> : null}
      {asked.current.has('picture') ? <Picturing /> : null}
      {asked.current.has('measure') ? <Measuring /> : null}
    </Suspense>
  )
}
