import { encode } from 'uqr'

/** Bytes that the largest code holds at the lowest level of correction (ISO/IEC 18004, version 40-L, byte mode). */
export const QR_BYTES_MAX = 2953
/** Light modules that a reader needs on every side (ISO/IEC 18004, 5.3.8). */
const QUIET_ZONE = 4

export interface QrPicture {
  /** Modules on a side, the quiet zone included. */
  readonly size: number
  /** Dark modules as the path of one SVG element, a module being a unit. */
  readonly path: string
}

/** A QR code of an address; null where it is too long for one. */
export function qrPicture(address: string): QrPicture | null {
  if (new TextEncoder().encode(address).length > QR_BYTES_MAX) return null
  const { data, size } = encode(address, { ecc: 'L', border: QUIET_ZONE })
  return { size, path: data.map(rowPath).join('') }
}

/** Dark modules beside one another become one rectangle. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x++) {
    if (row[x] !== true) continue
    const from = x
    while (row[x + 1] === true) x++
    const width = x + 1 - from
    path += `M${from} ${y}h${width}v1h-${width}z`
  }
  return path
}
