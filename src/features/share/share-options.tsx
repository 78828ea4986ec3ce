import { useId } from 'react'
import { formatClock } from '../../i18n/format.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { Result } from '../../model/result.ts'
import { Switch } from '../../ui/switch.tsx'
import type { ShareOptions } from './share-content.ts'
import type { MomentGap } from './use-moment.ts'

type Moment = Result<{ readonly moment: { readonly atTick: number } }, MomentGap> | null

interface ShareOptionsFormProps {
  readonly options: ShareOptions
  readonly moment: Moment
  /** Characters of the design's notes. */
  readonly notesLength: number
  readonly onChange: (options: ShareOptions) => void
}

const TICKS_A_SEC = 1e9

/** What goes into the link beside the design itself. */
export function ShareOptionsForm({ options, moment, notesLength, onChange }: ShareOptionsFormProps) {
  const t = useT()
  const change = (changed: Partial<ShareOptions>) => onChange({ ...options, ...changed })
  return (
    <fieldset className="share-options">
      <legend className="ui-hidden">{t('share.options')}</legend>
      <Option
        name={t('share.option.moment')}
        help={momentWords(moment, t)}
        checked={options.moment && moment?.ok === true}
        disabled={moment?.ok !== true}
        onChange={(on) => change({ moment: on })}
      />
      <Option
        name={t('share.option.notes')}
        help={t('share.option.notesHelp', { length: notesLength })}
        checked={!options.notes}
        disabled={notesLength === 0}
        onChange={(on) => change({ notes: !on })}
      />
      <Option
        name={t('share.option.view')}
        help={t('share.option.viewHelp')}
        checked={options.view}
        onChange={(on) => change({ view: on })}
      />
      <Option
        name={t('share.option.language')}
        help={t('share.option.languageHelp')}
        checked={options.language}
        onChange={(on) => change({ language: on })}
      />
      <Option
        name={t('share.option.readOnly')}
        help={t('share.option.readOnlyHelp')}
        checked={!options.editing}
        onChange={(on) => change({ editing: !on })}
      />
    </fieldset>
  )
}

function momentWords(moment: Moment, t: Translator): string {
  if (moment === null) return t('share.option.momentWaits')
  if (!moment.ok) return t(`share.gap.${moment.error}`)
  return t('share.option.momentHelp', { clock: formatClock(moment.value.moment.atTick / TICKS_A_SEC) })
}

interface OptionProps {
  readonly name: string
  readonly help: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

function Option({ name, help, checked, disabled = false, onChange }: OptionProps) {
  const id = useId()
  return (
    <div className={`share-option ${disabled ? 'share-option-off' : ''}`}>
      <Switch
        id={id}
        aria-label={name}
        aria-describedby={`${id}-help`}
        checked={checked}
        disabled={disabled}
        onChange={onChange}
      />
      <label htmlFor={id} className="share-option-words">
        <span className="share-option-name">{name}</span>
        <span id={`${id}-help`} className="share-option-help">
          {help}
        </span>
      </label>
    </div>
  )
}
