import fieldsV1 from './frozen/fields-v1.json' with { type: 'json' }
import fieldsV2 from './frozen/fields-v2.json' with { type: 'json' }
import fieldsV3 from './frozen/fields-v3.json' with { type: 'json' }
import type { FrozenDefaults } from './migrations.ts'

/** A field as it was in a version: its key, its default, and the values of a choice in their order. */
export type FrozenField = readonly [key: string, value: unknown, options?: readonly string[]]

/** A kind as it was in a version: its id, the prefix of its nodes' ids, and its fields in their order. */
export type FrozenKind = readonly [id: string, idPrefix: string, fields: readonly FrozenField[]]

/** The fields of all kinds, and last those of wires under `wire`, as they are in version 1. Never changed: links and old files hang on it. */
export const FIELDS_V1 = fieldsV1 as unknown as readonly FrozenKind[]

/** The same as they are in version 2: every kind that can fail says how often, last among its fields. */
export const FIELDS_V2 = fieldsV2 as unknown as readonly FrozenKind[]

/**
 * The same as they are in versions 3 and 4: how balancers eject and repeat, how a death is noticed, how caches are filled and make room.
 * What a version adds stands behind what there was, wherever the inspector shows it.
 */
export const FIELDS_V3 = fieldsV3 as unknown as readonly FrozenKind[]

export const defaultsOf = (kinds: readonly FrozenKind[]): FrozenDefaults =>
  Object.fromEntries(
    kinds.map(([id, , fields]) => [id, Object.fromEntries(fields.map(([key, value]) => [key, value]))]),
  )
