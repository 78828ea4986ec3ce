import { DropdownMenu } from 'radix-ui'
import type { DragEvent, KeyboardEvent, ReactElement, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { Tooltip } from './tooltip.tsx'
import './overlays.css'

interface MenuProps {
  readonly trigger: ReactElement
  readonly children: ReactNode
}

export function Menu({ trigger, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="ui-menu" align="end" sideOffset={6} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface MenuItemProps {
  readonly icon?: IconName
  readonly keys?: string
  readonly disabled?: boolean
  readonly onSelect: () => void
  readonly children: ReactNode
}

export function MenuItem({ icon, keys, disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item className="ui-menu-item" disabled={disabled} onSelect={onSelect}>
      <span className="ui-menu-icon">{icon ? <Icon name={icon} /> : null}</span>
      {children}
      {keys ? <kbd className="ui-kbd">{keys}</kbd> : null}
    </DropdownMenu.Item>
  )
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="ui-menu-line" />
}

interface MenuChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
}

export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <>
      <DropdownMenu.Label className="ui-menu-label">{label}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {options.map((option) => (
          <DropdownMenu.RadioItem key={option.value} value={option.value} className="ui-menu-item">
            <span className="ui-menu-icon">
              <DropdownMenu.ItemIndicator>
                <Icon name="check" />
              </DropdownMenu.ItemIndicator>
            </span>
            {option.label}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </>
  )
}

/** A line of a menu that explains itself: a choice, or a name with several choices beside it. */
export interface MenuEntry<V> {
  readonly key: string
  readonly icon: IconName
  readonly label: string
  /** What stands for it beside the name of its line. */
  readonly short: string
  readonly help: string
  readonly keys: string
  readonly value: V
  readonly choices: readonly MenuEntry<V>[]
}

interface MenuEntriesProps<V> {
  readonly entries: readonly MenuEntry<V>[]
  readonly onPick: (value: V) => void
  /** Lines are dragged out of the menu; without it they are not. */
  readonly onDrag?: (event: DragEvent<HTMLElement>, value: V) => void
}

/** Choices stand in the line itself and not in a menu of their own, which a finger would miss and a phone has no room for. */
export function MenuEntries<V>({ entries, onPick, onDrag }: MenuEntriesProps<V>) {
  const dragged = (value: V) =>
    onDrag ? { draggable: true, onDragStart: (event: DragEvent<HTMLElement>) => onDrag(event, value) } : {}
  return entries.map((entry) => (
    <Tooltip key={entry.key} content={entry.help} side="left">
      {entry.choices.length > 0 ? (
        <DropdownMenu.Group className="ui-menu-row" aria-label={entry.label} onKeyDown={moveAlong}>
          <span className="ui-menu-icon">
            <Icon name={entry.icon} />
          </span>
          <span className="ui-menu-name">{entry.label}</span>
          {entry.choices.map((choice) => (
            <DropdownMenu.Item
              key={choice.key}
              className="ui-menu-item ui-menu-choice"
              aria-label={choice.label}
              aria-description={choice.help}
              textValue={choice.label}
              {...dragged(choice.value)}
              onSelect={() => onPick(choice.value)}
            >
              {choice.short}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Group>
      ) : (
        <DropdownMenu.Item
          className="ui-menu-item"
          aria-description={entry.help}
          {...dragged(entry.value)}
          onSelect={() => onPick(entry.value)}
        >
          <span className="ui-menu-icon">
            <Icon name={entry.icon} />
          </span>
          {entry.label}
          {entry.keys ? <kbd className="ui-kbd">{entry.keys}</kbd> : null}
        </DropdownMenu.Item>
      )}
    </Tooltip>
  ))
}

/** Left and right go along a line of choices; up and down go through all of them, as anywhere in a menu. */
function moveAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  items[at + step]?.focus()
}
