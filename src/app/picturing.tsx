import { designLink } from '../document/link/link.ts'
import { LivePicture } from '../features/canvas/live-picture.ts'
import { PictureDialog } from '../features/picture/picture-dialog.tsx'
import { pageAddress } from './page-address.ts'
import { session } from './page-session.ts'

const source = new LivePicture(session)

/** The dialog that makes pictures of what the canvas shows. */
export default function Picturing() {
  return <PictureDialog source={source} link={addressOfDesign} />
}

const addressOfDesign = async (): Promise<string> =>
  `${pageAddress()}#${designLink(session.design.getState().design)}`
