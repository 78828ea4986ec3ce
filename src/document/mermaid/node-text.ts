import type { ShapeHint } from './diagram.ts'
import { isSpace, type Scanner } from './scanner.ts'

export interface NodeText {
  readonly text: string
  readonly shape: ShapeHint
  /** The bracket was never closed: the text is what stands before the next link or the end of the line. */
  readonly unclosed: boolean
}

interface Bracket {
  readonly open: string
  readonly close: readonly string[]
  readonly shape: ShapeHint
}

/** Every bracket of mermaid, the longer ones first. */
const BRACKETS: readonly Bracket[] = [
  { open: '(((', close: [')))'], shape: 'plain' },
  { open: '((', close: ['))'], shape: 'plain' },
  { open: '([', close: ['])'], shape: 'plain' },
  { open: '(-', close: ['-)'], shape: 'plain' },
  { open: '(', close: [')'], shape: 'plain' },
  { open: '[[', close: [']]'], shape: 'plain' },
  { open: '[(', close: [')]'], shape: 'cylinder' },
  { open: '[/', close: ['/]', '\\]'], shape: 'plain' },
  { open: '[\\', close: ['\\]', '/]'], shape: 'plain' },
  { open: '[|', close: [']'], shape: 'plain' },
  { open: '[', close: [']'], shape: 'plain' },
  { open: '{{', close: ['}}'], shape: 'plain' },
  { open: '{', close: ['}'], shape: 'plain' },
  { open: '>', close: [']'], shape: 'plain' },
]

/** The text in the brackets that stand here, or null where there are none. */
export function readNodeText(scanner: Scanner): NodeText | null {
  const bracket = BRACKETS.find(({ open }) => scanner.starts(open))
  if (!bracket) return null
  scanner.at += bracket.open.length
  if (bracket.open === '[|') scanner.at = Math.min(scanner.find('|', scanner.at) + 1, scanner.lineEnd())
  return readBracketed(scanner, bracket)
}

/** A text up to `]`, whose bracket has been passed. */
export const readTitle = (scanner: Scanner): NodeText =>
  readBracketed(scanner, { open: '[', close: [']'], shape: 'plain' })

function readBracketed(scanner: Scanner, bracket: Bracket): NodeText {
  return (
    readQuoted(scanner, bracket) ??
    readOnLine(scanner, bracket) ??
    readOverLines(scanner, bracket) ??
    readUnclosed(scanner, bracket)
  )
}

/** `"text"` right up to the closing bracket; it may span lines. */
function readQuoted(scanner: Scanner, { close, shape }: Bracket): NodeText | null {
  let from = scanner.at
  while (isSpace(scanner.text[from] ?? '', true)) from++
  scanner.steps += from - scanner.at
  if (scanner.text[from] !== '"') return null
  const end = scanner.find('"', from + 1)
  let behind = end + 1
  while (isSpace(scanner.text[behind] ?? '', true)) behind++
  scanner.steps += behind - end
  const closing = close.find((word) => scanner.starts(word, behind))
  if (closing === undefined) return null
  scanner.at = behind + closing.length
  return { text: withoutBackticks(scanner.text.slice(from + 1, end)), shape, unclosed: false }
}

/** Plain text whose bracket closes on the line; brackets of the same sort inside it are matched, which mermaid refuses. */
function readOnLine(scanner: Scanner, { open, close, shape }: Bracket): NodeText | null {
  const { text, at: from } = scanner
  const end = scanner.lineEnd()
  const inner = close[0]!.length === 1 ? open.at(-1)! : ''
  let depth = 0
  for (let at = from; at < end; at++) {
    scanner.steps++
    if (text[at] === '"') at = Math.min(scanner.find('"', at + 1), end)
    else if (text[at] === inner && inner !== '>' && inner !== '|') depth++
    else {
      const closing = close.find((word) => scanner.starts(word, at))
      if (closing === undefined) continue
      if (depth > 0) depth--
      else {
        scanner.at = at + closing.length
        return { text: text.slice(from, at), shape, unclosed: false }
      }
    }
  }
  return null
}

/** Plain text over several lines, as far as no other bracket stands in it. */
function readOverLines(scanner: Scanner, { close, shape }: Bracket): NodeText | null {
  const { text, at: from } = scanner
  let at = from
  while (at < text.length && !'[](){}|"'.includes(text[at]!) && text[at] !== ';') at++
  scanner.steps += at - from
  if (text[at - 1] === '/' || text[at - 1] === '\\') at--
  const closing = close.find((word) => scanner.starts(word, at))
  if (closing === undefined || hasLink(text.slice(from, at))) return null
  scanner.at = at + closing.length
  return { text: text.slice(from, at), shape, unclosed: false }
}

const LINK = /--|==|-\./
const hasLink = (text: string): boolean => LINK.test(text)

function readUnclosed(scanner: Scanner, { shape }: Bracket): NodeText {
  const rest = scanner.text.slice(scanner.at, scanner.lineEnd())
  scanner.steps += rest.length
  const link = rest.search(LINK)
  const text = link < 0 ? rest : rest.slice(0, link)
  scanner.at += text.length
  return { text: text.replace(/["\])}]/g, '').trim(), shape, unclosed: true }
}

/** A markdown string is a quoted one in backticks. */
function withoutBackticks(text: string): string {
  const trimmed = text.trim()
  return trimmed.length > 1 && trimmed.startsWith('`') && trimmed.endsWith('`') ? trimmed.slice(1, -1) : text
}
