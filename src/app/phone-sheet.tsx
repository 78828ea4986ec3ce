import type { ReactNode } from 'react'
import { useT } from '../i18n/use-t.ts'
import { Dialog } from '../ui/dialog.tsx'

interface PhoneSheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A panel of a phone, which rises over the page when it is asked for. */
export default function PhoneSheet({ title, onClose, children }: PhoneSheetProps) {
  const t = useT()
  return (
    <Dialog open onClose={onClose} title={title} closeLabel={t('dialog.close')} shape="sheet">
      {children}
    </Dialog>
  )
}
