import { kindModel } from '../kinds/models.ts'
import type { Design, DesignNode } from '../model/design.ts'
import type { Language } from '../model/text.ts'

/** What a node is called: its label, or else its kind, numbered where there are several without a label. */
export function nodeName(design: Design, node: DesignNode, language: Language): string {
  if (node.label !== '') return node.label
  const kind = kindModel(node.kind)?.name[language] ?? node.kind
  const alike = design.nodes.filter((other) => other.kind === node.kind && other.label === '')
  return alike.length < 2 ? kind : `${kind} ${alike.indexOf(node) + 1}`
}

/** The name of a node by its id; the id itself where the node is gone. */
export function nameOf(design: Design, id: string, language: Language): string {
  const node = design.nodes.find((candidate) => candidate.id === id)
  return node ? nodeName(design, node, language) : id
}
