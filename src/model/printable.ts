/**
 * Characters that a terminal obeys instead of showing, or that reorder what stands around them: control characters, marks
 * and overrides of direction (Unicode Standard Annex 9), separators of lines, and halves of pairs.
 */
const OBEYED = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu

/** Words of a document as a terminal may show them: what it would obey is written as its number. */
export const printable = (text: string): string => text.replace(OBEYED, escaped)

/** The same for a text of several lines, whose parts have been made printable one by one: its line ends stay. */
export const printableLines = (text: string): string =>
  text.replace(OBEYED, (character) => (character === '\n' ? character : escaped(character)))

/** JSON that a terminal only shows: what it would obey is written as its number, which reads back as the same. */
export const printableJson = (value: unknown, indent = 0): string =>
  printableLines(JSON.stringify(value, null, indent))

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Figures and names of a sentence, made printable. */
export const printableValues = (
  values: Readonly<Record<string, string | number>>,
): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? printable(value) : value]),
  )
