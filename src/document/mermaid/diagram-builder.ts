import {
  type Diagram,
  type DiagramFrame,
  type DiagramLink,
  type DiagramNode,
  type LeftOut,
  leftOut,
  MERMAID_LIMITS,
  type Place,
} from './diagram.ts'

/** Gathers what a reader finds, and holds the limit of wires. */
export class DiagramBuilder {
  readonly nodes = new Map<string, DiagramNode>()
  readonly frames = new Map<string, DiagramFrame>()
  readonly links: DiagramLink[] = []
  readonly leftOut: LeftOut[]

  constructor(found: readonly LeftOut[]) {
    this.leftOut = [...found]
  }

  /** The node of this id; mentioning it is enough to make it. */
  node(id: string, at: Place, joint = false): DiagramNode {
    const known = this.nodes.get(id)
    if (known) return known
    const node = { id, text: null, shape: 'plain', classes: [], hints: [], frame: null, joint, at } as const
    const made: DiagramNode = { ...node, classes: [], hints: [] }
    this.nodes.set(id, made)
    return made
  }

  /** Wires from each source to each target, in the order of the text; what is beyond the limit is named once. */
  connect(
    sources: readonly string[],
    targets: readonly string[],
    link: Omit<DiagramLink, 'source' | 'target'>,
    text: string,
  ): void {
    const room = MERMAID_LIMITS.wires - this.links.length
    const count = sources.length * targets.length
    if (count > room) {
      const values = { limit: MERMAID_LIMITS.wires, count: count - room }
      this.leftOut.push(leftOut('tooManyWires', link.at, text, values))
    }
    for (let i = 0; i < Math.min(count, room); i++) {
      const source = sources[Math.floor(i / targets.length)]!
      this.links.push({ ...link, source, target: targets[i % targets.length]! })
    }
  }

  /** What is the id of a subgraph is no node. */
  build(title: string, own: boolean, steps: number): Diagram {
    for (const id of this.frames.keys()) this.nodes.delete(id)
    const { nodes, frames, links } = this
    return { title, nodes, frames, links, leftOut: this.leftOut, own, steps }
  }
}
