import { type ComponentType, Suspense, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { keysOf } from '../features/commands/feature-commands.ts'
import { useLateKeys } from '../features/commands/shortcuts.ts'
import { useT } from '../i18n/use-t.ts'
import type { PartProps } from '../page/feature.ts'
import { closeDialog, pageStore, useDialog } from '../page/page-store.ts'
import { lazyPart } from '../page/with-words.ts'
import { Boundary } from '../ui/boundary.tsx'
import { Button } from '../ui/button.tsx'
import { documentActions } from './documents.ts'
import { FEATURES } from './features.ts'
import { session } from './page-session.ts'
import { Broken } from './part.tsx'

const DIALOGS: ReadonlyMap<string, ComponentType<PartProps>> = new Map(
  FEATURES.flatMap(({ dialog }) => (dialog ? [[dialog.id, lazyPart(dialog.load)] as const] : [])),
)

const KEYS = keysOf(FEATURES, session, documentActions)

/** Dialogs are loaded when one is first asked for, and then stay, so that they can close in their own time. Their keys come along. */
export default function Dialogs() {
  const dialog = useStore(pageStore, (state) => state.dialog)
  const asked = useRef(new Set<string>())
  useLateKeys(KEYS)
  if (dialog !== null) asked.current.add(dialog)
  return [...asked.current].map((name) => {
    const Content = DIALOGS.get(name)
    return Content ? (
      <Boundary
        key={name}
        fallback={(error, again) => <BrokenDialog name={name} error={error} onAgain={again} />}
      >
        <Suspense fallback={null}>
          <Content actions={documentActions} features={FEATURES} />
        </Suspense>
      </Boundary>
    ) : null
  })
}

interface BrokenDialogProps {
  readonly name: string
  readonly error: unknown
  readonly onAgain: () => void
}

/** Stands where the dialog would, for as long as that is asked for; whoever asks anew tries it again. */
function BrokenDialog({ name, error, onAgain }: BrokenDialogProps) {
  const t = useT()
  const open = useDialog(name)
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
      <Button variant="line" onClick={() => closeDialog()}>
        {t('broken.close')}
      </Button>
    </Broken>
  )
}
