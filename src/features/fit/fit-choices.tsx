import { type CSSProperties, type ReactNode, useId } from 'react'
import { seriesName } from '../../analysis/fit/measured.ts'
import type { ServiceFields } from '../../analysis/fit/service.ts'
import { useT } from '../../i18n/use-t.ts'
import type { FitDraft, FitRead } from './use-fit.ts'

interface FitChoicesProps {
  readonly draft: FitDraft
  readonly read: FitRead
  readonly fields: ServiceFields
  readonly onChange: (part: Partial<FitDraft>) => void
}

/** Series that the list offers; a page of metrics may have thousands. */
const OFFERED_MAX = 500

/** What is left to choose: which series, in which unit, less which round trip, for which time of the node. */
export function FitChoices({ draft, read, fields, onChange }: FitChoicesProps) {
  const t = useT()
  const { all, series } = read
  return (
    <div className="fit-choices">
      {all.length > 1 && series ? (
        <Choice
          wide
          label={t('fit.series')}
          value={all.indexOf(series)}
          options={all.slice(0, OFFERED_MAX).map((one, index) => [index, seriesName(one)])}
          onChange={(index) => onChange({ series: index })}
        />
      ) : null}
      {fields.means.length > 1 ? (
        <Choice
          label={t('fit.field')}
          value={draft.field}
          options={fields.means.map(({ label }, index) => [index, t.text(label)])}
          onChange={(field) => onChange({ field })}
        />
      ) : null}
      {series && series.msPerUnit === null ? (
        <Choice
          label={t('fit.unit')}
          value={draft.msPerUnit}
          options={[
            [1000, t('fit.unit.s')],
            [1, t('fit.unit.ms')],
          ]}
          onChange={(msPerUnit) => onChange({ msPerUnit })}
        />
      ) : null}
      <RoundTrip text={draft.rtt} problem={read.rttProblem} onChange={(rtt) => onChange({ rtt })} />
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly wide?: boolean
  readonly value: number
  readonly options: readonly (readonly [value: number, label: string])[]
  readonly onChange: (value: number) => void
}

function Choice({ label, wide = false, value, options, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <Labelled id={id} label={label} wide={wide}>
      <select
        id={id}
        className="ui-input"
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

interface RoundTripProps {
  readonly text: string
  readonly problem: string
  readonly onChange: (text: string) => void
}

function RoundTrip({ text, problem, onChange }: RoundTripProps) {
  const t = useT()
  const id = useId()
  return (
    <Labelled id={id} label={t('fit.rtt')} wide={false}>
      <span className="ui-input-box" style={{ '--unit': 2 } as CSSProperties}>
        <input
          id={id}
          className="ui-input"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          aria-invalid={problem !== ''}
          aria-describedby={`${id}-problem`}
          onChange={(event) => onChange(event.target.value)}
        />
        <span className="ui-unit">ms</span>
      </span>
      <span id={`${id}-problem`} className="ui-field-error">
        {problem}
      </span>
    </Labelled>
  )
}

interface LabelledProps {
  readonly id: string
  readonly label: string
  readonly wide: boolean
  readonly children: ReactNode
}

const Labelled = ({ id, label, wide, children }: LabelledProps) => (
  <div className={wide ? 'fit-choice fit-choice-wide' : 'fit-choice'}>
    <label htmlFor={id}>{label}</label>
    {children}
  </div>
)
