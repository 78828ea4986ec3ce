import { type Diagram, leftOut, type Place } from './diagram.ts'
import { DiagramBuilder } from './diagram-builder.ts'
import type { Prelude } from './prelude.ts'
import type { Scanner } from './scanner.ts'

interface Line {
  readonly text: string
  /** Position of its first letter in the whole text. */
  readonly from: number
}

/** `service id(icon)[Title] in group`; icon and title may be missing, and both may be quoted. */
const PART =
  /^(group|service)\s+([^\s()[\]:{}]{1,200})\s*(?:\(\s*"?([^)"]{0,200})"?\s*\))?\s*(?:\["?([^\]"]{0,400})"?\])?\s*(?:in\s+(\S{1,200}))?$/
const JUNCTION = /^junction\s+([^\s()[\]:{}]{1,200})\s*(?:in\s+(\S{1,200}))?$/
/** `a:R --> L:b`, `a{group}:B <-[words]-> T:b{group}`. */
const EDGE =
  /^([^\s:{}]{1,200})(?:\{group\})?\s*:\s*[LRTB]\s*(<?)\s*-(?:-|\[([^\]]{0,400})\]-)\s*(>?)\s*[LRTB]\s*:\s*([^\s:{}]{1,200})(?:\{group\})?$/
const OTHER = /^(align|accTitle|accDescr|title)\b/

const ICONS: Readonly<Record<string, 'cylinder' | 'disk' | 'cloud'>> = {
  database: 'cylinder',
  disk: 'disk',
  cloud: 'cloud',
}

/** Reads the statements of an `architecture-beta`, whose first word has been passed: one a line. */
export function readArchitecture(scanner: Scanner, { title, own, leftOut: found }: Prelude): Diagram {
  const builder = new DiagramBuilder(found)
  const lines = linesOf(scanner)
  // An edge or a part may speak of what is declared after it.
  const rest = lines.filter((line) => !readPart(builder, line, scanner.place(line.from)))
  let named = title
  for (const line of rest) {
    const place = scanner.place(line.from)
    if (line.text.startsWith('title ')) named = line.text.slice('title '.length).trim()
    else if (!OTHER.test(line.text) && !readEdge(builder, line.text, place))
      builder.leftOut.push(leftOut('syntax', place, line.text))
  }
  homeless(builder)
  return builder.build(named, own, scanner.steps)
}

function linesOf(scanner: Scanner): Line[] {
  const lines: Line[] = []
  while (!scanner.done) {
    scanner.skipSpaces(true)
    const from = scanner.at
    const end = scanner.lineEnd()
    const text = scanner.text
      .slice(from, end)
      .replace(/\s{2,200}%%.*$/, '')
      .trim()
    scanner.steps += end - from
    scanner.at = end
    if (text !== '') lines.push({ text, from })
  }
  return lines
}

function readPart(builder: DiagramBuilder, { text }: Line, at: Place): boolean {
  const junction = JUNCTION.exec(text)
  if (junction) {
    builder.node(junction[1]!, at, true).frame = junction[2] ?? null
    return true
  }
  const part = PART.exec(text)
  if (!part) return false
  const [, sort, id = '', icon = '', label, parent = null] = part
  if (sort === 'group') {
    const frame = { id, text: label ?? id, classes: [], hints: [icon], parent, at }
    if (!builder.frames.has(id)) builder.frames.set(id, frame)
    return true
  }
  const node = builder.node(id, at)
  node.text = label ?? null
  node.frame = parent
  node.hints.push(icon)
  if (Object.hasOwn(ICONS, icon)) node.shape = ICONS[icon]!
  return true
}

function readEdge(builder: DiagramBuilder, text: string, at: Place): boolean {
  const edge = EDGE.exec(text)
  if (!edge) return false
  const [, source = '', tail, words = '', head, target = ''] = edge
  for (const id of [source, target]) {
    if (builder.nodes.has(id) || builder.frames.has(id)) continue
    builder.leftOut.push(leftOut('unknownService', at, text, { id }))
    return true
  }
  const ends = { tail: tail === '' ? 'none' : 'arrow', head: head === '' ? 'none' : 'arrow' } as const
  builder.connect([source], [target], { text: words.trim(), stroke: 'normal', ...ends, at }, text)
  return true
}

/** What stands in a group that is nowhere stands free, and is said. */
function homeless(builder: DiagramBuilder): void {
  const say = (at: Place, id: string) => builder.leftOut.push(leftOut('unknownService', at, id, { id }))
  for (const node of builder.nodes.values()) {
    if (node.frame === null || builder.frames.has(node.frame)) continue
    say(node.at, node.frame)
    node.frame = null
  }
  for (const [id, frame] of builder.frames) {
    if (frame.parent === null || (builder.frames.has(frame.parent) && !isRound(builder, id))) continue
    say(frame.at, frame.parent)
    builder.frames.set(id, { ...frame, parent: null })
  }
}

/** Whether a group lies in itself. */
function isRound(builder: DiagramBuilder, id: string): boolean {
  const seen = new Set<string>()
  for (let at: string | null | undefined = id; at; at = builder.frames.get(at)?.parent) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}
