import { type ReactNode, useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../ui/icon.tsx'

interface FieldGroupProps {
  readonly name: string
  /** A figure beside the name; it may be empty. */
  readonly said: string
  /** How many of its fields differ from their defaults. */
  readonly changed: number
  readonly children: ReactNode
}

/** A section of fields: closed until somebody opens it or something in it differs from its default. */
export function FieldGroupSection({ name, said, changed, children }: FieldGroupProps) {
  const t = useT()
  const [open, setOpen] = useState(changed > 0)
  const [before, setBefore] = useState(changed)
  // It opens when the first difference appears, and stays open when the last one goes: nothing folds under the pointer.
  if (before !== changed) {
    setBefore(changed)
    if (before === 0) setOpen(true)
  }
  return (
    <details className="fields-group" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Icon name="next" size={12} />
        <span>{name}</span>
        <span className="fields-group-said">
          {changed > 0 ? (
            <span className="fields-group-changed">
              <span className="ui-field-dot" />
              {t('fields.changed', { count: changed })}
            </span>
          ) : null}
          {said}
        </span>
      </summary>
      {children}
    </details>
  )
}
