import type { CSSProperties } from 'react'
import './fields.css'

interface SliderProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  /** The value in words, for the screen reader. */
  readonly valueText: string
  readonly ticks: readonly { readonly value: number; readonly label: string }[]
  readonly disabled?: boolean
  readonly onChange: (value: number) => void
  /** An arrow key asks for the next value up or down, which need not be a step away. */
  readonly onStep: (direction: 1 | -1) => void
  /** The pointer or the key was let go. */
  readonly onCommit?: () => void
}

const ARROWS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }

/** The browser's own range input, dressed: its keys, its touch and its accessibility come with it. */
export function Slider({ label, value, min, max, step, valueText, ticks, ...rest }: SliderProps) {
  const { disabled = false, onChange, onStep, onCommit } = rest
  const share = (at: number): number => (Math.min(max, Math.max(min, at)) - min) / (max - min)
  return (
    <div className="ui-slider" style={{ '--share': share(value) } as CSSProperties}>
      <input
        type="range"
        className="ui-slider-input"
        aria-label={label}
        aria-valuetext={valueText}
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        onKeyDown={(event) => {
          const direction = ARROWS[event.key]
          if (direction === undefined) return
          event.preventDefault()
          onStep(direction)
        }}
        onPointerUp={onCommit}
        onKeyUp={onCommit}
        onBlur={onCommit}
      />
      <div className="ui-slider-ticks" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick.value} style={{ left: `calc(8px + (100% - 16px) * ${share(tick.value)})` }}>
            {tick.label}
          </span>
        ))}
      </div>
    </div>
  )
}
