import { describe, expect, it } from 'vitest'
import { lossOf, SETTLED_MS } from '../../../src/analysis/spof/loss.ts'
import { provenRemedy } from '../../../src/analysis/spof/proven-remedy.ts'
import { applyRemedy } from '../../../src/analysis/spof/remedies.ts'
import { Spof, spofVerdicts } from '../../../src/analysis/spof/spof.ts'
import { compile } from '../../../src/compile/compile.ts'
import { kindModel } from '../../../src/kinds/models.ts'
import type { Design } from '../../../src/model/design.ts'
import { editProblem } from '../../../src/model/invariants.ts'
import { REQUEST_CLASSES } from '../../../src/model/request-class.ts'
import { randomGraph } from '../../support/random-graphs.ts'

const GRAPHS = Array.from({ length: 40 }, (_, seed) => seed)

function judge(design: Design): Spof {
  const compiled = compile(design)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error))
  return new Spof(compiled.value.model, {})
}

const sets = (design: Design): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(spofVerdicts(judge(design).network.model).byClass).map(([name, { verdicts }]) => [
      name,
      verdicts.map(({ target, verdict }) => `${target} ${verdict}`).sort(),
    ]),
  )

/** Less than this share is found or not by chance where requests are followed one by one. */
const FAINT = 0.02

/** What the losses of one design mean otherwise than those of another one, in which parts have other names. */
function differences(one: Design, other: Design, nameOf = (id: string): string => id): string[] {
  const [a, b] = [judge(one), judge(other)]
  return a.network.classes.flatMap((c) =>
    a.targets.flatMap((target) => {
      const verdicts = [
        a.verdict(c, target, a.successBefore(c)),
        b.verdict(c, b.targets.find(({ id }) => id === nameOf(target.id))!, b.successBefore(c)),
      ]
      const words = verdicts.map(({ verdict, success }) =>
        success > 0 && success < 1 - FAINT ? 'partial' : success >= 1 - FAINT ? 'passes' : verdict,
      )
      const isFaint = verdicts.some(({ success }) => success < 1 && success > 1 - FAINT)
      const same = isFaint ? words[0] === words[1] : verdicts[0]!.verdict === verdicts[1]!.verdict
      return same ? [] : [`${REQUEST_CLASSES[c]} ${target.id}: ${verdicts.map(({ verdict }) => verdict)}`]
    }),
  )
}

describe('single points of failure of random designs', () => {
  it('removing more never lets more succeed', () => {
    for (const seed of GRAPHS) {
      const spof = judge(randomGraph(seed))
      const { network } = spof
      const mortal = [...network.mortal.keys()].filter((node) => network.mortal[node])
      for (const c of network.classes)
        for (let i = 0; i + 1 < mortal.length; i += 2) {
          const of = (nodes: number[]): number =>
            spof.walk.outcome(c, lossOf(network, nodes), SETTLED_MS).success
          const [a, b] = [mortal[i]!, mortal[i + 1]!]
          const lost = of([a, b])
          // Requests that are followed one by one are a sample.
          expect(lost, `${seed} ${REQUEST_CLASSES[c]} ${a} ${b}`).toBeLessThanOrEqual(
            Math.min(of([a]), of([b])) + 0.05,
          )
        }
    }
  })

  it('an optional cache never changes who is a single point of failure', () => {
    for (const seed of GRAPHS) {
      const design = randomGraph(seed)
      const webs = design.nodes.filter(({ kind }) => kind === 'web').map(({ id }) => id)
      const cache = { id: 'extra', kind: 'cache', label: '', position: { x: 0, y: 0 }, params: {} }
      const wires = webs.map((source, i) => ({ id: `extra-${i}`, source, target: 'extra', params: {} }))
      const cached = { ...design, nodes: [...design.nodes, cache], edges: [...design.edges, ...wires] }
      expect(hardSets(cached), String(seed)).toEqual(hardSets(design))
    }
  })

  it('another order of drawing changes nothing, of parts and of wires', () => {
    for (const seed of GRAPHS) {
      const design = randomGraph(seed)
      expect(differences(design, reordered(design)), `order ${seed}`).toEqual([])
    }
  })

  it('other names change nothing but which keys a ring gives to whom', () => {
    for (const seed of GRAPHS) {
      const design = randomGraph(seed)
      const { names, design: other } = renamed(design)
      expect(
        differences(design, other, (id) => names.get(id)!),
        `names ${seed}`,
      ).toEqual([])
    }
  })

  it('a remedy that was tried out can be written and undone like any edit, and most losses have one, of nodes and of zones', () => {
    const [found, needed] = [
      { node: 0, frame: 0 },
      { node: 0, frame: 0 },
    ]
    for (const seed of GRAPHS.slice(0, 12)) {
      const design = randomGraph(seed)
      for (const { verdicts } of Object.values(spofVerdicts(judge(design).network.model).byClass))
        for (const verdict of verdicts) {
          const remedy = provenRemedy(design, verdict, compile)
          const kind = verdict.targetKind === 'node' ? 'node' : 'frame'
          if (verdict.verdict !== 'delay') needed[kind]++
          if (remedy === undefined) continue
          if (verdict.verdict !== 'delay') found[kind]++
          const after = applyRemedy(design, remedy)
          expect(editProblem(design, after, kindModel), `${seed} ${verdict.target}`).toBeNull()
        }
    }
    expect(found.node / needed.node).toBeGreaterThan(0.9)
    expect(found.frame / needed.frame).toBeGreaterThan(0.85)
  })
})

const hardSets = (design: Design): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(sets(design)).map(([name, list]) => [name, list.filter((one) => one.endsWith(' hard'))]),
  )

/** The same design, drawn in another order. */
function reordered(design: Design): Design {
  const isFrame = (kind: string): boolean => kindModel(kind)?.traits.contains === true
  const frames = design.nodes.filter(({ kind }) => isFrame(kind))
  const parts = design.nodes.filter(({ kind }) => !isFrame(kind)).reverse()
  return {
    ...design,
    nodes: [...frames, ...parts],
    edges: [...design.edges].reverse(),
  }
}

/** The same design with the names of its parts and wires dealt anew. */
function renamed(design: Design): { design: Design; names: ReadonlyMap<string, string> } {
  const ids = design.nodes.map(({ id }) => id)
  const names = new Map(ids.map((id, i) => [id, `part-${(7 * i + 3) % (ids.length * 7 + 1)}`]))
  const nameOf = (id: string): string => names.get(id)!
  return {
    names,
    design: {
      ...design,
      nodes: design.nodes.map(({ parent, ...node }) => ({
        ...node,
        id: nameOf(node.id),
        ...(parent === undefined ? {} : { parent: nameOf(parent) }),
      })),
      edges: design.edges.map((edge, i) => ({
        ...edge,
        id: `line-${design.edges.length - i}`,
        source: nameOf(edge.source),
        target: nameOf(edge.target),
      })),
    },
  }
}
