import { useT } from '../../i18n/use-t.ts'
import type { Field as FieldModel, Params, ParamValue } from '../../model/field.ts'
import { errorId, Field, helpId } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import { MixControl } from './mix-control.tsx'
import { NumberField } from './number-field.tsx'
import { fieldNotes } from './number-text.ts'

interface ParamFieldsProps {
  /** Id of the node or wire whose fields these are. */
  readonly owner: string
  readonly fields: readonly FieldModel[]
  readonly params: Params
  readonly onChange: (field: FieldModel, value: ParamValue) => void
}

/** Every field of a kind, from its field table: nothing here knows a kind. */
export function ParamFields({ owner, fields, params, onChange }: ParamFieldsProps) {
  const t = useT()
  return (
    <section className="inspector-section" aria-labelledby={`${owner}-fields`}>
      <h3 id={`${owner}-fields`}>{t('inspector.fields')}</h3>
      {fields.map((field) => (
        <ParamField
          key={field.key}
          id={`${owner}-${field.key}`}
          field={field}
          value={params[field.key] === undefined ? field.default : (params[field.key] as ParamValue)}
          onChange={(value) => onChange(field, value)}
        />
      ))}
    </section>
  )
}

interface ParamFieldProps {
  readonly id: string
  readonly field: FieldModel
  readonly value: ParamValue
  readonly onChange: (value: ParamValue) => void
}

function ParamField({ id, field, value, onChange }: ParamFieldProps) {
  const t = useT()
  const changed = JSON.stringify(value) !== JSON.stringify(field.default)
  const shared = {
    id,
    label: t.text(field.label),
    help: t.text(field.help),
    notes: fieldNotes(field, t),
    changed,
    changedLabel: t('field.changed'),
    resetLabel: t('field.reset', { field: t.text(field.label) }),
    onReset: () => onChange(field.default),
  }
  switch (field.type) {
    case 'number':
    case 'limit':
      return <NumberField shared={shared} field={field} value={value} onChange={onChange} />
    case 'choice':
      return (
        <Field {...shared}>
          <ChoiceControl id={id} field={field} value={value} onChange={onChange} />
        </Field>
      )
    case 'toggle':
      return (
        <Field {...shared}>
          <Switch id={id} checked={value === true} onChange={onChange} aria-describedby={helpId(id)} />
        </Field>
      )
    case 'mix':
      return (
        <Field {...shared} wide>
          <MixControl id={id} mix={value} onChange={onChange} />
        </Field>
      )
  }
}

interface ChoiceControlProps {
  readonly id: string
  readonly field: FieldModel & { readonly type: 'choice' }
  readonly value: ParamValue
  readonly onChange: (value: string) => void
}

function ChoiceControl({ id, field, value, onChange }: ChoiceControlProps) {
  const t = useT()
  return (
    <select
      id={id}
      className="ui-input"
      value={String(value)}
      aria-describedby={`${helpId(id)} ${errorId(id)}`}
      onChange={(event) => onChange(event.target.value)}
    >
      {field.options.map((option) => (
        <option key={option.value} value={option.value}>
          {t.text(option.label)}
        </option>
      ))}
    </select>
  )
}
