import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import CanvasMenuItems from '../../src/features/canvas/canvas-menu-items.tsx'
import { canvasStore, hideNotice, live } from '../../src/features/canvas/canvas-store.ts'
import { addNodeAt, addWire, canvasCommands, pasteText } from '../../src/features/canvas/commands.ts'
import { useCanvasShortcuts } from '../../src/features/canvas/shortcuts.ts'
import Inspector from '../../src/features/inspector/inspector.tsx'
// The panel comes with the first selection; a busy machine may take longer to read it than a test waits.
import '../../src/features/inspector/selection-panel.tsx'
import '../../src/features/inspector/scenario-section.tsx'
import { Palette } from '../../src/features/palette/palette.tsx'
import { DesignTitle } from '../../src/features/top-bar/design-title.tsx'
import { UsersControl } from '../../src/features/top-bar/users-control.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { clearSelection, designStore, select, uiStore } from '../../src/store/stores.ts'
import { draw } from '../support/simulate.ts'

const design = draw({ client: ['client'], web: ['web'], db: ['database'] }, ['client > web', 'web > db'])

/** What any of the canvas's actions answered with, since the last look. */
function answer(): string {
  const { notice } = canvasStore.getState()
  hideNotice()
  return notice?.text ?? ''
}

beforeEach(() => {
  uiStore.setState({ language: 'en', connectFrom: null })
  activate('en')
  clearSelection()
  designStore.open(design)
  designStore.edit((before) => ({ ...before, title: 'Edited' }))
  designStore.setReadOnly(true)
  hideNotice()
})

afterEach(() => {
  cleanup()
  designStore.setReadOnly(false)
})

it('whatever asks the canvas for an edit is answered with a sentence, and changes nothing', async () => {
  select(['web'])
  const text = canvasCommands.copy() ?? ''
  const attempts: Record<string, () => unknown> = {
    delete: canvasCommands.deleteSelection,
    cut: canvasCommands.cut,
    paste: canvasCommands.paste,
    duplicate: canvasCommands.duplicate,
    layout: canvasCommands.autoLayout,
    connect: () => canvasCommands.startConnect('web'),
    reverse: () => canvasCommands.reverseWire('client>web'),
    add: () => addNodeAt('web', { x: 0, y: 0 }),
    undo: canvasCommands.undo,
    redo: canvasCommands.redo,
  }
  expect(text).toBe('')
  const before = designStore.getState().design
  for (const [name, attempt] of Object.entries(attempts)) {
    await attempt()
    expect([name, answer()]).toEqual([name, 'This design is read-only here.'])
  }
  expect(designStore.getState().design).toBe(before)
  expect(uiStore.getState().connectFrom).toBeNull()
})

it('what is pasted as text or drawn as a wire is refused as well', () => {
  const before = designStore.getState().design
  expect(pasteText('some words')).toBe(false)
  addWire('client', 'db')
  expect(designStore.getState().design).toBe(before)
})

function Keys() {
  useCanvasShortcuts()
  return null
}

it('keys that edit do nothing and say so; keys that only look keep quiet', () => {
  render(<Keys />)
  select(['web'])
  const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
  for (const key of ['Delete', 'c']) {
    press(key)
    expect([key, answer()]).toEqual([key, 'This design is read-only here.'])
  }
  press('Escape')
  expect(answer()).toBe('')
  expect(designStore.getState().design.nodes).toHaveLength(3)
})

async function itemsOn(on: 'node' | 'wire', id: string): Promise<readonly string[]> {
  live.scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
  render(<CanvasMenuItems call={{ subject: { on, id }, x: 0, y: 0 }} onAdd={vi.fn()} onClose={vi.fn()} />)
  const items = await screen.findAllByRole('menuitem')
  return items.map((item) => (item.textContent ?? '').replace(/Ctrl .$|K$/, ''))
}

it('the menu of a node offers what breaks it and a copy, and no edit', async () => {
  const items = await itemsOn('node', 'web')
  expect(items).toContain('Kill')
  expect(items).toContain('Copy')
  for (const edit of ['Cut', 'Duplicate', 'Delete', 'Connect']) expect(items).not.toContain(edit)
})

it('the menu of a wire offers to cut it, and no edit', async () => {
  expect(await itemsOn('wire', design.edges[0]!.id)).toEqual(['Cut'])
})

it('the menu of the canvas offers nothing to add, paste or arrange', async () => {
  render(
    <CanvasMenuItems call={{ subject: { on: 'canvas' }, x: 0, y: 0 }} onAdd={vi.fn()} onClose={vi.fn()} />,
  )
  const items = (await screen.findAllByRole('menuitem')).map((item) => item.textContent ?? '')
  expect(items).toHaveLength(2)
})

it('the palette, the title and the users stand still', () => {
  render(
    <>
      <Palette onAdd={vi.fn()} touch={false} onKill={vi.fn()} onRestore={vi.fn()} />
      <DesignTitle />
      <UsersControl />
    </>,
  )
  const kinds = [...document.querySelectorAll<HTMLButtonElement>('.palette-item[draggable]')]
  expect(kinds.length).toBeGreaterThan(10)
  expect(kinds.every((item) => item.disabled && !item.draggable)).toBe(true)
  expect(document.querySelector<HTMLInputElement>('.top-bar-title input')!.readOnly).toBe(true)
  expect(screen.getByRole<HTMLInputElement>('slider').disabled).toBe(true)
})

const isOff = (field: Element): boolean =>
  field.matches(':disabled') || (field as HTMLInputElement | HTMLTextAreaElement).readOnly === true

it.each([[[]], [['web']]])('the inspector of %j can be read and not used, and says why', async (selected) => {
  select(selected)
  render(<Inspector onFault={vi.fn()} onDuplicate={vi.fn()} onDelete={vi.fn()} />)
  await screen.findByText(/This design is read-only here/)
  await screen.findAllByRole('textbox')
  const fields = [...document.querySelectorAll('.inspector :is(input, select, textarea)')]
  expect(fields.length).toBeGreaterThan(2)
  expect(fields.filter((field) => !isOff(field))).toEqual([])
})

it('what can be broken stays so while nothing can be edited', async () => {
  select(['web'])
  render(<Inspector onFault={vi.fn()} onDuplicate={vi.fn()} onDelete={vi.fn()} />)
  expect(((await screen.findByRole('button', { name: /^Kill/ })) as HTMLButtonElement).disabled).toBe(false)
  expect((screen.getByRole('button', { name: 'Delete' }) as HTMLButtonElement).disabled).toBe(true)
})
