import { cleanup, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import CanvasMenuItems from '../../src/features/canvas/canvas-menu-items.tsx'
import { addNodeAt, addWire, canvasCommands, pasteText } from '../../src/features/canvas/commands.ts'
import { useCanvasShortcuts } from '../../src/features/canvas/shortcuts.ts'
import Inspector from '../../src/features/inspector/inspector.tsx'
// The panel comes with the first selection; a busy machine may take longer to read it than a test waits.
import '../../src/features/inspector/selection-panel.tsx'
import '../../src/features/inspector/scenario-section.tsx'
import { canvasOf, hideNotice } from '../../src/features/canvas/canvas-store.ts'
import { Palette } from '../../src/features/palette/palette.tsx'
import { DesignTitle } from '../../src/features/top-bar/design-title.tsx'
import { UsersControl } from '../../src/features/top-bar/users-control.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw } from '../support/simulate.ts'

const { session } = testSession()
const canvas = canvasCommands(session)

const design = draw({ client: ['client'], web: ['web'], db: ['database'] }, ['client > web', 'web > db'])

/** What any of the canvas's actions answered with, since the last look. */
function answer(): string {
  const { notice } = canvasOf(session).state.getState()
  hideNotice(session)
  return notice?.text ?? ''
}

beforeEach(() => {
  session.view.setState({ connectFrom: null })
  activate('en')
  session.selection.clear()
  session.design.open(design)
  session.design.edit((before) => ({ ...before, title: 'Edited' }))
  session.design.setReadOnly(true)
  hideNotice(session)
})

afterEach(() => {
  cleanup()
  session.design.setReadOnly(false)
})

it('whatever asks the canvas for an edit is answered with a sentence, and changes nothing', async () => {
  session.selection.select(['web'])
  const text = canvas.copy() ?? ''
  const attempts: Record<string, () => unknown> = {
    delete: canvas.deleteSelection,
    cut: canvas.cut,
    paste: canvas.paste,
    duplicate: canvas.duplicate,
    layout: canvas.autoLayout,
    connect: () => canvas.startConnect('web'),
    reverse: () => canvas.reverseWire('client>web'),
    add: () => addNodeAt(session, 'web', { x: 0, y: 0 }),
    undo: canvas.undo,
    redo: canvas.redo,
  }
  expect(text).toBe('')
  const before = session.design.getState().design
  for (const [name, attempt] of Object.entries(attempts)) {
    await attempt()
    expect([name, answer()]).toEqual([name, 'This design is read-only here.'])
  }
  expect(session.design.getState().design).toBe(before)
  expect(session.view.getState().connectFrom).toBeNull()
})

it('what is pasted as text or drawn as a wire is refused as well', () => {
  const before = session.design.getState().design
  expect(pasteText(session, 'some words')).toBe(false)
  addWire(session, 'client', 'db')
  expect(session.design.getState().design).toBe(before)
})

function Keys() {
  useCanvasShortcuts()
  return null
}

it('keys that edit do nothing and say so; keys that only look keep quiet', () => {
  renderIn(session, <Keys />)
  session.selection.select(['web'])
  const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
  for (const key of ['Delete', 'c']) {
    press(key)
    expect([key, answer()]).toEqual([key, 'This design is read-only here.'])
  }
  press('Escape')
  expect(answer()).toBe('')
  expect(session.design.getState().design.nodes).toHaveLength(3)
})

async function itemsOn(on: 'node' | 'wire', id: string): Promise<readonly string[]> {
  canvasOf(session).scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
  renderIn(
    session,
    <CanvasMenuItems call={{ subject: { on, id }, x: 0, y: 0 }} onAdd={vi.fn()} onClose={vi.fn()} />,
  )
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
  renderIn(
    session,
    <CanvasMenuItems call={{ subject: { on: 'canvas' }, x: 0, y: 0 }} onAdd={vi.fn()} onClose={vi.fn()} />,
  )
  const items = (await screen.findAllByRole('menuitem')).map((item) => item.textContent ?? '')
  expect(items).toHaveLength(2)
})

it('the palette, the title and the users stand still', () => {
  renderIn(
    session,
    <>
      <Palette onAdd={vi.fn()} touch={false} onKill={vi.fn()} onRestore={vi.fn()} />
      <DesignTitle />
      <UsersControl />
    </>,
  )
  const items = [...document.querySelectorAll<HTMLButtonElement>('.palette-item[draggable]')]
  // A fault strikes the run, which goes on; dropped on the scenario it would change the design.
  expect(items.every((item) => !item.draggable)).toBe(true)
  const kinds = items.filter((item) => !item.closest('.palette-break'))
  expect(kinds.length).toBeGreaterThan(10)
  expect(kinds.every((item) => item.disabled)).toBe(true)
  expect(document.querySelector<HTMLInputElement>('.top-bar-title input')!.readOnly).toBe(true)
  expect(screen.getByRole<HTMLInputElement>('slider').disabled).toBe(true)
})

const isOff = (field: Element): boolean =>
  field.matches(':disabled') || (field as HTMLInputElement | HTMLTextAreaElement).readOnly === true

it.each([[[]], [['web']]])('the inspector of %j can be read and not used, and says why', async (selected) => {
  session.selection.select(selected)
  renderIn(session, <Inspector onFault={vi.fn()} onDuplicate={vi.fn()} onDelete={vi.fn()} />)
  await screen.findByText(/This design is read-only here/)
  await screen.findAllByRole('textbox')
  const fields = [...document.querySelectorAll('.inspector :is(input, select, textarea)')]
  expect(fields.length).toBeGreaterThan(2)
  expect(fields.filter((field) => !isOff(field))).toEqual([])
})

it('what can be broken stays so while nothing can be edited', async () => {
  session.selection.select(['web'])
  renderIn(session, <Inspector onFault={vi.fn()} onDuplicate={vi.fn()} onDelete={vi.fn()} />)
  expect(((await screen.findByRole('button', { name: /^Kill/ })) as HTMLButtonElement).disabled).toBe(false)
  expect((screen.getByRole('button', { name: 'Delete' }) as HTMLButtonElement).disabled).toBe(true)
})
