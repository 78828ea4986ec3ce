import { type LeftOut, leftOut, type Place } from './diagram.ts'

/** A text in which everything that mermaid takes out before it parses is blank, so that places stay right. */
export interface Prelude {
  readonly text: string
  /** From the front matter, or an empty string. */
  readonly title: string
  /** Whether the mark of `writeMermaid` stands in it. */
  readonly own: boolean
  readonly leftOut: readonly LeftOut[]
  /** Characters looked at for the ends of directives. */
  readonly steps: number
}

/** The comment by which a text of our own is known. */
export const OWN_MARK = '%% faultline design'

const DIRECTIVE = '%%{'
const DIRECTIVE_END = '}%%'
const FENCE = /^[ \t]*```[ \t]*mermaid\b/
const FENCE_END = /^[ \t]*```/
const BIDI = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Blanks byte order mark, code fence, front matter, comments and directives. */
export function prelude(source: string): Prelude {
  const lines = source
    .replace(/\r(?!\n)/g, '\n')
    .replace(BIDI, ' ')
    .split('\n')
  unfence(lines)
  const title = blankFrontMatter(lines)
  const out: LeftOut[] = []
  let own = false
  let steps = 0
  const isEnd = (line: string): boolean => {
    steps += line.length + 1
    return line.includes(DIRECTIVE_END)
  }
  // What begins behind the last end is not closed, and need not look for one again.
  let lastEnd = lines.length - 1
  while (lastEnd >= 0 && !isEnd(lines[lastEnd]!)) lastEnd--
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trimStart()
    if (line.startsWith(DIRECTIVE) && i <= lastEnd) i = blankDirective(lines, i, isEnd)
    else if (line.startsWith(DIRECTIVE)) {
      const place: Place = { line: i + 1, column: lines[i]!.indexOf(DIRECTIVE) + 1 }
      out.push(leftOut('unclosed', place, line, { bracket: DIRECTIVE }))
      lines[i] = ''
    } else if (line.startsWith('%%')) {
      own ||= line.startsWith(OWN_MARK)
      lines[i] = ''
    }
  }
  return { text: lines.join('\n'), title, own, leftOut: out, steps }
}

/** Of a page in markdown only what stands in its first block of mermaid counts. */
function unfence(lines: string[]): void {
  const start = lines.findIndex((line) => FENCE.test(line))
  if (start < 0) return
  const end = lines.findIndex((line, i) => i > start && FENCE_END.test(line))
  for (let i = 0; i < lines.length; i++) if (i <= start || (end >= 0 && i >= end)) lines[i] = ''
}

function blankFrontMatter(lines: string[]): string {
  const start = lines.findIndex((line) => line.trim() !== '')
  if (start < 0 || lines[start]!.trim() !== '---') return ''
  const end = lines.findIndex((line, i) => i > start && line.trim() === '---')
  if (end < 0) return ''
  let title = ''
  for (let i = start; i <= end; i++) {
    const line = lines[i]!
    if (line.startsWith('title:'))
      title = line
        .slice('title:'.length)
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
    lines[i] = ''
  }
  return title
}

/** `%%{init: … }%%`, on one line or over several, which is closed; gives the line on which it ends. */
function blankDirective(lines: string[], from: number, isEnd: (line: string) => boolean): number {
  let end = from
  for (; !isEnd(lines[end]!); end++) lines[end] = ''
  const behind = lines[end]!.indexOf(DIRECTIVE_END) + DIRECTIVE_END.length
  lines[end] = ' '.repeat(behind) + lines[end]!.slice(behind)
  return end
}
