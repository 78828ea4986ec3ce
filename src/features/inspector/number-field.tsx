import type { ComponentProps } from 'react'
import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import type { LimitField, NumberField as NumberModel, ParamValue } from '../../model/field.ts'
import { Field } from '../../ui/field.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { NumberInput } from './number-input.tsx'
import { noneText } from './number-text.ts'

interface NumberFieldProps {
  readonly shared: Omit<ComponentProps<typeof Field>, 'children'>
  readonly field: NumberModel | LimitField
  readonly value: ParamValue
  readonly onChange: (value: ParamValue) => void
}

/** A number, or for a limit also none at all. What is typed reaches the design once it is valid and the field is left. */
export function NumberField({ shared, field, value, onChange }: NumberFieldProps) {
  const t = useT()
  const [error, setError] = useState('')
  const none = field.type === 'limit' ? noneText(field, t) : ''
  const unlimited = field.type === 'limit' && value === null
  return (
    <Field {...shared} error={error}>
      {field.type === 'limit' ? (
        <Tooltip content={none}>
          <button
            type="button"
            className="number-unlimited"
            aria-label={t('field.noneFor', { none, field: shared.label })}
            aria-pressed={unlimited}
            onClick={() => onChange(unlimited ? (field.default ?? field.max) : null)}
          >
            ∞
          </button>
        </Tooltip>
      ) : null}
      <NumberInput
        id={shared.id}
        value={typeof value === 'number' ? value : null}
        shape={field}
        step={field.step}
        placeholder={unlimited ? none : ''}
        onError={setError}
        onChange={onChange}
        onEmpty={field.type === 'limit' ? () => onChange(null) : undefined}
      />
    </Field>
  )
}
