import { useT } from '../../i18n/use-t.ts'
import type { Field as FieldModel, Params } from '../../model/field.ts'
import type { Preset } from '../../model/kind.ts'
import { Field, helpId } from '../../ui/field.tsx'
import { presetOf } from './field-sections.ts'

interface PresetFieldProps {
  readonly owner: string
  readonly presets: readonly Preset[]
  readonly fields: readonly FieldModel[]
  readonly params: Params
  readonly onPreset: (preset: Preset) => void
}

/** The preset that the values agree with, and the others to choose from. */
export function PresetField({ owner, presets, fields, params, onPreset }: PresetFieldProps) {
  const t = useT()
  const id = `${owner}-preset`
  const current = presetOf(presets, fields, params)
  return (
    <Field
      id={id}
      label={t('preset.label')}
      help={t('preset.help')}
      notes={presets.map((preset) => `${t.text(preset.label)}: ${t.text(preset.help)}`).join(' ')}
      beneath={current ? t.text(current.help) : ''}
    >
      <select
        id={id}
        className="ui-input"
        value={current?.id ?? ''}
        aria-describedby={helpId(id)}
        onChange={(event) => {
          const chosen = presets.find((preset) => preset.id === event.target.value)
          if (chosen) onPreset(chosen)
        }}
      >
        {current ? null : <option value="">{t('preset.custom')}</option>}
        {presets.map((preset) => (
          <option key={preset.id} value={preset.id} title={t.text(preset.help)}>
            {t.text(preset.label)}
          </option>
        ))}
      </select>
    </Field>
  )
}
