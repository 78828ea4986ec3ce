import { DESIGN_LIMITS } from '../../model/design.ts'

/** What people read in a label: its first line says what a thing is, the others say more about it. */
export interface Label {
  readonly text: string
  readonly lines: readonly string[]
  /** Names of icons inside it: `fa:fa-database`. */
  readonly hints: readonly string[]
}

const BREAK = /<br\s{0,9}\/?>|\\n|\n/gi
/** Longest tag that is taken out; without a bound a text of nothing but `<` would take squared time. */
const TAG = /<\/?[a-z][^<>]{0,200}>/gi
const ICON = /\bfa[bsrlk]?:fa-[\w-]{1,60}/g
const ENTITY = /[&#](#?\w{1,10});/g
const EMPHASIS = /\*\*|__|~~/g
const SLANTED = /\*([^*\s][^*]{0,200})\*/g
/** Control characters, and marks that turn the direction of writing and so could disguise a name. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const ENTITIES: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  nbsp: ' ',
  semi: ';',
  colon: ':',
  comma: ',',
  num: '#',
  hash: '#',
  lpar: '(',
  rpar: ')',
  lbrack: '[',
  rbrack: ']',
  lbrace: '{',
  rbrace: '}',
}

export function readLabel(written: string): Label {
  const hints = written.match(ICON) ?? []
  const lines = written
    .replace(ICON, '')
    .replace(BREAK, '\n')
    .split('\n')
    .map(plain)
    .filter((line) => line !== '')
  return { text: shortened(lines.join(' ')), lines, hints }
}

const plain = (line: string): string =>
  line
    .replace(TAG, '')
    .replace(ENTITY, decoded)
    .replace(EMPHASIS, '')
    .replace(SLANTED, '$1')
    .replace(LONE, '')
    .replace(/\s+/g, ' ')
    .replace(UNSEEN, '')
    .trim()

/** Entities as mermaid writes them (`#quot;`, `#9829;`) and as HTML does (`&amp;`, `&#9829;`). */
function decoded(whole: string, name: string): string {
  if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name]!
  const digits = name.replace(/^#/, '')
  const code = /^\d+$/.test(digits)
    ? Number(digits)
    : /^x[0-9a-f]+$/i.test(digits)
      ? Number(`0${digits}`)
      : -1
  return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole
}

function shortened(text: string): string {
  if (text.length <= DESIGN_LIMITS.labelLength) return text
  return `${text.slice(0, DESIGN_LIMITS.labelLength - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
