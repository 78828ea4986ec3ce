import { type ReactNode, Suspense, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { OutlineActions } from '../features/outline/row-faults.tsx'
import type { AppActions } from '../features/top-bar/app-actions.ts'
import { useT } from '../i18n/use-t.ts'
import { type Dialog, pageStore } from '../page/page-store.ts'
import { lazyPart } from '../page/with-words.ts'
import { Boundary } from '../ui/boundary.tsx'
import { Button } from '../ui/button.tsx'
import { Broken } from './part.tsx'

const AllCommands = lazyPart(() => import('./all-commands.tsx'))
const ShortcutsDialog = lazyPart(() => import('../features/commands/shortcuts-dialog.tsx'))
const GalleryDialog = lazyPart(() => import('../features/library/gallery-dialog.tsx'))
const Library = lazyPart(() => import('./library.tsx'))
const OutlineDialog = lazyPart(() => import('../features/outline/outline-dialog.tsx'))
const Picturing = lazyPart(() => import('./picturing.tsx'))
const Importing = lazyPart(() => import('./importing-dialog.tsx'))
const Sharing = lazyPart(() => import('./sharing.tsx'))
const Measuring = lazyPart(() => import('./measuring.tsx'))

interface DialogsProps extends OutlineActions {
  readonly actions: AppActions
}

/** Dialogs are loaded when one is first asked for, and then stay, so that they can close in their own time. */
export function Dialogs({ actions, onFault }: DialogsProps) {
  const dialog = useStore(pageStore, (state) => state.dialog)
  const asked = useRef(new Set<Dialog>())
  asked.current.add(dialog)
  const contents: Partial<Record<Dialog, ReactNode>> = {
    commands: <AllCommands actions={actions} />,
    shortcuts: <ShortcutsDialog />,
    gallery: <GalleryDialog onOpen={(id) => actions.openExample(id)} />,
    library: <Library actions={actions} />,
    outline: <OutlineDialog onFault={onFault} />,
    share: <Sharing onSaveFile={actions.saveFile} />,
    picture: <Picturing />,
    measure: <Measuring />,
    mermaid: <Importing onOpen={actions.openDesign} />,
  }
  return [...asked.current].map((name) => (
    <Boundary
      key={name}
      fallback={(error, again) => <BrokenDialog name={name} error={error} onAgain={again} />}
    >
      <Suspense fallback={null}>{contents[name]}</Suspense>
    </Boundary>
  ))
}

interface BrokenDialogProps {
  readonly name: Dialog
  readonly error: unknown
  readonly onAgain: () => void
}

/** Stands where the dialog would, for as long as that is asked for; whoever asks anew tries it again. */
function BrokenDialog({ name, error, onAgain }: BrokenDialogProps) {
  const t = useT()
  const open = useStore(pageStore, (state) => state.dialog === name)
  const wasOpen = useRef(open)
  useEffect(() => {
    if (open && !wasOpen.current) onAgain()
    wasOpen.current = open
  }, [open, onAgain])
  if (!open) return null
  return (
    <Broken name="dialog" error={error}>
      <Button variant="line" icon="restart" onClick={onAgain}>
        {t('broken.again')}
      </Button>
      <Button variant="line" onClick={() => pageStore.setState({ dialog: 'none' })}>
        {t('broken.close')}
      </Button>
    </Broken>
  )
}
