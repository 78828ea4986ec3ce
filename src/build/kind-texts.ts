import { parseAst } from 'vite'

/** A text in both languages, as it stands in a source: `{ en: 'Cache', ko: '캐시' }`. */
export interface FoundText {
  readonly start: number
  readonly end: number
  readonly en: string
  readonly ko: string
  /** Nobody reads it before a panel is open: labels and helps of fields. The others are what the palette says of a kind. */
  readonly later: boolean
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [part: string]: unknown
}

/** The texts of a kind's or a field table's source. Names stay where they are: they are searched in both languages. */
export function textsIn(source: string): FoundText[] {
  const found: FoundText[] = []
  const visit = (node: Node, later: boolean): void => {
    const text = textOf(node)
    if (text) {
      found.push({ ...text, start: node.start, end: node.end, later })
      return
    }
    if (node.type === 'Property' && keyOf(node) === 'name') return
    const isSummary = node.type === 'Property' && keyOf(node) === 'summary'
    for (const part of Object.values(node))
      for (const child of Array.isArray(part) ? part : [part]) if (isNode(child)) visit(child, !isSummary)
  }
  visit(parseAst(source, { lang: 'ts' }) as unknown as Node, true)
  return found
}

function textOf(node: Node): { readonly en: string; readonly ko: string } | undefined {
  if (node.type !== 'ObjectExpression') return undefined
  const entries = (node.properties as Node[]).map((property) => [keyOf(property), literalOf(property)])
  const { en, ko, ...others } = Object.fromEntries(entries) as Record<string, unknown>
  const both = typeof en === 'string' && typeof ko === 'string' && Object.keys(others).length === 0
  return both ? { en, ko } : undefined
}

const keyOf = (property: Node): string | undefined =>
  isNode(property.key) && typeof property.key.name === 'string' ? property.key.name : undefined

const literalOf = (property: Node): unknown =>
  isNode(property.value) && property.value.type === 'Literal' ? property.value.value : undefined

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
