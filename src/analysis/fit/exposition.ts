import { err, ok, type Result } from '../../model/result.ts'
import { type FitProblem, type Labels, problem } from './measured.ts'

/** One line of a text exposition that holds a figure. */
export interface Sample {
  readonly name: string
  readonly labels: Labels
  readonly value: number
}

export interface Exposition {
  readonly samples: readonly Sample[]
  /** Units that the text itself names (`# UNIT name seconds`), by metric. */
  readonly units: ReadonlyMap<string, string>
}

/**
 * Reads the text exposition of Prometheus, version 0.0.4, and what OpenMetrics adds to it: a name, labels in braces with `\\`, `\"` and
 * `\n` in their values, a number, and maybe a time or an exemplar. Every character is looked at a fixed number of times.
 */
export function readExposition(text: string): Result<Exposition, FitProblem> {
  const samples: Sample[] = []
  const units = new Map<string, string>()
  let line = 0
  for (let start = 0; start < text.length; line++) {
    const end = text.indexOf('\n', start)
    const content = text.slice(start, end < 0 ? text.length : end).trim()
    start = end < 0 ? text.length : end + 1
    if (content === '') continue
    if (content.startsWith('#')) {
      const unit = /^#\s+UNIT\s+(\S+)\s+(\S+)$/.exec(content)
      if (unit) units.set(unit[1]!, unit[2]!)
      continue
    }
    const sample = content.length > LINE_MAX ? null : readSample(content)
    if (sample === null) return err(problem('badLine', { line: line + 1, text: content.slice(0, SHOWN_MAX) }))
    samples.push(sample)
  }
  return ok({ samples, units })
}

/** Characters of the longest line that is read. */
export const LINE_MAX = 65_536
/** Characters of a line that cannot be read which are told. */
const SHOWN_MAX = 60

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y
const NUMBER = /[ \t]*([^\s#]+)/y
const LABEL = /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*/y

function readSample(content: string): Sample | null {
  const name = match(NAME, content, 0)
  if (!name) return null
  let at = skip(content, name[0].length)
  const labels: (readonly [string, string])[] = []
  if (content[at] === '{') {
    at = skip(content, at + 1)
    while (content[at] !== '}') {
      const label = match(LABEL, content, at)
      if (!label) return null
      labels.push([label[1]!, unescaped(label[2]!)])
      at += label[0].length
      if (content[at] === ',') at = skip(content, at + 1)
      else if (content[at] !== '}') return null
    }
    at++
  }
  const number = match(NUMBER, content, at)
  const value = number ? toNumber(number[1]!) : null
  return value === null ? null : { name: name[0], labels, value }
}

function match(pattern: RegExp, content: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(content)
}

function skip(content: string, at: number): number {
  let next = at
  while (content[next] === ' ' || content[next] === '\t') next++
  return next
}

const unescaped = (text: string): string =>
  !text.includes('\\')
    ? text
    : text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))

/** A number as Go reads it; null for what is none. */
export function toNumber(text: string): number | null {
  const word = /^([+-]?)inf(?:inity)?$/i.exec(text)
  if (word) return word[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (/^[+-]?nan$/i.test(text)) return Number.NaN
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null
}
