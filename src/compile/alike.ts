import type { Design, DesignNode } from '../model/design.ts'
import type { SimModel } from '../sim/core/sim-model.ts'

/**
 * Whether two designs surely compile to the same: they differ at most in positions, labels and words. It costs one look
 * at each node, so that a drag compiles nothing. Edits keep what they do not change, so identity is enough.
 */
export function compileAlike(a: Design, b: Design): boolean {
  if (a.edges !== b.edges || a.scenario !== b.scenario || a.nodes.length !== b.nodes.length) return false
  return a.nodes === b.nodes || a.nodes.every((node, i) => sameToEngine(node, b.nodes[i]!))
}

const sameToEngine = (a: DesignNode, b: DesignNode): boolean =>
  a === b || (a.id === b.id && a.kind === b.kind && a.parent === b.parent && a.params === b.params)

/** Whether two models differ in nothing that the engine sees. */
export const sameModel = (a: SimModel, b: SimModel): boolean => sameValue(a, b)

/** Deep equality of plain data; stops at the first difference. */
function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameList(a, b)
  const [x, y] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  const keys = Object.keys(x)
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => Object.hasOwn(y, key) && sameValue(x[key], y[key]))
  )
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => sameValue(value, b[i]))
}
