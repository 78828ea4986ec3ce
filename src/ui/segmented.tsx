import type { KeyboardEvent, ReactNode } from 'react'
import './ui.css'

interface SegmentedProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: ReactNode; readonly name?: string }[]
  readonly onChange: (value: T) => void
  readonly className?: string
}

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** One of a few, all of them in view. One stop for Tab; the arrows choose. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, value, options, onChange, className = '' } = props
  const chosen = options.findIndex((option) => option.value === value)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const index = (Math.max(0, chosen) + step + options.length) % options.length
    const next = options[index]
    if (!next) return
    onChange(next.value)
    const radios = event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')
    radios[index]?.focus()
  }
  return (
    <div role="radiogroup" aria-label={label} className={`ui-seg ${className}`} onKeyDown={onKeyDown}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useSemanticElements: an input cannot hold what a segment shows.
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={index === chosen}
          data-state={index === chosen ? 'on' : 'off'}
          aria-label={option.name}
          tabIndex={index === Math.max(0, chosen) ? 0 : -1}
          className="ui-seg-item"
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
