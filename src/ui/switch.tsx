import type { ComponentPropsWithRef } from 'react'
import './fields.css'

interface SwitchProps extends Omit<ComponentPropsWithRef<'button'>, 'onChange' | 'children'> {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export function Switch({ checked, onChange, ...rest }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      className="ui-switch"
      onClick={() => onChange(!checked)}
      {...rest}
    >
      <span className="ui-switch-track" />
    </button>
  )
}
