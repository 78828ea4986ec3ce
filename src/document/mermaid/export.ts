import { KIND_MODELS, kindModel } from '../../kinds/models.ts'
import type { Design, DesignNode } from '../../model/design.ts'
import type { Language } from '../../model/text.ts'
import { KIND_CLASS } from './kinds.ts'
import { OWN_MARK } from './prelude.ts'

/** Brackets round a label, by kind; what is not named here is a plain box. */
const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  client: ['([', '])'],
  dns: ['{{', '}}'],
  cdn: ['((', '))'],
  'load-balancer': ['{', '}'],
  worker: ['[[', ']]'],
  queue: ['[/', '/]'],
  cache: ['(', ')'],
  database: ['[(', ')]'],
  replica: ['[(', ')]'],
  shard: ['[(', ')]'],
  storage: ['[\\', '\\]'],
  'key-value': ['[(', ')]'],
  monitor: ['>', ']'],
}

/** Words that mermaid takes for its own wherever they stand. */
const KEYWORDS =
  /^(end|graph|flowchart|subgraph|style|linkStyle|classDef|class|click|default|direction|interpolate|href|call|v|x|o)$/i
const SAFE_ID = /^[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*$/
const SAFE_CLASS = /^[A-Za-z][\w-]*$/

/** Colours of the outlines, one for each group of kinds, that are seen on white and on black. */
const OUTLINES = { traffic: '#3688c2', compute: '#00946c', data: '#bc7c00', around: '#7f8792' } as const

/**
 * A design as a flowchart. Frames are subgraphs, kinds are shapes and classes, replication and watching are dotted. A comment
 * says where it comes from, so that reading it gives the same nodes, kinds, frames and wires.
 */
export function writeMermaid(design: Design, language: Language): string {
  const ids = mermaidIds(design)
  const names = labels(design, language)
  const lines = ['flowchart LR', `  ${OWN_MARK}`]
  if (design.title !== '') lines.unshift('---', `title: ${JSON.stringify(oneLine(design.title))}`, '---')
  writeInto(lines, design, ids, names)
  for (const { source, target } of design.edges)
    lines.push(`  ${ids.get(source)} ${arrowOf(design, source, target)} ${ids.get(target)}`)
  for (const node of design.nodes)
    if (isFrame(node)) lines.push(`  class ${ids.get(node.id)} ${className(node.kind)}`)
  lines.push(...classLines(design))
  return `${lines.join('\n')}\n`
}

/** Every node, each inside the subgraphs of its frames. */
function writeInto(
  lines: string[],
  design: Design,
  ids: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): void {
  const children = new Map<string, DesignNode[]>()
  for (const node of design.nodes) {
    const list = children.get(node.parent ?? '')
    if (list) list.push(node)
    else children.set(node.parent ?? '', [node])
  }
  const write = (parent: string, indent: string): void => {
    for (const node of children.get(parent) ?? []) {
      const [id, name] = [ids.get(node.id)!, quoted(names.get(node.id)!)]
      if (!isFrame(node)) {
        const [open, close] = Object.hasOwn(SHAPES, node.kind) ? SHAPES[node.kind]! : ['[', ']']
        lines.push(`${indent}${id}${open}${name}${close}:::${className(node.kind)}`)
        continue
      }
      lines.push(`${indent}subgraph ${id} [${name}]`)
      write(node.id, `${indent}  `)
      lines.push(`${indent}end`)
    }
  }
  write('', '  ')
}

function arrowOf(design: Design, source: string, target: string): string {
  const [from, to] = [source, target].map((id) =>
    kindModel(design.nodes.find((node) => node.id === id)!.kind),
  )
  const meaning = from && to ? from.wires[to.role] : undefined
  return meaning === 'replicates' || meaning === 'watches' ? '-.->' : '-->'
}

/** Only the classes that are used; each has the outline of its group. */
function classLines(design: Design): string[] {
  const used = [...new Set(design.nodes.map((node) => node.kind))]
  return used.map((kind) => {
    const group = KIND_MODELS.find((model) => model.id === kind)?.group ?? 'around'
    return `  classDef ${className(kind)} stroke:${OUTLINES[group]}`
  })
}

/** A kind that this version does not know keeps its name, as far as it can be written. */
const className = (kind: string): string =>
  kindModel(kind) ? kind : SAFE_CLASS.test(kind) ? `${KIND_CLASS}${kind}` : `${KIND_CLASS}unknown`

/** The design's own ids where mermaid can take them, and numbers elsewhere. */
function mermaidIds(design: Design): ReadonlyMap<string, string> {
  const fits = (id: string): boolean => SAFE_ID.test(id) && !KEYWORDS.test(id.split('-')[0]!)
  const taken = new Set(design.nodes.map(({ id }) => id).filter(fits))
  let n = 0
  return new Map(
    design.nodes.map(({ id }) => {
      if (fits(id)) return [id, id]
      do n++
      while (taken.has(`n${n}`))
      return [id, `n${n}`]
    }),
  )
}

/** What a node is called: its label, or else its kind, numbered where there are several without a label. */
function labels(design: Design, language: Language): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  for (const { kind, label } of design.nodes) if (label === '') counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const used = new Map<string, number>()
  return new Map(
    design.nodes.map(({ id, kind, label }) => {
      if (label !== '') return [id, label]
      const name = kindModel(kind)?.name[language] ?? kind
      const number = (used.get(kind) ?? 0) + 1
      used.set(kind, number)
      return [id, counts.get(kind)! < 2 ? name : `${name} ${number}`]
    }),
  )
}

const isFrame = (node: DesignNode): boolean => kindModel(node.kind)?.traits.contains === true

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** A quoted label: what would end it or be taken for markup is written as an entity. */
const quoted = (text: string): string =>
  `"${oneLine(text).replace(/[#&"<>`*_~\\]/g, (sign) => `#${sign.codePointAt(0)};`)}"`
