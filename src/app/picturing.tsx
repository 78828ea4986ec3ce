import { designLink } from '../document/link/link.ts'
import { LivePicture } from '../features/canvas/live-picture.ts'
import { PictureDialog } from '../features/picture/picture-dialog.tsx'
import { designStore } from '../store/stores.ts'

const source = new LivePicture()

/** The dialog that makes pictures of what the canvas shows. */
export default function Picturing() {
  return <PictureDialog source={source} link={addressOfDesign} />
}

/** Without what stands behind the address at the moment, which may be another document. */
const addressOfDesign = async (): Promise<string> =>
  `${location.origin}${location.pathname}#${designLink(designStore.getState().design)}`
