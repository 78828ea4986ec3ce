import { err, ok, type Result } from '../model/result.ts'

/** What may stand behind a command, besides the words that are no options. */
interface Known<N extends string, T extends string, L extends string, S extends string> {
  /** Options with a number, and what that must be. */
  readonly numbers?: readonly (readonly [name: N, rule: NumberRule])[]
  readonly texts?: readonly T[]
  /** Options with one text or more, up to the next option. */
  readonly lists?: readonly L[]
  readonly switches?: readonly S[]
}

interface NumberRule {
  readonly isFit: (value: number) => boolean
  /** What the number must be, after "is not". */
  readonly what: string
}

/** The words behind a command, sorted. */
interface Words<N extends string, T extends string, L extends string, S extends string> {
  /** The words that are no options: names of files, ids. */
  readonly operands: readonly string[]
  readonly numbers: ReadonlyMap<N, number>
  readonly texts: ReadonlyMap<T, string>
  readonly lists: ReadonlyMap<L, readonly string[]>
  readonly switches: ReadonlySet<S>
}

/**
 * Sorts the words behind a command. Every command reads its own by this, so that all take `--name value` and
 * `--name=value` alike. Where an option stands twice the last one counts, and of a list all do.
 */
export function readWords<
  const N extends string = never,
  const T extends string = never,
  const L extends string = never,
  const S extends string = never,
>(words: readonly string[], known: Known<N, T, L, S>): Result<Words<N, T, L, S>, string> {
  const sorted = new Sorted(known)
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (!isOption(word)) {
      sorted.operands.push(word)
      continue
    }
    const at = word.indexOf('=')
    const name = at < 0 ? word : word.slice(0, at)
    const taken = at < 0 ? words.slice(i + 1, i + 1 + sorted.room(name, words, i + 1)) : []
    const wrong = sorted.note(name, at < 0 ? taken : [word.slice(at + 1)], word)
    if (wrong !== null) return err(wrong)
    i += taken.length
  }
  return ok(sorted)
}

class Sorted<N extends string, T extends string, L extends string, S extends string>
  implements Words<N, T, L, S>
{
  readonly operands: string[] = []
  readonly numbers = new Map<N, number>()
  readonly texts = new Map<T, string>()
  readonly lists = new Map<L, string[]>()
  readonly switches = new Set<S>()
  private readonly known: Known<N, T, L, S>

  constructor(known: Known<N, T, L, S>) {
    this.known = known
  }

  /** How many of the words from `from` on belong to an option before them. */
  room(name: string, words: readonly string[], from: number): number {
    const { numbers, texts, lists } = this.known
    if (lists?.some((one) => one === name)) {
      const next = words.findIndex((word, i) => i >= from && isOption(word))
      return (next < 0 ? words.length : next) - from
    }
    return numbers?.some(([one]) => one === name) || texts?.some((one) => one === name) ? 1 : 0
  }

  /** Keeps an option; what is wrong with it, or null. */
  note(name: string, values: readonly string[], word: string): string | null {
    const theSwitch = this.known.switches?.find((one) => one === name)
    if (theSwitch !== undefined) {
      this.switches.add(theSwitch)
      return values.length === 0 ? null : `${name} takes no value`
    }
    const list = this.known.lists?.find((one) => one === name)
    const text = this.known.texts?.find((one) => one === name)
    const number = this.known.numbers?.find(([one]) => one === name)
    if ((list ?? text ?? number) === undefined) return `unknown option ${word}`
    const [value] = values
    if (value === undefined) return `${name} needs a value`
    if (list !== undefined) this.lists.set(list, [...(this.lists.get(list) ?? []), ...values])
    if (text !== undefined) this.texts.set(text, value)
    return number === undefined ? null : this.noteNumber(number, value)
  }

  private noteNumber([name, rule]: readonly [N, NumberRule], text: string): string | null {
    // An empty text would be nought.
    const value = text.trim() === '' ? Number.NaN : Number(text)
    this.numbers.set(name, value)
    return rule.isFit(value) ? null : `${name} ${text} is not ${rule.what}`
  }
}

/** A dash alone is standard input. */
const isOption = (word: string): boolean => word.startsWith('-') && word !== '-'

export const whole = (least: number, most: number): NumberRule => ({
  isFit: (value) => Number.isInteger(value) && value >= least && value <= most,
  what: `a whole number from ${least} to ${most}`,
})

export const secondsAbove0 = (most: number): NumberRule => ({
  isFit: (value) => value > 0 && value <= most,
  what: `a number of seconds above 0 and up to ${most}`,
})

export const secondsFrom0 = (most: number): NumberRule => ({
  isFit: (value) => value >= 0 && value <= most,
  what: `a number of seconds from 0 to ${most}`,
})

export const millisecondsFrom0 = (most: number): NumberRule => ({
  isFit: (value) => value >= 0 && value <= most,
  what: `a number of milliseconds from 0 to ${most}`,
})

/** The one operand of a command that reads one `what`. */
export function theOne(operands: readonly string[], what: string): Result<string, string> {
  const [only, more] = operands
  if (only === undefined) return err(`which ${what}? name one`)
  return more === undefined ? ok(only) : err(`one ${what} at a time, not ${operands.length}`)
}
