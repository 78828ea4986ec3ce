import type { Word } from './words.ts'

/** A word found in a text: what it means, how much it weighs, and where it ends. */
export interface Found {
  readonly word: Word
  readonly weight: number
  readonly end: number
}

/** Longest text in which words are sought; labels are cut at less. */
const SOUGHT_MAX = 300
/** What stands in brackets or on a further line says what something is made of rather than what it is. */
const ASIDE = 1.5
/** Runs of Latin letters or of digits. */
const PART = /[A-Za-z]+|\d+/g
/** The words in a run of camel case. */
const HUMP = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g
const LATIN = /^[\x20-\x7e]+$/

interface Part {
  readonly text: string
  readonly start: number
  readonly end: number
}

interface Hit {
  readonly word: Word
  readonly end: number
}

/** An index of words: whole Latin words by their first part, those of other scripts in a list. */
export class WordIndex {
  readonly #latin = new Map<string, { readonly parts: readonly string[]; readonly word: Word }[]>()
  readonly #other: { readonly text: string; readonly word: Word }[] = []

  constructor(words: readonly Word[]) {
    for (const word of words) {
      for (const text of word.words) {
        if (!LATIN.test(text)) {
          this.#other.push({ text: text.replaceAll(' ', ''), word })
          continue
        }
        const parts = text.toLowerCase().match(PART) ?? []
        const entry = { parts, word }
        const list = this.#latin.get(parts[0]!)
        if (list) list.push(entry)
        else this.#latin.set(parts[0]!, [entry])
      }
    }
  }

  /** Every word in the lines of a label, or of an id. */
  in(lines: readonly string[]): Found[] {
    const found: Found[] = []
    let offset = 0
    for (const [i, line] of lines.entries()) {
      const text = line.slice(0, SOUGHT_MAX).normalize('NFKC')
      const aside = (end: number) => (i > 0 || isInBrackets(text, end) ? ASIDE : 0)
      for (const { word, end } of [...this.#latinIn(text), ...this.#otherIn(text)])
        found.push({ word, weight: word.weight - aside(end), end: offset + end })
      offset += text.length + 1
    }
    return found
  }

  /** A run that is no word itself may be several: `webServer`. */
  *#latinIn(text: string): Generator<Hit> {
    const runs = [...text.matchAll(PART)].map((match) => partOf(match[0], match.index))
    const covered = new Set<Part>()
    for (const { word, end, parts } of this.#phrases(runs)) {
      for (const part of parts) covered.add(part)
      yield { word, end }
    }
    const humps = runs.flatMap((run) => (covered.has(run) ? [run] : humpsOf(text, run)))
    if (humps.length === runs.length) return
    for (const { word, end, parts } of this.#phrases(humps))
      if (!parts.every((part) => runs.includes(part))) yield { word, end }
  }

  *#phrases(parts: readonly Part[]): Generator<Hit & { readonly parts: readonly Part[] }> {
    for (const [i, { text: first }] of parts.entries()) {
      for (const { parts: wanted, word } of this.#latin.get(first) ?? []) {
        if (!wanted.every((part, k) => parts[i + k]?.text === part)) continue
        const matched = parts.slice(i, i + wanted.length)
        yield { word, end: matched.at(-1)!.end, parts: matched }
      }
    }
  }

  *#otherIn(text: string): Generator<Hit> {
    const places: number[] = []
    let closed = ''
    for (let at = 0; at < text.length; at++) {
      if (text[at] === ' ') continue
      closed += text[at]!.toLowerCase()
      places.push(at + 1)
    }
    for (const { text: wanted, word } of this.#other) {
      const at = closed.lastIndexOf(wanted)
      if (at >= 0 && !isPartOfAnother(closed, at, wanted))
        yield { word, end: places[at + wanted.length - 1]! }
    }
  }
}

/** Whether any of the words stands in a text, as a whole word where it is Latin. */
export class WordSet {
  readonly #index: WordIndex

  constructor(words: readonly string[]) {
    this.#index = new WordIndex([{ meaning: 'main', weight: 1, words }])
  }

  isIn(text: string): boolean {
    return this.#index.in([text]).length > 0
  }
}

function humpsOf(text: string, { start, end }: Part): Part[] {
  return [...text.slice(start, end).matchAll(HUMP)].map((match) => partOf(match[0], start + match.index))
}

const partOf = (written: string, start: number): Part => ({
  text: written.toLowerCase(),
  start,
  end: start + written.length,
})

/** Syllables that make other words: a queue is no security (시큐리티), and the main one (주) stands alone. */
function isPartOfAnother(text: string, at: number, word: string): boolean {
  const before = text[at - 1] ?? ''
  const behind = text[at + word.length] ?? ''
  if (word === '큐') return before === '시' || before === '바'
  if (word === '주') return before !== '' || !/^(db|디비|데이터|서버|노드|$)/.test(text.slice(at + 1))
  if (word === '존') return /[가-힣]/.test(before) || /[가-힣]/.test(behind)
  return false
}

function isInBrackets(text: string, end: number): boolean {
  const open = text.lastIndexOf('(', end - 1)
  return open > 0 && text.indexOf(')', open) >= end
}
