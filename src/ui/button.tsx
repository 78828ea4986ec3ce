import type { ComponentPropsWithRef, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Tooltip } from './tooltip.tsx'
import './ui.css'

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** Destructive actions are outlined, never filled; `primary` is the one action of a dialog. */
  readonly variant?: 'plain' | 'line' | 'primary' | 'danger'
  readonly icon?: IconName
}

export function Button({ variant = 'plain', icon, className = '', children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`ui-btn ui-btn-${variant} ${className}`} {...rest}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  )
}

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children'> {
  readonly icon: IconName
  /** The accessible name, which the tooltip shows as well. */
  readonly label: string
  /** Keys to show beside the name. */
  readonly keys?: string
  readonly variant?: 'plain' | 'line'
}

export function IconButton({
  icon,
  label,
  keys,
  variant = 'plain',
  className = '',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={<Keyed keys={keys ?? ''}>{label}</Keyed>}>
      <button
        type="button"
        aria-label={label}
        className={`ui-btn ui-btn-${variant} ui-btn-square ${className}`}
        {...rest}
      >
        <Icon name={icon} />
      </button>
    </Tooltip>
  )
}

/** Words with the keys that do the same beside them. */
function Keyed({ keys, children }: { readonly keys: string; readonly children: ReactNode }) {
  return keys === '' ? (
    children
  ) : (
    <span className="ui-keyed">
      {children} <kbd className="ui-kbd">{keys}</kbd>
    </span>
  )
}
