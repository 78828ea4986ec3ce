import type { ReactNode } from 'react'
import { useT } from '../../i18n/use-t.ts'
import type { FieldGroup, Field as FieldModel, Params, ParamValue } from '../../model/field.ts'
import type { Preset } from '../../model/kind.ts'
import { FieldGroupSection } from './field-group.tsx'
import { fieldRuns, fieldSections, isChanged, presetGroup } from './field-sections.ts'
import { saidValue } from './number-text.ts'
import { ParamField } from './param-field.tsx'
import { PresetField } from './preset-field.tsx'

interface ParamFieldsProps {
  /** Id of the node or wire whose fields these are. */
  readonly owner: string
  readonly fields: readonly FieldModel[]
  readonly params: Params
  readonly presets?: readonly Preset[]
  /** What stands in the head of a section besides its name. */
  readonly heads?: Readonly<Partial<Record<FieldGroup, string>>>
  /** What can be done with all fields, beside their heading. */
  readonly action?: ReactNode
  readonly onChange: (field: FieldModel, value: ParamValue) => void
  readonly onPreset?: (preset: Preset) => void
}

/** Every field of a kind, from its field table: nothing here knows a kind. */
export function ParamFields({ presets = [], heads = {}, action, ...props }: ParamFieldsProps) {
  const t = useT()
  const { owner, fields, params, onPreset } = props
  const presetsIn = presetGroup(presets, fields)
  const sections = fieldSections(fields)
  const content = (group: FieldGroup | undefined, shown: readonly FieldModel[]) => (
    <>
      {onPreset && presets.length > 0 && presetsIn === group ? (
        <PresetField owner={owner} presets={presets} fields={fields} params={params} onPreset={onPreset} />
      ) : null}
      <Fields {...props} shown={shown} />
    </>
  )
  const [top, ...groups] = sections[0]?.group === undefined ? sections : [undefined, ...sections]
  return (
    <section className="inspector-section inspector-fields" aria-labelledby={`${owner}-fields`}>
      <div className="inspector-fields-head">
        <h3 id={`${owner}-fields`}>{t('inspector.fields')}</h3>
        {action}
      </div>
      {content(undefined, top?.fields ?? [])}
      {groups.map((section) =>
        section?.group === undefined ? null : (
          <FieldGroupSection
            key={section.group}
            name={t(`fields.${section.group}`)}
            said={heads[section.group] ?? ''}
            changed={section.fields.filter((field) => isChanged(field, params)).length}
          >
            {content(section.group, section.fields)}
          </FieldGroupSection>
        ),
      )}
    </section>
  )
}

interface FieldsProps extends Pick<ParamFieldsProps, 'owner' | 'fields' | 'params' | 'onChange'> {
  readonly shown: readonly FieldModel[]
}

/** Fields that do nothing at present stand together under the reason. */
function Fields({ owner, fields, params, onChange, shown }: FieldsProps) {
  const t = useT()
  return fieldRuns(shown, fields, params).map(({ because, fields: run }) => {
    const idle = because ? { field: t.text(because.label), value: saidValue(because, params, t) } : undefined
    const controls = run.map((field) => (
      <ParamField
        key={field.key}
        id={`${owner}-${field.key}`}
        field={field}
        params={params}
        idle={idle ? t('field.idle.note', idle) : ''}
        onChange={(value) => onChange(field, value)}
      />
    ))
    if (!idle) return controls
    return (
      <div key={`idle ${run[0]?.key}`} className="fields-idle">
        <p aria-hidden="true">{t('field.idle', idle)}</p>
        {controls}
      </div>
    )
  })
}
