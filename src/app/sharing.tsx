import { ShareDialog } from '../features/share/share-dialog.tsx'
import { isLocalAddress, pageAddress } from './page-address.ts'
import { canvas } from './page-canvas.ts'

interface SharingProps {
  readonly onSaveFile: () => void
}

/** The dialog that makes links of what is open. */
export default function Sharing({ onSaveFile }: SharingProps) {
  const address = pageAddress()
  return (
    <ShareDialog
      address={address}
      local={isLocalAddress(address)}
      view={canvas.view}
      onSaveFile={onSaveFile}
    />
  )
}
