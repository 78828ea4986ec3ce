import type { ReactNode } from 'react'
import { useT } from '../i18n/use-t.ts'
import { uiStore } from '../store/stores.ts'
import { Dialog } from '../ui/dialog.tsx'

/** The palette of a phone, which rises over the page when it is asked for. */
export default function PaletteSheet({ children }: { readonly children: ReactNode }) {
  const t = useT()
  return (
    <Dialog
      open
      onClose={() => uiStore.setState({ paletteOpen: false })}
      title={t('palette.label')}
      closeLabel={t('dialog.close')}
      shape="sheet"
    >
      {children}
    </Dialog>
  )
}
