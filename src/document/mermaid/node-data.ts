import type { ShapeHint } from './diagram.ts'
import { isSpace, type Scanner } from './scanner.ts'

/** What `@{ … }` behind an id says, as far as it matters here. */
export interface NodeData {
  readonly label: string | null
  readonly shape: ShapeHint | null
  /** Names of an icon or a picture. */
  readonly hints: readonly string[]
}

/** Longest `@{ … }` that is looked through. */
const DATA_MAX = 1000

const SHAPES: Readonly<Record<string, ShapeHint>> = {
  cyl: 'cylinder',
  cylinder: 'cylinder',
  database: 'cylinder',
  db: 'cylinder',
  'lin-cyl': 'disk',
  'lined-cylinder': 'disk',
  disk: 'disk',
  'h-cyl': 'queue',
  'horizontal-cylinder': 'queue',
  das: 'queue',
  cloud: 'cloud',
}

/** Reads `@{ … }`, or null where its end is missing. */
export function readNodeData(scanner: Scanner): NodeData | null {
  const from = scanner.at + 2
  const end = endOfData(scanner, from)
  if (end < 0) return null
  scanner.at = end + 1
  const values = readValues(scanner.text.slice(from, end))
  const shape = values.get('shape')
  const label = values.get('label') ?? ''
  const pictures = ['icon', 'img'].flatMap((key) => values.get(key) ?? [])
  return {
    label: label.trim() === '' ? (pictures.length > 0 ? '' : null) : label,
    shape: shape === undefined ? null : Object.hasOwn(SHAPES, shape) ? SHAPES[shape]! : 'plain',
    hints: pictures,
  }
}

function endOfData(scanner: Scanner, from: number): number {
  const last = Math.min(scanner.text.length, from + DATA_MAX)
  for (let at = from; at < last; at++) {
    scanner.steps++
    if (scanner.text[at] === '}') return at
    // Another one begins before this one ends: it has no end, and what follows is looked at once and not again.
    if (scanner.text[at] === '@' && scanner.text[at + 1] === '{') return -1
    if (scanner.text[at] !== '"') continue
    at = scanner.text.indexOf('"', at + 1)
    if (at < 0) return -1
  }
  return -1
}

/** Keys and values between commas or line breaks; a value may be quoted. */
function readValues(body: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (let at = 0; at < body.length; ) {
    const colon = body.indexOf(':', at)
    if (colon < 0) break
    const key = body.slice(at, colon).replace(/[,\s"']/g, '')
    let from = colon + 1
    while (isSpace(body[from] ?? '')) from++
    const quote = body[from] === '"' || body[from] === "'" ? body[from]! : ''
    const end = quote === '' ? endOfWord(body, from) : body.indexOf(quote, from + 1)
    const stop = end < 0 ? body.length : end
    const value = body.slice(quote === '' ? from : from + 1, stop)
    values.set(key, /^`[^`]*`$/.test(value) ? value.slice(1, -1) : value.trim())
    at = stop + 1
  }
  return values
}

function endOfWord(body: string, from: number): number {
  let end = from
  while (end < body.length && body[end] !== ',' && body[end] !== '\n') end++
  return end
}
