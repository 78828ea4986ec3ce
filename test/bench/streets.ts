import { type Design, type DesignEdge, type DesignNode, emptyDesign } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'

/** Wires of a part lead to others of the same row, by their places in it. */
const ROW: readonly (readonly [kind: string, params: Params, targets: readonly number[]])[] = [
  ['client', { ratePerSec: 250 }, [1]],
  ['dns', {}, [2, 3]],
  ['cdn', { entriesMax: 5000 }, [9]],
  ['load-balancer', { policy: 'two-choices' }, [4, 5]],
  ['web', { workers: 16 }, [6, 7, 8]],
  ['web', { workers: 12, serviceMs: 35 }, [6, 7]],
  ['cache', { ttlMs: 60_000 }, []],
  ['database', { slots: 24 }, []],
  ['queue', {}, []],
  ['storage', {}, []],
]
const NAMES = ['orders', 'search', 'cart', 'users', 'billing', 'media', 'feed', 'mail', 'stock', 'reviews']

/**
 * A design of so many nodes as somebody might have drawn it: rows that are alike and yet not equal, a third of the nodes
 * renamed, a third with a changed field, and no card exactly under another. The same for everybody.
 */
export function streets(nodes: number): Design {
  const chance = chances(20_261_127)
  const rows = Array.from({ length: Math.ceil(nodes / ROW.length) }, (_, row) => street(row, chance))
  const kept = rows.flatMap((row) => row.nodes).slice(0, nodes)
  const ids = new Set(kept.map(({ id }) => id))
  const edges = rows
    .flatMap((row) => row.edges)
    .filter(({ source, target }) => ids.has(source) && ids.has(target))
  return { ...emptyDesign(`${nodes} nodes`), nodes: kept, edges }
}

function street(row: number, chance: () => number): { nodes: DesignNode[]; edges: DesignEdge[] } {
  const idAt = (column: number) => `${ROW[column]![0]}-${row * ROW.length + column + 1}`
  const nodes = ROW.map(
    ([kind, params], column): DesignNode => ({
      id: idAt(column),
      kind,
      label: chance() < 1 / 3 ? `${NAMES[row % NAMES.length]} ${kind}` : '',
      position: {
        x: 208 * column + 16 * Math.floor(3 * chance()),
        y: 160 * row + 16 * Math.floor(5 * chance()),
      },
      params: chance() < 1 / 3 ? scaled(params, chance) : {},
    }),
  )
  const edges = ROW.flatMap(([, , targets], column) =>
    targets.map(
      (target): DesignEdge => ({
        id: `${idAt(column)}>${idAt(target)}`,
        source: idAt(column),
        target: idAt(target),
        params: chance() < 1 / 3 ? { latencyMs: 1 + Math.floor(40 * chance()) } : {},
      }),
    ),
  )
  return { nodes, edges }
}

/** No two of a sort have the same figures. */
const scaled = (params: Params, chance: () => number): Params =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'number' ? Math.ceil(value * (0.5 + chance())) : value,
    ]),
  )

/** A linear congruential generator with the constants of Numerical Recipes, chapter 7. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
