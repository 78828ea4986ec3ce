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
  /** The arrow keys count no sooner than what is typed: for values that begin the run anew. */
  readonly arrowsWait?: boolean
  readonly onError: (sentence: string) => void
  readonly onChange: (value: number) => void
  /** For a limit: the field was emptied. */
  readonly onEmpty?: (() => void) | undefined
}

/**
 * Keeps what is being typed apart from the value until the field is left or Enter is pressed: the 2 on the way to 2000 is a valid number
 * as well, and a running system would feel it. The arrow keys count at once.
 */
export function NumberInput({
  id,
  value,
  shape,
  step,
  placeholder = '',
  label,
  arrowsWait = false,
  ...rest
}: NumberInputProps) {
  const t = useT()
  const [draft, setDraft] = useState<string | null>(null)
  const [invalid, setInvalid] = useState(false)
  const settle = (sentence: string) => {
    setInvalid(sentence !== '')
    rest.onError(sentence)
  }
  /** Says what is wrong with a draft, and where nothing is, passes it on if it counts. */
  const take = (text: string, counts: boolean) => {
    if (text.trim() === '' && rest.onEmpty) {
      settle('')
      if (counts) rest.onEmpty()
      return
    }
    const read = readNumber(text, shape, t)
    settle(read.ok ? '' : read.error)
    if (read.ok && counts && read.value !== value) rest.onChange(read.value)
  }
  const type = (text: string) => {
    setDraft(text)
    take(text, false)
  }
  /** A draft that is wrong stays with its message until it is put right or taken back with Escape. */
  const leave = () => {
    if (invalid || draft === null) return
    take(draft, true)
    setDraft(null)
  }
  const draftValue = (text: string): number | null => {
    const read = readNumber(text, shape, t)
    return read.ok ? read.value : value
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave()
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation()
      setDraft(null)
      settle('')
    }
    const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
    const from = draft === null ? value : draftValue(draft)
    if (direction === 0 || from === null) return
    event.preventDefault()
    const stepped = from + direction * step * (event.shiftKey ? 10 : 1)
    const next = Number(Math.min(shape.max, Math.max(shape.min, stepped)).toPrecision(12))
    if (arrowsWait) return type(String(next))
    setDraft(null)
    settle('')
    rest.onChange(next)
  }
  const showsPlaceholder = placeholder !== '' && value === null && (draft ?? '') === ''
  const unitLength = showsPlaceholder ? 0 : shape.unit.length
  return (
    <span className="ui-input-box" style={{ '--unit': unitLength } as CSSProperties}>
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
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      {shape.unit === '' || showsPlaceholder ? null : <span className="ui-unit">{shape.unit}</span>}
    </span>
  )
}
