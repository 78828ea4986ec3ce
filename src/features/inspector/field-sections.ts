import { FIELD_GROUPS, type Field, type FieldGroup, type Params } from '../../model/field.ts'
import type { Preset } from '../../model/kind.ts'
import { idleBecause, paramOf } from '../../model/params.ts'

export interface FieldSection {
  /** Undefined for the fields that stand at the top. */
  readonly group: FieldGroup | undefined
  readonly fields: readonly Field[]
}

/** Fields without a group first, then each group that has any, in the order of `FIELD_GROUPS`. */
export function fieldSections(fields: readonly Field[]): readonly FieldSection[] {
  const groups: readonly (FieldGroup | undefined)[] = [undefined, ...FIELD_GROUPS]
  return groups
    .map((group) => ({ group, fields: fields.filter((field) => field.group === group) }))
    .filter((section) => section.fields.length > 0)
}

export const isChanged = (field: Field, params: Params): boolean =>
  !same(paramOf(field, params), field.default)

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Fields next to one another that do nothing for the same reason; the others one by one. */
export interface FieldRun {
  readonly because: Field | undefined
  readonly fields: readonly Field[]
}

export function fieldRuns(shown: readonly Field[], all: readonly Field[], params: Params): FieldRun[] {
  const runs: { because: Field | undefined; fields: Field[] }[] = []
  for (const field of shown) {
    const because = idleBecause(field, all, params)
    const last = runs.at(-1)
    if (because && last?.because === because) last.fields.push(field)
    else runs.push({ because, fields: [field] })
  }
  return runs
}

/** The first preset that the params agree with in all that it sets. */
export const presetOf = (
  presets: readonly Preset[],
  fields: readonly Field[],
  params: Params,
): Preset | undefined =>
  presets.find((preset) =>
    fields.every(
      (field) =>
        preset.params[field.key] === undefined || same(preset.params[field.key], paramOf(field, params)),
    ),
  )

/** The section that the presets belong to: that of their fields where all are in one, else the top. */
export function presetGroup(presets: readonly Preset[], fields: readonly Field[]): FieldGroup | undefined {
  const set = fields.filter((field) => presets.some((preset) => preset.params[field.key] !== undefined))
  const groups = new Set(set.map((field) => field.group))
  return groups.size === 1 ? set[0]?.group : undefined
}
