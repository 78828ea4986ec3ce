import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MermaidImport } from '../../../src/document/mermaid/import.ts'

/** What a file should become, written down by hand. */
export interface Sketch {
  /** `id kind label`, with `?` behind the kind where it is a guess and `@ frame` behind the label inside one. */
  readonly nodes: readonly string[]
  /** `source>target`, in the order in which they are drawn. */
  readonly wires: string
  /** `line:column why`. */
  readonly leftOut?: readonly string[]
}

export const FILES = join(import.meta.dirname, 'files')

export const textOf = (name: string): string => readFileSync(join(FILES, `${name}.mmd`), 'utf8')

/** An import in the same words. */
export function sketchOf({ design, nodes, leftOut }: MermaidImport): Required<Sketch> {
  const parents = new Map(design.nodes.map(({ id, parent }) => [id, parent]))
  return {
    nodes: nodes.map(({ nodeId, kind, label, sure }) => {
      const parent = parents.get(nodeId)
      return `${nodeId} ${kind}${sure ? '' : '?'} ${label}${parent === undefined ? '' : ` @ ${parent}`}`
    }),
    wires: design.edges.map(({ source, target }) => `${source}>${target}`).join(' '),
    leftOut: leftOut.map(({ line, column, why }) => `${line}:${column} ${why}`),
  }
}
