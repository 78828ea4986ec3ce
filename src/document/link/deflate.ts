import { deflateSync, Inflate, strToU8 } from 'fflate'
import { VOCABULARY_1 } from './vocabulary.ts'

/** Largest data that a link may hold when it is inflated. */
export const INFLATED_MAX = 1024 * 1024
/** Compressed bytes between two looks at how much has come out: at most a thousand times as many. */
const STEP = 256

const dictionary = strToU8(VOCABULARY_1)

export const deflated = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 9, dictionary })

/** The data, or why there is none: what is not deflated data, or would grow beyond the limit. */
export function inflated(bytes: Uint8Array): Uint8Array | 'damaged' | 'tooLarge' {
  const parts: Uint8Array[] = []
  let length = 0
  let ended = false
  const inflate = new Inflate({ dictionary }, (part, final) => {
    parts.push(part)
    length += part.length
    ended ||= final
  })
  try {
    for (let at = 0; at < bytes.length; at += STEP) {
      inflate.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length)
      if (length > INFLATED_MAX) return 'tooLarge'
    }
  } catch {
    return 'damaged'
  }
  return ended ? joined(parts, length) : 'damaged'
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
