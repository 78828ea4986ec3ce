import { DESIGN_VERSION } from './design.ts'
import { isRecord } from './plain-data.ts'

/** One rung: makes a document of one version into a document of the next, as plain JSON values. */
export interface Migration {
  readonly from: number
  up(document: Readonly<Record<string, unknown>>): Record<string, unknown>
}

/** Defaults of the fields of each kind (and of wires, under `wire`) as they were in a version. */
export type FrozenDefaults = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/**
 * The ladder. When a default, a field or a shape changes, raise `DESIGN_VERSION`, keep the old defaults in `frozen-fields.ts`,
 * and add a rung here that starts with `withDefaultsOf` where a default has changed.
 */
export const MIGRATIONS: readonly Migration[] = [
  // How often parts fail by themselves is said since version 2; no default of before has changed.
  { from: 1, up: (document) => ({ ...document }) },
  // More is said of ejections, repetitions, promotions and caches since version 3, by fields that do nothing unless they are set.
  { from: 2, up: (document) => ({ ...document }) },
  // A process can hang since version 4: a fault that no older build knows. No field has changed.
  { from: 3, up: (document) => ({ ...document }) },
]

/** A document of an older version, made into one of the present version rung by rung. */
export function migrate(
  document: Readonly<Record<string, unknown>>,
  ladder: readonly Migration[] = MIGRATIONS,
  newest: number = DESIGN_VERSION,
): Readonly<Record<string, unknown>> {
  let current = document
  for (const rung of ladder) {
    if (current.version !== rung.from) continue
    current = { ...rung.up(current), version: rung.from + 1 }
    if (current.version === newest) break
  }
  return current
}

/**
 * Writes the defaults of an old version into a document wherever it says nothing and the default has changed since: what a
 * design did then it does now.
 */
export function withDefaultsOf(
  document: Readonly<Record<string, unknown>>,
  before: FrozenDefaults,
  after: FrozenDefaults,
): Record<string, unknown> {
  const filled = (thing: unknown, kind: string): unknown => {
    if (!isRecord(thing)) return thing
    const [old, now] = [before[kind] ?? {}, after[kind] ?? {}]
    const given = isRecord(thing.params) ? thing.params : {}
    const changed = Object.entries(old).filter(
      ([key, value]) => !Object.hasOwn(given, key) && JSON.stringify(value) !== JSON.stringify(now[key]),
    )
    return changed.length === 0 ? thing : { ...thing, params: { ...Object.fromEntries(changed), ...given } }
  }
  const kindOf = (node: unknown): string => (isRecord(node) && typeof node.kind === 'string' ? node.kind : '')
  return {
    ...document,
    ...(Array.isArray(document.nodes)
      ? { nodes: document.nodes.map((node) => filled(node, kindOf(node))) }
      : {}),
    ...(Array.isArray(document.edges) ? { edges: document.edges.map((edge) => filled(edge, 'wire')) } : {}),
  }
}
