import type { DiagramLink, LinkEnd } from './diagram.ts'
import { isSpace, type Scanner } from './scanner.ts'

/** A link without its two nodes. */
export interface LinkShape extends Pick<DiagramLink, 'text' | 'stroke' | 'tail' | 'head'> {
  /** An id as in `e1@-->`, or an empty string. */
  readonly id: string
}

/** The line of a link from its tail to its head; `open` where words are to follow, as after `--` and `-.`. */
interface Line extends Pick<DiagramLink, 'stroke' | 'tail' | 'head'> {
  readonly end: number
  readonly open: boolean
}

const ENDS: Readonly<Record<string, LinkEnd>> = { '<': 'arrow', '>': 'arrow', x: 'cross', o: 'circle' }

/**
 * Reads a link where one begins, with its words in either form, and what stands before it as its id. Null where there is
 * none; `unclosed` where words begin and the rest of the link is missing on the line.
 */
export function readLink(scanner: Scanner): LinkShape | 'unclosed' | null {
  const start = scanner.at
  // An id is sought only where no link begins: a chain without spaces would be looked through from each of its links.
  const bare = lineAt(scanner, start)
  const id = bare ? '' : readLinkId(scanner)
  const line = bare ?? (id === '' ? null : lineAt(scanner, scanner.at))
  if (!line) {
    scanner.at = start
    return null
  }
  scanner.at = line.end
  const { stroke, tail, head } = line
  if (!line.open) return { id, text: readPipedText(scanner), stroke, tail, head }
  const close = closingLine(scanner, line)
  if (!close) {
    scanner.at = start
    return 'unclosed'
  }
  const text = unquoted(scanner.text.slice(line.end, close.from))
  scanner.at = close.line.end
  return { id, text: text + readPipedText(scanner), stroke, tail, head: close.line.head }
}

/** `e1@` right before a link. */
function readLinkId(scanner: Scanner): string {
  let end = scanner.at
  for (; end < scanner.text.length; end++) {
    scanner.steps++
    const character = scanner.text[end]!
    if (character === '@') break
    if (isSpace(character, true) || '"[](){}|;'.includes(character)) return ''
  }
  if (end === scanner.at || !lineAt(scanner, end + 1)) return ''
  const id = scanner.text.slice(scanner.at, end)
  scanner.at = end + 1
  return id
}

/** The grammar of mermaid's lexer: `[xo<]?--+[-xo>]`, the same with `=`, `-?.+-[xo>]?`, and `~~~`. */
function lineAt(scanner: Scanner, at: number): Line | null {
  const { text } = scanner
  const tailed = ENDS[text[at] ?? ''] !== undefined && text[at] !== '>'
  const tail = tailed ? ENDS[text[at]!]! : 'none'
  const from = tailed ? at + 1 : at
  const line =
    solidLine(scanner, from, '-', 'normal') ??
    solidLine(scanner, from, '=', 'thick') ??
    dottedLine(scanner, from)
  if (line) return { ...line, tail }
  const waves = run(scanner, at, '~')
  return waves < 3 ? null : { stroke: 'invisible', tail: 'none', head: 'none', end: at + waves, open: false }
}

function solidLine(
  scanner: Scanner,
  from: number,
  dash: string,
  stroke: 'normal' | 'thick',
): Omit<Line, 'tail'> | null {
  const count = run(scanner, from, dash)
  if (count < 2) return null
  const end = from + count
  const head = ENDS[scanner.text[end] ?? '']
  if (head && scanner.text[end] !== '<') return { stroke, head, end: end + 1, open: false }
  return { stroke, head: 'none', end, open: count === 2 }
}

function dottedLine(scanner: Scanner, from: number): Omit<Line, 'tail'> | null {
  const { text } = scanner
  const dashed = text[from] === '-'
  const first = dashed ? from + 1 : from
  const dots = run(scanner, first, '.')
  if (dots === 0) return null
  const end = first + dots
  if (text[end] !== '-') return dashed ? { stroke: 'dotted', head: 'none', end: first + 1, open: true } : null
  const head = ENDS[text[end + 1] ?? '']
  if (head && text[end + 1] !== '<') return { stroke: 'dotted', head, end: end + 2, open: false }
  return { stroke: 'dotted', head: 'none', end: end + 1, open: false }
}

function run(scanner: Scanner, from: number, character: string): number {
  let at = from
  while (scanner.text[at] === character) at++
  scanner.steps += at - from + 1
  return at - from
}

/** The other half of a link with words, on the same line: the first of its stroke that is no beginning again. */
function closingLine(scanner: Scanner, open: Line): { readonly from: number; readonly line: Line } | null {
  const { text } = scanner
  const end = scanner.lineEnd(open.end)
  for (let at = open.end; at < end; at++) {
    scanner.steps++
    if (text[at] === '"') {
      const close = scanner.find('"', at + 1)
      if (close < end) at = close
      continue
    }
    if (!'-=.xo<'.includes(text[at]!)) continue
    const line = lineAt(scanner, at)
    if (line && !line.open && line.stroke === open.stroke) return { from: at, line }
    if (line && line.tail === 'none') at = line.end - 1
    else if (text[at] === '.') at += run(scanner, at, '.') - 1
  }
  return null
}

/** Words between bars right behind a link: `-->|words|`. */
function readPipedText(scanner: Scanner): string {
  const start = scanner.at
  scanner.skipSpaces(true)
  if (!scanner.take('|')) {
    scanner.at = start
    return ''
  }
  const from = scanner.at
  let end = scanner.find('|', from)
  const quote = scanner.find('"', from)
  if (quote < end) end = scanner.find('|', Math.min(scanner.find('"', quote + 1), scanner.text.length))
  if (end > scanner.lineEnd(from) && scanner.text.slice(from, end).trimStart()[0] !== '"')
    end = scanner.lineEnd(from)
  scanner.at = Math.min(end + 1, scanner.text.length)
  return unquoted(scanner.text.slice(from, end))
}

function unquoted(words: string): string {
  const text = words.trim()
  const inner = text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
  return inner.length > 1 && inner.startsWith('`') && inner.endsWith('`')
    ? inner.slice(1, -1).trim()
    : inner.trim()
}
