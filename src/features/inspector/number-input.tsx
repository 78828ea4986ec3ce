import { type CSSProperties, type KeyboardEvent, useState } from 'react'
import { type NumberShape, readNumber } from '../../i18n/read-number.ts'
import { useT } from '../../i18n/use-t.ts'
import { errorId, helpId } from '../../ui/field.tsx'
import { shownNumber } from './number-text.ts'

interface NumberInputProps {
  readonly id: string
  /** Null shows the placeholder. */
  readonly value: number | null
  readonly shape: NumberShape
  readonly step: number
  readonly placeholder?: string
  readonly label?: string
  readonly onError: (sentence: string) => void
  readonly onChange: (value: number) => void
  /** For a limit: the field was emptied. */
  readonly onEmpty?: (() => void) | undefined
}

/** Keeps what is being typed apart from the value, so that a half-typed number changes nothing. */
export function NumberInput({ id, value, shape, step, placeholder = '', label, ...rest }: NumberInputProps) {
  const t = useT()
  const [draft, setDraft] = useState<string | null>(null)
  const [invalid, setInvalid] = useState(false)
  const settle = (sentence: string) => {
    setInvalid(sentence !== '')
    rest.onError(sentence)
  }
  const type = (text: string) => {
    setDraft(text)
    if (text.trim() === '' && rest.onEmpty) {
      settle('')
      rest.onEmpty()
      return
    }
    const read = readNumber(text, shape, t)
    settle(read.ok ? '' : read.error)
    if (read.ok) rest.onChange(read.value)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation()
      setDraft(null)
      settle('')
    }
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    if (direction === 0 || value === null) return
    event.preventDefault()
    const next = value + direction * step * (event.shiftKey ? 10 : 1)
    setDraft(null)
    settle('')
    rest.onChange(Number(Math.min(shape.max, Math.max(shape.min, next)).toPrecision(12)))
  }
  return (
    <span className="ui-input-box" style={{ '--unit': shape.unit.length } as CSSProperties}>
      <input
        id={id}
        className="ui-input"
        inputMode={shape.integer ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={draft ?? (value === null ? '' : shownNumber(value, shape.unit))}
        placeholder={placeholder}
        aria-invalid={invalid}
        aria-describedby={label ? undefined : `${helpId(id)} ${errorId(id)}`}
        aria-label={label}
        onChange={(event) => type(event.target.value)}
        // A draft that is wrong stays with its message until it is put right or taken back with Escape.
        onBlur={() => !invalid && setDraft(null)}
        onKeyDown={onKeyDown}
      />
      {shape.unit === '' ? null : <span className="ui-unit">{shape.unit}</span>}
    </span>
  )
}
