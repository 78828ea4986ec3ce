import type { Place } from './diagram.ts'

/** A text that is read from front to back. Searches remember what they found, so that all of them together stay linear. */
export class Scanner {
  readonly text: string
  at = 0
  /** Characters looked at. */
  steps = 0
  readonly #lineStarts: number[] = [0]
  readonly #next = new Map<string, { readonly from: number; readonly next: number }>()

  constructor(text: string) {
    this.text = text
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === 10) this.#lineStarts.push(i + 1)
    this.steps += text.length
  }

  get done(): boolean {
    return this.at >= this.text.length
  }

  /** The character at an offset from here, or an empty string behind the end. */
  peek(offset = 0): string {
    this.steps++
    return this.text[this.at + offset] ?? ''
  }

  starts(word: string, from = this.at): boolean {
    this.steps += word.length
    return this.text.startsWith(word, from)
  }

  /** Passes over the word if it stands here. */
  take(word: string): boolean {
    if (!this.starts(word)) return false
    this.at += word.length
    return true
  }

  skipSpaces(newlines = false): void {
    while (!this.done && isSpace(this.peek(), newlines)) this.at++
  }

  /** Where the word stands next at or after a position, or the text's length. Asked front to back it is linear in all. */
  find(word: string, from: number): number {
    const known = this.#next.get(word)
    if (known && known.from <= from && from <= known.next) return known.next
    const found = this.text.indexOf(word, from)
    const next = found < 0 ? this.text.length : found
    this.steps += next - from + 1
    this.#next.set(word, { from, next })
    return next
  }

  /** End of the line that a position is in. */
  lineEnd(from = this.at): number {
    return this.find('\n', from)
  }

  place(position: number): Place {
    let [low, high] = [0, this.#lineStarts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#lineStarts[middle]! <= position) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: position - this.#lineStarts[low]! + 1 }
  }
}

export const isSpace = (character: string, newlines = false): boolean =>
  character === ' ' ||
  character === '\t' ||
  character === '\r' ||
  character === '\u00a0' ||
  character === '\u3000' ||
  (newlines && character === '\n')
