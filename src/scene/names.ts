import { kindModel } from '../kinds/models.ts'
import type { Design, DesignEdge, DesignNode } from '../model/design.ts'
import type { Language } from '../model/text.ts'

/** What a node is called: its label, or else its kind, numbered where there are several without a label. */
export function nodeName(design: Design, node: DesignNode, language: Language): string {
  if (node.label !== '') return node.label
  const kind = kindModel(node.kind)?.name[language] ?? node.kind
  const alike = design.nodes.filter((other) => other.kind === node.kind && other.label === '')
  return alike.length < 2 ? kind : `${kind} ${alike.indexOf(node) + 1}`
}

/** The name of a node by its id, of a wire by its two ends; the id itself where neither is there. */
export function nameOf(design: Design, id: string, language: Language): string {
  const node = design.nodes.find((candidate) => candidate.id === id)
  if (node) return nodeName(design, node, language)
  const edge = design.edges.find((candidate) => candidate.id === id)
  return edge ? wireName(design, edge, language) : id
}

/** A wire by the names of its two ends. */
export function wireName(design: Design, { source, target }: DesignEdge, language: Language): string {
  const end = (id: string) => {
    const node = design.nodes.find((candidate) => candidate.id === id)
    return node ? nodeName(design, node, language) : id
  }
  return `${end(source)} → ${end(target)}`
}
