import { useT } from '../../i18n/use-t.ts'
import type { Field as FieldModel, Params, ParamValue } from '../../model/field.ts'
import { paramOf } from '../../model/params.ts'
import { errorId, Field, helpId } from '../../ui/field.tsx'
import { Switch } from '../../ui/switch.tsx'
import { isChanged } from './field-sections.ts'
import { MixControl } from './mix-control.tsx'
import { NumberField } from './number-field.tsx'
import { fieldNotes, priceText } from './number-text.ts'

interface ParamFieldProps {
  readonly id: string
  readonly field: FieldModel
  readonly params: Params
  /** Why it does nothing at present, or an empty string. */
  readonly idle: string
  readonly onChange: (value: ParamValue) => void
}

export function ParamField({ id, field, params, idle, onChange }: ParamFieldProps) {
  const t = useT()
  const value = paramOf(field, params)
  const notes = fieldNotes(field, t)
  const shared = {
    id,
    label: t.text(field.label),
    help: t.text(field.help),
    notes: idle === '' ? notes : `${idle} ${notes}`,
    idle: idle !== '',
    changed: isChanged(field, params),
    changedLabel: t('field.changed'),
    resetLabel: t('field.reset', { field: t.text(field.label) }),
    onReset: () => onChange(field.default),
  }
  switch (field.type) {
    case 'number':
    case 'limit': {
      const beneath = field.unit === '$/h' && typeof value === 'number' ? priceText(value, params, t) : ''
      return <NumberField shared={{ ...shared, beneath }} field={field} value={value} onChange={onChange} />
    }
    case 'choice': {
      const beneath = idle === '' ? chosenHelp(field, value, t.text) : ''
      return (
        <Field {...shared} beneath={beneath}>
          <ChoiceControl id={id} field={field} value={value} onChange={onChange} />
        </Field>
      )
    }
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

type ChoiceModel = FieldModel & { readonly type: 'choice' }

/** What the chosen option does; nothing where that only repeats its name. */
function chosenHelp(
  field: ChoiceModel,
  value: ParamValue,
  say: (text: ChoiceModel['label']) => string,
): string {
  const option = field.options.find((candidate) => candidate.value === value)
  if (!option) return ''
  const help = say(option.help)
  return say(option.label).toLowerCase().startsWith(help.replace(/\.$/, '').toLowerCase()) ? '' : help
}

interface ChoiceControlProps {
  readonly id: string
  readonly field: ChoiceModel
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
        <option key={option.value} value={option.value} title={t.text(option.help)}>
          {t.text(option.label)}
        </option>
      ))}
    </select>
  )
}
