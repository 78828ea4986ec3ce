/** Bytes as text that survives in an address, and a checksum over it. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((char, value) => [char, value]))

/** Characters of a checksum: 24 bits. */
export const CHECK_LENGTH = 4

/** base64url (RFC 4648, section 5) without padding. */
export function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const chars = Math.min(4, bytes.length - i + 1)
    for (let c = 0; c < chars; c++) text += ALPHABET[(group >> (18 - 6 * c)) & 63]
  }
  return text
}

/** Place of the first character that base64url does not know, or -1. */
export const foreignAt = (text: string): number => [...text].findIndex((char) => !VALUES.has(char))

/** The bytes of a text that holds nothing foreign. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let at = 0
  for (let i = 0; i < text.length; i += 4) {
    let group = 0
    for (let c = 0; c < 4; c++) group = (group << 6) | (VALUES.get(text[i + c] ?? 'A') ?? 0)
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (group >> shift) & 255
  }
  return bytes
}

/** FNV-1a of 32 bits (Fowler, Noll, Vo), folded to 24 as its authors say, as four characters. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  const folded = ((hash >>> 24) ^ hash) & 0xffffff
  return base64url(Uint8Array.of(folded >>> 16, (folded >>> 8) & 255, folded & 255))
}
