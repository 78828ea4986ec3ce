import { type ReactNode, useRef, useState } from 'react'
import { IconButton } from './button.tsx'
import { Bubble } from './tooltip.tsx'
import './fields.css'

interface FieldProps {
  readonly id: string
  readonly label: string
  /** What the field does; read out with the control, shown on hover and while the control has the focus. */
  readonly help: string
  /** Lines under the help: range, default. */
  readonly notes?: string
  /** What is wrong with what was typed, and what to do; empty while it is fine. */
  readonly error?: string
  readonly changed?: boolean
  readonly changedLabel?: string
  readonly resetLabel?: string
  readonly onReset?: () => void
  /** A line under the control. */
  readonly beneath?: string
  /** It does nothing at present; the control still works. */
  readonly idle?: boolean
  /** A wide control goes on a line of its own. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** Id of the hidden text that describes the control of a field. */
export const helpId = (id: string): string => `${id}-help`
export const errorId = (id: string): string => `${id}-error`

/** Label, control, help, what differs from the default, and what is wrong, for one value. */
export function Field(props: FieldProps) {
  const {
    id,
    label,
    help,
    notes = '',
    error = '',
    changed = false,
    wide = false,
    idle = false,
    children,
  } = props
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const row = useRef<HTMLDivElement>(null)
  return (
    <div className={`ui-field ${wide ? 'ui-field-wide' : ''} ${idle ? 'ui-field-idle' : ''}`}>
      <div ref={row} className="ui-field-row">
        <label
          htmlFor={id}
          className="ui-field-label"
          onPointerEnter={() => setHovered(true)}
          onPointerLeave={() => setHovered(false)}
        >
          {changed ? <span className="ui-field-dot" title={props.changedLabel} /> : null}
          {label}
        </label>
        {changed && props.onReset ? (
          <IconButton
            icon="undo"
            label={props.resetLabel ?? ''}
            className="ui-field-reset"
            onClick={props.onReset}
          />
        ) : null}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to the focus of what it holds. */}
        <div
          className="ui-field-control"
          onFocus={(event) => setFocused(event.target.matches(':focus-visible'))}
          onBlur={() => setFocused(false)}
        >
          {children}
        </div>
      </div>
      {props.beneath ? <p className="ui-field-beneath">{props.beneath}</p> : null}
      {(hovered || focused) && row.current ? (
        <Bubble anchor={row.current} side="left" gap={22}>
          {help}
          {notes === '' ? null : <span className="ui-tooltip-notes">{notes}</span>}
        </Bubble>
      ) : null}
      <span id={helpId(id)} hidden>
        {help} {notes}
      </span>
      <span id={errorId(id)} className="ui-field-error" role={error === '' ? undefined : 'alert'}>
        {error}
      </span>
    </div>
  )
}
