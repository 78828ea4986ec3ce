import { kindModel } from '../kinds/models.ts'
import type { Design } from '../model/design.ts'
import type { Mix } from '../model/request-class.ts'
import { ok, type Result } from '../model/result.ts'
import type { SimNode } from '../sim/core/sim-model.ts'
import { compileAlike, sameModel } from './alike.ts'
import { type Compiled, compile, offeredBy } from './compile.ts'
import type { DesignIssue } from './issue.ts'

/**
 * What compiles a design while somebody draws it: a source that has no way to anybody yet sends nothing, where a measured run would count
 * every request as failed. Nobody is alarmed by the first box of a sketch; the first wire lets it send.
 */
export const sketchCompiler = { compile: compileSketch, compileAlike, sameModel } as const

function compileSketch(design: Design): Result<Compiled, readonly DesignIssue[]> {
  const compiled = compile(design)
  if (!compiled.ok) return compiled
  const { model, issues } = compiled.value
  const nodes = model.nodes.map((node) => (waitsForAWire(node, issues) ? resting(node) : node))
  const offeredPerSec = nodes.reduce((sum, node) => sum + offeredBy(node), 0)
  return ok({ model: { ...model, nodes, offeredPerSec }, issues })
}

/** It calls nobody, or no class of its requests gets anywhere. */
function waitsForAWire({ id, params }: SimNode, issues: readonly DesignIssue[]): boolean {
  const own = issues.filter(({ target }) => target === id)
  if (own.some(({ code }) => code === 'clientUnwired')) return true
  const lost = own.filter(({ code }) => code === 'noPath').length
  return lost > 0 && lost === Object.values(params.mix as Mix).filter((weight) => weight > 0).length
}

const resting = (node: SimNode): SimNode => ({
  ...node,
  params: { ...node.params, ...kindModel(node.kind)?.restingParams },
})
