import { useState } from 'react'
import { formatPercent } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import type { ParamValue } from '../../model/field.ts'
import { type Mix, REQUEST_CLASSES } from '../../model/request-class.ts'
import { MIX_WEIGHT_MAX } from '../../model/validate.ts'
import { NumberInput } from './number-input.tsx'
import './mix.css'

interface MixControlProps {
  readonly id: string
  readonly mix: ParamValue
  readonly onChange: (mix: Mix) => void
}

const WEIGHT = { min: 0, max: MIX_WEIGHT_MAX, integer: false, unit: '' } as const

/** Five weights with the shares that they come to. */
export function MixControl({ id, mix, onChange }: MixControlProps) {
  const t = useT()
  const [error, setError] = useState('')
  const weights = isMix(mix) ? mix : NO_MIX
  const total = REQUEST_CLASSES.reduce((sum, name) => sum + weights[name], 0)
  return (
    <div className="mix">
      {REQUEST_CLASSES.map((name, index) => (
        <div key={name} className="mix-row">
          <span>{t(`class.${name}`)}</span>
          <span className="mix-bar" aria-hidden="true">
            <i style={{ width: `${total > 0 ? (weights[name] / total) * 100 : 0}%` }} />
          </span>
          <span className="mix-share">
            {formatPercent(total > 0 ? weights[name] / total : 0, t.language)}
          </span>
          <NumberInput
            id={index === 0 ? id : `${id}-${name}`}
            label={t('mix.weight', { name: t(`class.${name}`) })}
            value={weights[name]}
            shape={WEIGHT}
            step={1}
            onError={setError}
            onChange={(weight) => {
              const next = { ...weights, [name]: weight }
              if (REQUEST_CLASSES.some((other) => next[other] > 0)) onChange(next)
              else setError(t('mix.empty'))
            }}
          />
        </div>
      ))}
      <span className="ui-field-error" role={error === '' ? undefined : 'alert'}>
        {error}
      </span>
    </div>
  )
}

const NO_MIX: Mix = { static: 0, read: 0, write: 0, upload: 0, task: 0 }

const isMix = (value: ParamValue): value is Mix => typeof value === 'object' && value !== null
