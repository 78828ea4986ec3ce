import { base64url, bytesOf, checksum } from '../../src/document/link/armour.ts'
import { deflated, inflated } from '../../src/document/link/deflate.ts'

/** Pure numbers from a seed (mulberry32), so that every mutation can be made again. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = () => number

const pick = <T>(random: Random, things: readonly T[]): T => things[Math.floor(random() * things.length)]!

/** What chats, mails, editors and attackers put into a text. */
const PIECES = [
  '',
  '.',
  '#',
  '%20',
  '…',
  '\u0000',
  '\ud800',
  '\u202e',
  '한',
  '👩‍💻',
  '"',
  '}',
  '[[[[',
  '{"__proto__":{"x":1}}',
  '1e999',
  '-0',
  'null',
  '\n',
  ' '.repeat(64),
  'A'.repeat(300),
] as const

/** Cuts, swaps, repeats and inserts, one to four of them. */
export function mutatedText(text: string, random: Random): string {
  let result = text
  for (let left = 1 + Math.floor(random() * 4); left > 0; left--) {
    const at = Math.floor(random() * (result.length + 1))
    const length = Math.floor(random() ** 3 * Math.min(400, result.length))
    const kind = random()
    if (kind < 0.2) result = result.slice(0, at)
    else if (kind < 0.4) result = result.slice(0, at) + result.slice(at + length)
    else if (kind < 0.6) result = result.slice(0, at) + pick(random, PIECES) + result.slice(at)
    else if (kind < 0.8)
      result =
        result.slice(0, at) + String.fromCharCode(33 + Math.floor(random() * 94)) + result.slice(at + 1)
    else result = result.slice(0, at) + result.slice(at, at + length) + result.slice(at)
  }
  return result
}

/** A link with other bytes inside and the right checksum, as somebody makes it who knows how. */
export function resealed(link: string, random: Random): string {
  const [version = '', data = ''] = link.split('.')
  const bytes = inflated(bytesOf(data))
  if (typeof bytes === 'string') throw new Error('a link of ours inflates')
  const changed = bytes.slice(0, random() < 0.2 ? Math.floor(random() * bytes.length) : bytes.length)
  for (let left = 1 + Math.floor(random() * 4); left > 0; left--)
    changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256)
  const body = `${version}.${base64url(deflated(changed))}`
  return `${body}.${checksum(body)}`
}

const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e300,
  '',
  'constructor',
  '__proto__',
  'x'.repeat(5000),
  [],
  {},
  [[]],
  { a: { b: { c: [1] } } },
  2 ** 60,
]

/** Puts something else into one to three places of a JSON value, takes a property away, or repeats an entry of a list. */
export function mutatedJson(text: string, random: Random): string {
  const root = JSON.parse(text) as unknown
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) mutatePlace(root, random)
  return JSON.stringify(root)
}

function mutatePlace(root: unknown, random: Random): void {
  let holder = root
  for (;;) {
    if (typeof holder !== 'object' || holder === null) return
    const keys = Object.keys(holder)
    if (keys.length === 0) return
    const key = pick(random, keys)
    const inner = (holder as Record<string, unknown>)[key]
    const goesOn = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0
    if (goesOn && random() < 0.8) holder = inner
    else {
      change(holder as Record<string, unknown>, key, random)
      return
    }
  }
}

function change(holder: Record<string, unknown>, key: string, random: Random): void {
  const kind = random()
  if (Array.isArray(holder) && kind < 0.3) holder.push(structuredClone(holder[Number(key)]))
  else if (kind < 0.2) delete holder[key]
  else if (kind < 0.35) holder[`${key}${pick(random, PIECES)}`] = structuredClone(holder[key])
  else holder[key] = structuredClone(pick(random, VALUES))
}
