import { parseAst } from 'vite'

/** A text in both languages, as it stands in a source: `{ en: 'Cache', ko: '캐시' }`. */
export interface FoundText {
  readonly start: number
  readonly end: number
  readonly en: string
  readonly ko: string
  /** A help, which nobody reads before a panel is open; the others are labels and short sentences. */
  readonly help: boolean
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
  const visit = (node: Node, isHelp: boolean): void => {
    const text = textOf(node)
    if (text) {
      found.push({ ...text, start: node.start, end: node.end, help: isHelp })
      return
    }
    if (node.type === 'Property' && keyOf(node) === 'name') return
    for (const part of Object.values(node))
      for (const [index, child] of (Array.isArray(part) ? part : [part]).entries())
        if (isNode(child)) visit(child, helps(node, index))
  }
  visit(parseAst(source, { lang: 'ts' }) as unknown as Node, true)
  return found
}

/** Labels and summaries say so by their key, or stand first in a pair of label and help. */
const helps = (parent: Node, index: number): boolean =>
  parent.type === 'Property'
    ? !['label', 'summary'].includes(keyOf(parent) ?? '')
    : !(parent.type === 'ArrayExpression' && index === 0)

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
