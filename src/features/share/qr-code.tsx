import { useMemo } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { QR_BYTES_MAX, qrPicture } from './qr-path.ts'

/** Pixels of a module that a phone still tells apart on a usual screen. */
const MODULE_PX = 2

/** The link as a QR code: black on white in either theme, because readers expect it so. */
export function QrCode({ link }: { readonly link: string | null }) {
  const t = useT()
  const picture = useMemo(() => (link === null ? null : qrPicture(link)), [link])
  if (picture === null)
    return (
      <p className="share-note">{t('share.qrTooLong', { limit: QR_BYTES_MAX.toLocaleString(t.language) })}</p>
    )
  const { size, path } = picture
  return (
    <svg
      className="share-qr"
      role="img"
      aria-label={t('share.qr')}
      viewBox={`0 0 ${size} ${size}`}
      style={{ minWidth: size * MODULE_PX }}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={path} />
    </svg>
  )
}
