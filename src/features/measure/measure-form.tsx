import type { CSSProperties } from 'react'
import { sayNumber } from '../../i18n/read-number.ts'
import { useT } from '../../i18n/use-t.ts'
import { DRAFT_SHAPES, type DraftField, type MeasureDraft, type ReadDraft } from './measure-draft.ts'

interface MeasureFormProps {
  readonly draft: MeasureDraft
  readonly read: ReadDraft
  readonly disabled: boolean
  readonly onChange: (draft: MeasureDraft) => void
}

/** How long, of that how much is left out, and with which seed. */
export function MeasureFields({ draft, read, disabled, onChange }: MeasureFormProps) {
  const t = useT()
  const { input, problems } = read
  const entry = (name: DraftField, label: string, help: string, value: number) => (
    <NumberEntry
      name={name}
      label={label}
      help={help}
      text={draft[name] ?? sayNumber(value, t)}
      problem={problems[name]}
      disabled={disabled}
      onChange={(text) => onChange({ ...draft, [name]: text })}
      onLeave={() => draft[name]?.trim() === '' && onChange({ ...draft, [name]: null })}
    />
  )
  return (
    <div className="measure-fields">
      {entry('duration', t('measure.duration'), t('measure.duration.help'), input.durationSec)}
      {entry('warmup', t('measure.warmup'), t('measure.warmup.help'), input.warmupSec)}
      {entry('seed', t('design.seed'), t('measure.seed.help'), input.seed)}
    </div>
  )
}

interface NumberEntryProps {
  readonly name: DraftField
  readonly label: string
  readonly help: string
  readonly text: string
  readonly problem: string
  readonly disabled: boolean
  readonly onChange: (text: string) => void
  readonly onLeave: () => void
}

function NumberEntry({ name, label, help, text, problem, disabled, onChange, onLeave }: NumberEntryProps) {
  const { unit, integer } = DRAFT_SHAPES[name]
  const id = `measure-${name}`
  return (
    <div className="measure-field">
      <label htmlFor={id}>{label}</label>
      <span className="ui-input-box" style={{ '--unit': unit.length } as CSSProperties}>
        <input
          id={id}
          className="ui-input"
          inputMode={integer ? 'numeric' : 'decimal'}
          autoComplete="off"
          value={text}
          disabled={disabled}
          aria-invalid={problem !== ''}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.value)}
          // An emptied field goes back to its default.
          onBlur={onLeave}
        />
        {unit === '' ? null : <span className="ui-unit">{unit}</span>}
      </span>
      <span id={`${id}-note`} className={problem === '' ? 'measure-note' : 'ui-field-error'}>
        {problem === '' ? help : problem}
      </span>
    </div>
  )
}
