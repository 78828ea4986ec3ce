/**
 * What nobody types into a name, and what makes one lie: control characters, embeddings, overrides and isolates of the
 * writing direction, and halves of a character.
 */
const UNWANTED_IN_LINE = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/gu
/** Notes may have line breaks and tabs. */
const UNWANTED_IN_TEXT = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/gu

/** One line without what a name must not hold; line breaks and tabs become spaces. */
export const cleanLine = (text: string): string =>
  text.replace(/[\n\r\t]+/g, ' ').replace(UNWANTED_IN_LINE, '')

/** Text of several lines without what it must not hold. */
export const cleanText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNWANTED_IN_TEXT, '')

/** At most so many UTF-16 units, and never half a character. */
export function clipped(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}

/** A short form of a text that may be of any length, for a message. */
export const shortened = (text: string, max = 60): string =>
  text.length > max ? `${clipped(text, max - 1)}…` : text
