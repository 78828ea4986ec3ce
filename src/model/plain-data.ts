import { DESIGN_LIMITS } from './design.ts'

/** Keys that lead to the prototype of an object in some reader or other; no document needs them. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export const isForbiddenKey = (key: string): boolean => FORBIDDEN.has(key)

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether properties stand in properties deeper than a document may have them; it does not call itself, so any depth may come. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DESIGN_LIMITS.nesting) return true
    const next: unknown[] = []
    for (const one of level)
      if (typeof one === 'object' && one !== null)
        for (const inner of Object.values(one))
          if (typeof inner === 'object' && inner !== null) next.push(inner)
    level = next
  }
  return false
}

/** A copy without forbidden keys at any level. `onDropped` hears the path of each one below `path`. */
export function withoutForbiddenKeys(
  value: unknown,
  path: string,
  onDropped: (path: string) => void,
): unknown {
  if (Array.isArray(value))
    return value.map((one, i) => withoutForbiddenKeys(one, `${path}[${i}]`, onDropped))
  if (!isRecord(value)) return value
  const kept: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) {
    if (isForbiddenKey(key)) onDropped(`${path}.${key}`)
    else kept[key] = withoutForbiddenKeys(inner, `${path}.${key}`, onDropped)
  }
  return kept
}
