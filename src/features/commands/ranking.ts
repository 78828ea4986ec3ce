import type { Command } from './command.ts'

/** Letters of Latin that must be typed before a fault that begins so is shown at all. */
const FAULT_LETTERS_MIN = 3
/** Letters from which on the middle of a word is searched. */
const INSIDE_MIN = 2

/**
 * The commands that a query means, best first: the very word, its beginning, beginnings of words, first letters of words, and
 * last what stands somewhere inside. Letters that are merely strewn over a title find nothing. A fault is found only by a word
 * for it, and stands behind all else until that word is complete.
 */
export function rankCommands(query: string, commands: readonly Command[]): Command[] {
  const asked = askedFor(query)
  if (asked.joined === '') return commands.filter(({ faultWords }) => faultWords === null)
  return commands
    .flatMap((command, order) => {
      const rank = rankOf(command, asked)
      return rank === null ? [] : [{ command, rank, order }]
    })
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ command }) => command)
}

interface Asked {
  readonly words: readonly string[]
  readonly joined: string
}

/** A syllable of Hangul that is still being typed is left out: 저ㅈ finds 저장. */
function askedFor(query: string): Asked {
  const text = folded(query)
  const whole = text.replace(/[ㄱ-ㅎㅏ-ㅣ]+$/, '')
  const words = wordsOf(whole === '' ? text : whole)
  return { words, joined: words.join('') }
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase()
const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}?+]+/u).filter(Boolean)

/** Ranks of the ways to match; the room between them is for keywords, which stand behind titles, and for places. */
const EXACT = 0
const BEGINS = 10
const WORDS = 20
const WORDS_OVER_ALL = 30
const INITIALS = 40
const INSIDE = 50
const KEYWORD = 1
/** The name of a node is somebody's own word, and may be one for a command. */
const PLACE = 15
const FAULT_BEGUN = 1000

function rankOf({ title, keywords, group, faultWords }: Command, asked: Asked): number | null {
  const fault = faultWords === null ? 0 : faultRank(faultWords, asked)
  if (fault === null) return null
  const fields = [title, ...keywords].map((field) => wordsOf(folded(field)))
  const ranks = fields.map((field, index) => fieldRank(field, asked) + (index === 0 ? 0 : KEYWORD))
  const all = fields.flat()
  if (asked.words.every((word) => all.some((candidate) => candidate.startsWith(word))))
    ranks.push(WORDS_OVER_ALL)
  const best = Math.min(...ranks)
  if (!Number.isFinite(best)) return null
  return best + fault + (group === 'go' ? PLACE : 0)
}

function fieldRank(field: readonly string[], { words, joined }: Asked): number {
  const text = field.join('')
  if (text === joined) return EXACT
  if (text.startsWith(joined)) return BEGINS
  if (words.every((word) => field.some((candidate) => candidate.startsWith(word)))) return WORDS
  if (joined.length < INSIDE_MIN) return Number.POSITIVE_INFINITY
  if (field.length > 1 && initials(field).startsWith(joined)) return INITIALS
  return text.includes(joined) ? INSIDE : Number.POSITIVE_INFINITY
}

const initials = (field: readonly string[]): string => field.map((word) => word[0]).join('')

/** Null where no word for the fault was typed; late where it is only begun. */
function faultRank(faultWords: readonly string[], { words, joined }: Asked): number | null {
  const names = faultWords.map((word) => wordsOf(folded(word)).join(''))
  if (names.some((name) => words.includes(name) || joined.startsWith(name))) return 0
  const begun = words.some(
    (word) => isLongEnough(word) && names.some((name) => name.startsWith(word) || name.startsWith(joined)),
  )
  return begun ? FAULT_BEGUN : null
}

/** A syllable of Hangul says as much as several letters. */
const isLongEnough = (word: string): boolean => word.length >= FAULT_LETTERS_MIN || /^[가-힣]/.test(word)
