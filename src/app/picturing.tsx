import { designLink } from '../document/link/link.ts'
import { LivePicture } from '../features/canvas/live-picture.ts'
import { PictureDialog } from '../features/picture/picture-dialog.tsx'
import { designStore } from '../store/stores.ts'
import { pageAddress } from './page-address.ts'

const source = new LivePicture()

/** The dialog that makes pictures of what the canvas shows. */
export default function Picturing() {
  return <PictureDialog source={source} link={addressOfDesign} />
}

const addressOfDesign = async (): Promise<string> =>
  `${pageAddress()}#${designLink(designStore.getState().design)}`
