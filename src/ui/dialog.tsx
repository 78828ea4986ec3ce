import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import './overlays.css'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly closeLabel: string
  /** `sheet` rises from the foot of a phone; `command` has no visible head. */
  /** Hears Escape before the dialog closes by it, and may prevent that. */
  readonly onEscape?: (event: Event) => void
  readonly shape?: 'small' | 'large' | 'sheet' | 'command'
  readonly children: ReactNode
}

export function Dialog({
  open,
  onClose,
  onEscape = () => undefined,
  title,
  closeLabel,
  shape = 'small',
  children,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="ui-veil" />
        <Radix.Content
          className={`ui-dialog ui-dialog-${shape}`}
          aria-describedby={undefined}
          onEscapeKeyDown={onEscape}
          {...(shape === 'command' ? {} : { onOpenAutoFocus: focusDialog })}
        >
          <div className={shape === 'command' ? 'ui-hidden' : 'ui-dialog-head'}>
            <Radix.Title className="ui-dialog-title">{title}</Radix.Title>
            <Radix.Close className="ui-btn ui-btn-plain ui-btn-square" aria-label={closeLabel}>
              <Icon name="close" />
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The dialog itself takes the focus, so that a reader begins at its title and not at its way out. */
function focusDialog(event: Event): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}
