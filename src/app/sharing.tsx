import { ShareDialog } from '../features/share/share-dialog.tsx'
import type { PartProps } from '../page/feature.ts'
import { isLocalAddress, pageAddress } from './page-address.ts'
import { canvas } from './page-canvas.ts'

/** The dialog that makes links of what is open. */
export default function Sharing({ actions }: PartProps) {
  const address = pageAddress()
  return (
    <ShareDialog
      address={address}
      local={isLocalAddress(address)}
      view={canvas.view}
      onSaveFile={actions.saveFile}
    />
  )
}
