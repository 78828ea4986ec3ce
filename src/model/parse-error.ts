import { shortened } from './plain-text.ts'

/** What is wrong with a document: where (`nodes[3].params.workers`), about whom, and what. */
export interface ParseError {
  readonly code:
    | 'notJson'
    | 'notFaultline'
    | 'newerVersion'
    | 'shape'
    | 'limit'
    | 'duplicateId'
    | 'badId'
    | 'danglingWire'
    | 'badParent'
    | 'badParam'
    /** Characters that a name must not hold were left out. */
    | 'unwantedText'
    /** A property whose name would reach into the prototype of objects was left out. */
    | 'unwantedKey'
  readonly path: string
  /** Id of the node or wire that it is about, or an empty string. */
  readonly target: string
  readonly field: string
  readonly values: Readonly<Record<string, string | number>>
}

/** Characters of anything from outside that a message repeats. */
const SAID_MAX = 80

/** Whatever a document may hold goes into a message in short. */
export function problem(
  code: ParseError['code'],
  path: string,
  values: ParseError['values'] = {},
  target = '',
  field = '',
): ParseError {
  const said = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'string' && key !== 'known' ? shortened(value, SAID_MAX) : value,
  ])
  return {
    code,
    path: shortened(path, 2 * SAID_MAX),
    target,
    field: shortened(field, SAID_MAX),
    values: Object.fromEntries(said),
  }
}
