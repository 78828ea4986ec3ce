import { useEffect, useRef } from 'react'
import type { MessageId } from '../../i18n/i18n.ts'
import type { Chord, KeyGroup } from '../../page/feature.ts'

/** Shortcuts that this module handles; the application says what they do. */
type ShortcutAction =
  | 'toggleRun'
  | 'live'
  | 'stepBack'
  | 'stepForward'
  | 'killServer'
  | 'undo'
  | 'redo'
  | 'search'
  | 'save'

export interface Shortcut {
  readonly group: KeyGroup
  readonly label: MessageId
  /** As the `?` dialog shows them. */
  readonly shown: readonly string[]
  /** Null for what the canvas handles by itself while it has the focus. */
  readonly action: ShortcutAction | null
  readonly chords: readonly Chord[]
}

const here = (
  group: Shortcut['group'],
  action: ShortcutAction,
  label: MessageId,
  shown: readonly string[],
  chords: readonly Chord[],
): Shortcut => ({ group, action, label, shown, chords })

const onCanvas = (group: Shortcut['group'], label: MessageId, ...shown: readonly string[]): Shortcut => ({
  group,
  label,
  shown,
  action: null,
  chords: [],
})

/** Every shortcut that no feature brings along: the key handler and the `?` dialog read the same table. */
export const SHORTCUTS: readonly Shortcut[] = [
  here(
    'run',
    'toggleRun',
    'shortcut.toggleRun',
    ['Space', 'P'],
    [
      { key: ' ', code: 'Space' },
      { key: 'p', code: 'KeyP' },
    ],
  ),
  here('run', 'killServer', 'shortcut.killServer', ['X'], [{ key: 'x', code: 'KeyX' }]),
  onCanvas('run', 'shortcut.kill', 'K'),
  here('run', 'live', 'shortcut.live', ['L'], [{ key: 'l', code: 'KeyL' }]),
  here('run', 'stepBack', 'shortcut.stepBack', [','], [{ key: ',', code: 'Comma' }]),
  here('run', 'stepForward', 'shortcut.stepForward', ['.'], [{ key: '.', code: 'Period' }]),
  here('build', 'search', 'shortcut.search', ['/'], [{ key: '/', code: 'Slash' }]),
  onCanvas('build', 'shortcut.connect', 'C'),
  onCanvas('build', 'shortcut.nudge', '← ↑ → ↓'),
  onCanvas('build', 'shortcut.next', 'Tab'),
  onCanvas('build', 'shortcut.contextMenu', 'Shift F10'),
  here('edit', 'undo', 'history.undo', ['Ctrl Z'], [{ key: 'z', code: 'KeyZ', mod: true }]),
  here(
    'edit',
    'redo',
    'history.redo',
    ['Ctrl Shift Z', 'Ctrl Y'],
    [
      { key: 'z', code: 'KeyZ', mod: true, shift: true },
      { key: 'y', code: 'KeyY', mod: true },
    ],
  ),
  onCanvas('edit', 'shortcut.clipboard', 'Ctrl C', 'Ctrl X', 'Ctrl V'),
  onCanvas('edit', 'action.duplicate', 'Ctrl D'),
  onCanvas('edit', 'action.delete', 'Delete'),
  onCanvas('edit', 'shortcut.selectAll', 'Ctrl A'),
  onCanvas('edit', 'inspector.close', 'Esc'),
  onCanvas('find', 'commands.fit', '0'),
  onCanvas('find', 'shortcut.zoom', '+', '-'),
  here('find', 'save', 'menu.saveFile', ['Ctrl S'], [{ key: 's', code: 'KeyS', mod: true }]),
]

export type ShortcutActions = Readonly<Record<ShortcutAction, () => void>>

/** Keys, and what they do. */
export interface KeyBinding {
  readonly chords: readonly Chord[]
  readonly run: () => void
}

/** The shortcuts of the table, as far as something is said to be done. */
export function useShortcuts(actions: Partial<ShortcutActions>): void {
  const bindings = SHORTCUTS.flatMap(({ action, chords }) => {
    const run = action === null ? undefined : actions[action]
    return run ? [{ chords, run }] : []
  })
  useKeys(bindings)
}

/** Listens on the whole page. Typing, composing and dialogs keep their keys. */
function useKeys(bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings)
  latest.current = bindings
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const binding = event.defaultPrevented ? undefined : bindingOf(event, latest.current)
      if (!binding || isTaken(event)) return
      event.preventDefault()
      binding.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** A key that was pressed before those of the features were here, for as long as somebody may still wait for it. */
let early: { readonly event: KeyboardEvent; readonly atMs: number } | null = null
const EARLY_MS = 5000

function keepEarly(event: KeyboardEvent): void {
  if (event.defaultPrevented || isTaken(event)) return
  early = { event, atMs: performance.now() }
  // The browser has a use of its own for these.
  if ((event.ctrlKey || event.metaKey) && ANYWHERE.includes(event.code)) event.preventDefault()
}

/** Keeps what is pressed until the features' keys come, after the first picture. Behind `useShortcuts`, which has the first word. */
export function useEarlyKeys(): void {
  useEffect(() => {
    window.addEventListener('keydown', keepEarly)
    return () => window.removeEventListener('keydown', keepEarly)
  }, [])
}

/** The keys of the features, which have come: what was pressed meanwhile is done now. */
export function useLateKeys(bindings: readonly KeyBinding[]): void {
  useKeys(bindings)
  useEffect(() => {
    window.removeEventListener('keydown', keepEarly)
    if (early !== null && performance.now() - early.atMs < EARLY_MS) bindingOf(early.event, bindings)?.run()
    early = null
  }, [bindings])
}

/** What a key press asks for, wherever it happens. */
function bindingOf(event: KeyboardEvent, bindings: readonly KeyBinding[]): KeyBinding | undefined {
  if (event.isComposing || event.altKey) return undefined
  return bindings.find(({ chords }) => chords.some((chord) => isChord(event, chord)))
}

function isChord(event: KeyboardEvent, chord: Chord): boolean {
  if ((event.ctrlKey || event.metaKey) !== (chord.mod ?? false)) return false
  // Where `?` stands on another key than Slash, the key alone says so, with or without Shift.
  if (chord.key === '?' && event.key === '?') return true
  if (event.shiftKey !== (chord.shift ?? false)) return false
  const key = event.key.toLowerCase()
  if (key === chord.key) return true
  // A letter of another script says nothing, so the place of the key counts; a Latin one has said what it is.
  const isLatin = key.length === 1 && key.charCodeAt(0) < 128
  return !isLatin && event.code === chord.code
}

/** With Ctrl they mean the page, not the text that is being typed; browsers have their own use for them otherwise. */
const ANYWHERE = ['KeyK', 'KeyO', 'KeyS']

/** Whether what has the focus needs the key itself. */
function isTaken(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="menu"]') !== null) return true
  const mod = event.ctrlKey || event.metaKey
  if (target.matches('input, textarea, select, [contenteditable="true"]'))
    return !(mod && ANYWHERE.includes(event.code))
  const presses = event.key === ' ' || event.key === 'Enter'
  return presses && target.matches('button, a, [role="slider"], [role="switch"], [role="radio"], summary')
}
