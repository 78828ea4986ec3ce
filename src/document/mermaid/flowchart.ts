import { type Diagram, leftOut, type Place } from './diagram.ts'
import { DiagramBuilder } from './diagram-builder.ts'
import { type LinkShape, readLink } from './link.ts'
import { readNodeData } from './node-data.ts'
import { readNodeText, readTitle } from './node-text.ts'
import type { Prelude } from './prelude.ts'
import { isSpace, type Scanner } from './scanner.ts'

interface OpenFrame {
  readonly id: string
  readonly at: Place
  /** Ids of the nodes that it speaks of, which are its own unless an earlier one has taken them. */
  readonly mentioned: Set<string>
}

/** Statements that change how a diagram looks, and not what is in it. */
const LOOKS = ['classDef', 'style', 'linkStyle', 'click', 'accTitle', 'accDescr', 'interpolate', 'title']
const DIRECTIONS = ['TB', 'TD', 'BT', 'RL', 'LR']
/** Longest keyword, and so the longest word that is looked at to find one. */
const KEYWORD_MAX = 10

/** Reads the statements of a `flowchart` or `graph`, whose first word has been passed. */
export function readFlowchart(scanner: Scanner, { title, own, leftOut: found }: Prelude): Diagram {
  const reader = new FlowchartReader(scanner, found)
  reader.read()
  return reader.builder.build(title, own, scanner.steps)
}

class FlowchartReader {
  readonly builder: DiagramBuilder
  readonly #scanner: Scanner
  readonly #open: OpenFrame[] = []
  readonly #linkIds = new Set<string>()
  /** From `class a,b name`; it may stand before what it names. */
  readonly #classes: (readonly [id: string, name: string])[] = []
  #unnamed = 0

  constructor(scanner: Scanner, found: Prelude['leftOut']) {
    this.#scanner = scanner
    this.builder = new DiagramBuilder(found)
  }

  read(): void {
    const scanner = this.#scanner
    this.#direction()
    for (;;) {
      while (!scanner.done && (isSpace(scanner.peek(), true) || scanner.peek() === ';')) scanner.at++
      if (scanner.done) break
      const before = scanner.at
      this.#statement()
      // Whatever it was, the reader never stays where it is.
      if (scanner.at === before) scanner.at++
    }
    for (const { id, at } of [...this.#open].reverse()) {
      this.builder.leftOut.push(leftOut('subgraphWithoutEnd', at, this.builder.frames.get(id)?.text || id))
      this.#closeFrame()
    }
    for (const [id, name] of this.#classes) {
      const thing = this.builder.frames.get(id) ?? this.builder.nodes.get(id)
      thing?.classes.push(name)
    }
  }

  /** The direction does not matter, because designs are laid out anew; but a word that is none is said. */
  #direction(): void {
    const scanner = this.#scanner
    scanner.skipSpaces()
    const word = this.#keyword()
    if (DIRECTIONS.includes(word) || word === 'BR' || word === 'v') scanner.at += word.length
    else if ('<>^'.includes(scanner.peek()) && !scanner.done) scanner.at++
    else if (word !== '' && '\n;'.includes(scanner.peek(word.length).trim() || '\n')) {
      const at = scanner.at
      scanner.at += word.length
      scanner.skipSpaces()
      if (scanner.done || '\n;'.includes(scanner.peek())) this.#leave('header', at)
      else scanner.at = at
    }
  }

  #statement(): void {
    const scanner = this.#scanner
    const word = this.#keyword()
    const behind = scanner.peek(word.length)
    const ends = behind === '' || behind === ';' || isSpace(behind, true)
    if (word === 'subgraph' && ends) this.#subgraph()
    else if (word === 'end' && ends) this.#end()
    else if (word === 'class' && ends) this.#class()
    else if (word === 'direction' && ends) this.#skipStatement(false)
    else if (LOOKS.includes(word) && (ends || behind === ':')) this.#look(word)
    else if (!this.#chain()) this.#leaveRest()
  }

  /** The word of letters that stands here; what is longer than any keyword is cut. */
  #keyword(): string {
    const { text, at } = this.#scanner
    let end = at
    while (end - at <= KEYWORD_MAX && /[A-Za-z]/.test(text[end] ?? '')) end++
    this.#scanner.steps += end - at + 1
    return text.slice(at, end)
  }

  #look(word: string): void {
    const scanner = this.#scanner
    if (word === 'accDescr' && scanner.text[scanner.lineEnd() - 1] === '{')
      scanner.at = Math.min(scanner.find('}', scanner.at) + 1, scanner.text.length)
    else this.#skipStatement(word === 'click')
  }

  /** To the end of the line, or to a semicolon before it where that ends a statement. */
  #skipStatement(wholeLine: boolean): void {
    const scanner = this.#scanner
    const end = scanner.lineEnd()
    scanner.at = wholeLine ? end : Math.min(end, scanner.find(';', scanner.at))
  }

  #class(): void {
    const scanner = this.#scanner
    const from = scanner.at + 'class'.length
    this.#skipStatement(false)
    const words = scanner.text.slice(from, scanner.at).trim().split(/\s+/)
    const name = words.pop() ?? ''
    for (const id of words.join('').split(',')) if (id !== '') this.#classes.push([id, name])
  }

  #subgraph(): void {
    const scanner = this.#scanner
    const at = scanner.place(scanner.at)
    const start = scanner.at
    scanner.at += 'subgraph'.length
    scanner.skipSpaces()
    const quoted = scanner.peek() === '"'
    const name = quoted ? this.#quotedTitle() : this.#plainTitle()
    let title = name
    let id = name === '' || /\s/.test(name) ? '' : name
    scanner.skipSpaces()
    if (scanner.take('[')) {
      const read = readTitle(scanner)
      if (read.unclosed) this.#leave('unclosed', start, { bracket: '[' })
      title = read.text
      id = name
    }
    if (scanner.starts('@{')) readNodeData(scanner)
    this.#restIsEmpty()
    this.#openFrame(id === '' ? this.#freshId() : id, title.trim(), at)
  }

  #quotedTitle(): string {
    const scanner = this.#scanner
    const end = scanner.find('"', scanner.at + 1)
    const stop = Math.min(end, scanner.lineEnd())
    const title = scanner.text.slice(scanner.at + 1, stop)
    scanner.at = Math.min(stop + 1, scanner.lineEnd())
    return title.replace(/^`|`$/g, '').trim()
  }

  #plainTitle(): string {
    const scanner = this.#scanner
    const from = scanner.at
    while (!scanner.done && !'[;\n'.includes(scanner.peek()) && !scanner.starts('@{')) scanner.at++
    return scanner.text.slice(from, scanner.at).trim()
  }

  #freshId(): string {
    let id = `subGraph${this.#unnamed++}`
    while (this.builder.frames.has(id) || this.builder.nodes.has(id)) id = `subGraph${this.#unnamed++}`
    return id
  }

  #openFrame(id: string, text: string, at: Place): void {
    if (!this.builder.frames.has(id)) {
      const parent = this.#open.at(-1)?.id ?? null
      this.builder.frames.set(id, { id, text, classes: [], hints: [], parent, at })
    }
    this.#open.push({ id, at, mentioned: new Set() })
  }

  #end(): void {
    const start = this.#scanner.at
    this.#scanner.at += 'end'.length
    if (this.#open.length === 0) this.#leave('endWithoutSubgraph', start)
    else this.#closeFrame()
    this.#restIsEmpty()
  }

  /** As in mermaid, a node belongs to the first subgraph to end that speaks of it. */
  #closeFrame(): void {
    const frame = this.#open.pop()!
    for (const id of frame.mentioned) {
      const node = this.builder.nodes.get(id)
      if (node && node.frame === null) node.frame = frame.id
    }
  }

  /** `a & b --> c --> d`: false where not even a node stands here. */
  #chain(): boolean {
    const scanner = this.#scanner
    const statement = scanner.at
    const known = this.builder.nodes.size
    let sources = this.#group()
    if (sources.length === 0) return false
    if (this.#isStray(sources, known)) {
      scanner.at = statement
      return false
    }
    for (;;) {
      const start = scanner.at
      scanner.skipSpaces(true)
      const from = scanner.at
      const link = readLink(scanner)
      if (link === null || link === 'unclosed') {
        scanner.at = link === null ? start : from
        if (link === 'unclosed') this.#leaveRest('unclosed')
        break
      }
      const linkEnd = scanner.at
      scanner.skipSpaces(true)
      const targets = this.#targets(linkEnd)
      if (targets.length === 0) {
        scanner.at = Math.min(linkEnd, scanner.lineEnd(from))
        this.#leave('noTarget', from)
        break
      }
      this.#connect(sources, targets, link, from)
      sources = targets
    }
    this.#restIsEmpty()
    return true
  }

  /** A lone word before something that is not understood is no node, but part of what is not understood. */
  #isStray(ids: readonly string[], known: number): boolean {
    const scanner = this.#scanner
    const id = ids[0]!
    const node = this.builder.nodes.get(id)
    if (ids.length > 1 || this.builder.nodes.size === known || node?.text !== null || node.hints.length > 0)
      return false
    const start = scanner.at
    scanner.skipSpaces(true)
    const followed = !scanner.done && scanner.place(scanner.at).line === scanner.place(start).line
    const stray = followed && scanner.peek() !== ';' && !scanner.starts('%%') && readLink(scanner) === null
    scanner.at = start
    if (stray) {
      this.builder.nodes.delete(id)
      this.#open.at(-1)?.mentioned.delete(id)
    }
    return stray
  }

  /** What a link leads to; on the next line it must be more than a lone word before something that is not understood. */
  #targets(linkEnd: number): string[] {
    if (this.#atKeyword(linkEnd)) return []
    const nextLine = this.#scanner.at > this.#scanner.lineEnd(linkEnd)
    const known = this.builder.nodes.size
    const targets = this.#group()
    return targets.length > 0 && nextLine && this.#isStray(targets, known) ? [] : targets
  }

  /** What begins a statement on the next line is not what a link leads to. */
  #atKeyword(linkEnd: number): boolean {
    const word = this.#keyword()
    const behind = this.#scanner.peek(word.length)
    if (word === '' || !(behind === '' || isSpace(behind, true))) return false
    if (word === 'end' || word === 'subgraph') return true
    const nextLine = this.#scanner.at > this.#scanner.lineEnd(linkEnd)
    return nextLine && (LOOKS.includes(word) || word === 'class' || word === 'direction')
  }

  #connect(sources: readonly string[], targets: readonly string[], link: LinkShape, from: number): void {
    const { id, ...shape } = link
    if (id !== '') this.#linkIds.add(id)
    const at = this.#scanner.place(from)
    const text = `${sources.join(' & ')} ${this.#words(from, this.#scanner.at)}`
    this.builder.connect(sources, targets, { ...shape, at }, text)
  }

  #words(from: number, to: number): string {
    return this.#scanner.text.slice(from, Math.min(to, from + 200)).replace(/\s+/g, ' ')
  }

  /** Nodes with `&` between them. */
  #group(): string[] {
    const scanner = this.#scanner
    const ids: string[] = []
    for (;;) {
      const id = this.#node()
      if (id === null) break
      ids.push(id)
      const behind = scanner.at
      scanner.skipSpaces()
      if (scanner.take('&')) scanner.skipSpaces()
      else {
        scanner.at = behind
        break
      }
    }
    return ids
  }

  #node(): string | null {
    const scanner = this.#scanner
    const start = scanner.at
    const id = this.#id()
    if (id === '') return null
    if (this.#linkIds.has(id) && scanner.starts('@{')) {
      if (!readNodeData(scanner)) this.#leaveRest('unclosed')
      return id
    }
    const node = this.builder.node(id, scanner.place(start))
    for (const frame of this.#open.slice(-1)) frame.mentioned.add(id)
    this.#shape(node)
    for (;;) {
      if (scanner.starts('@{')) {
        const data = readNodeData(scanner)
        if (!data) {
          this.#leaveRest('unclosed')
          break
        }
        if (data.label !== null && (data.label !== '' || node.text === null)) node.text = data.label
        if (data.shape !== null) node.shape = data.shape
        node.hints.push(...data.hints)
      } else if (scanner.take(':::')) node.classes.push(this.#id())
      else break
    }
    return id
  }

  #shape(node: ReturnType<DiagramBuilder['node']>): void {
    const scanner = this.#scanner
    const start = scanner.at
    scanner.skipSpaces()
    // mermaid wants the bracket right behind the id; what people write with a space is clear as well.
    if (scanner.at > start && !'[({'.includes(scanner.peek())) scanner.at = start
    if (scanner.done) return
    const from = scanner.at
    const read = readNodeText(scanner)
    if (!read) {
      scanner.at = start
      return
    }
    node.text = read.text
    node.shape = read.shape
    if (read.unclosed) this.#leave('unclosed', from, { bracket: scanner.text[from] ?? '' })
  }

  /** Letters of every script, digits and most signs; a dash only where no link begins with it. */
  #id(): string {
    const scanner = this.#scanner
    const from = scanner.at
    for (; !scanner.done; scanner.at++) {
      const character = scanner.peek()
      const next = scanner.peek(1)
      if (isSpace(character, true) || '[](){}"|<>;~^'.includes(character)) break
      if (character === '@' && next === '{') break
      if (character === ':' && scanner.starts(':::')) break
      if (character === '-' && (next === '' || '>-.'.includes(next))) break
      if (character === '=' && next === '=') break
      if (character === '&' && (next === '' || isSpace(next, true))) break
      if (character === '%' && next === '%' && scanner.at === from) break
    }
    return scanner.text.slice(from, scanner.at)
  }

  /** What stands behind a statement on its line and is no comment is not understood. */
  #restIsEmpty(): void {
    const scanner = this.#scanner
    scanner.skipSpaces()
    const next = scanner.peek()
    if (next === '' || next === '\n' || next === ';') return
    if (scanner.starts('%%')) scanner.at = scanner.lineEnd()
    else this.#leaveRest()
  }

  #leaveRest(why: 'syntax' | 'unclosed' = 'syntax'): void {
    const start = this.#scanner.at
    const end = this.#scanner.lineEnd()
    const stop = this.#scanner.find(';', start)
    this.#scanner.at = Math.min(end, stop)
    if (why === 'unclosed') this.#leave(why, start, { bracket: this.#words(start, start + 2).trim() })
    else this.#leave(why, start)
  }

  #leave(
    why: 'header' | 'syntax' | 'unclosed' | 'noTarget' | 'endWithoutSubgraph',
    from: number,
    values = {},
  ): void {
    const words = this.#words(from, Math.max(this.#scanner.at, from + 1))
    this.builder.leftOut.push(leftOut(why, this.#scanner.place(from), words, values))
  }
}
