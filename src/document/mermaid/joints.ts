import { type Diagram, type DiagramLink, type LeftOut, leftOut, MERMAID_LIMITS } from './diagram.ts'

/** The links of a diagram without its joints: what comes into a joint goes on to all that leaves it. */
export function joined(diagram: Diagram): {
  readonly links: readonly DiagramLink[]
  readonly leftOut: readonly LeftOut[]
} {
  const joints = [...diagram.nodes.values()].filter((node) => node.joint)
  let links = diagram.links
  const out: LeftOut[] = []
  for (const { id, at } of joints) {
    const without = links.filter(({ source, target }) => source !== id && target !== id)
    const touching = links.filter(({ source, target }) => source === id || target === id)
    const through = throughJoint(touching, id)
    const room = Math.max(0, MERMAID_LIMITS.wires - without.length)
    links = [...without, ...through.slice(0, room)]
    out.push(leftOut('junction', at, id, { count: through.length, id }))
  }
  return { links, leftOut: out }
}

/** Where no arrow says what comes and what goes, every two are joined by a link without a direction. */
function throughJoint(touching: readonly DiagramLink[], id: string): DiagramLink[] {
  const ends = touching.map((link) => {
    const leaves = link.source === id
    const other = leaves ? link.target : link.source
    const [near, far] = leaves ? [link.tail, link.head] : [link.head, link.tail]
    return { other, into: near !== 'none', outOf: far !== 'none', link }
  })
  const made: DiagramLink[] = []
  for (const [i, a] of ends.entries()) {
    for (const b of ends.slice(i + 1)) {
      if (a.other === b.other || made.length >= MERMAID_LIMITS.wires) continue
      const forward = a.into || b.outOf
      const back = b.into || a.outOf
      const [from, to] = back && !forward ? [b, a] : [a, b]
      const head = forward !== back ? 'arrow' : 'none'
      // Two that both come in, or both go out, have nothing to do with one another.
      if ((a.into && b.into && !a.outOf && !b.outOf) || (a.outOf && b.outOf && !a.into && !b.into)) continue
      made.push({ ...from.link, source: from.other, target: to.other, tail: 'none', head })
    }
  }
  return made
}
