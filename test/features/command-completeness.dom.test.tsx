import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { appCommands } from '../../src/app/app-commands.ts'
import { FEATURES } from '../../src/app/features.ts'
import { session } from '../../src/app/page-session.ts'
import CanvasMenuItems from '../../src/features/canvas/canvas-menu-items.tsx'
import { canvasOf } from '../../src/features/canvas/canvas-store.ts'
import { SHORTCUTS } from '../../src/features/commands/shortcuts.ts'
import MoreMenu from '../../src/features/top-bar/more-menu.tsx'
import { t } from '../../src/i18n/i18n.ts'
import { translatorOf } from '../../src/i18n/use-t.ts'
import type { AppActions } from '../../src/page/app-actions.ts'
import { faultMenu } from '../../src/reading/fault-words.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { renderIn } from '../support/session.tsx'
import { draw } from '../support/simulate.ts'

const design = draw({ client: ['client'], web: ['web'] }, ['client > web'])
const wire = design.edges[0]!.id

const actions: AppActions = {
  newDesign: vi.fn(),
  openExample: vi.fn(),
  openDesign: vi.fn(),
  openFile: vi.fn(),
  saveFile: vi.fn(),
  readFile: vi.fn(),
  openKept: vi.fn(),
  importMermaid: vi.fn(),
  exportMermaid: vi.fn(),
}

beforeAll(() => {
  // jsdom has neither, and menus ask for both.
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Element.prototype.scrollIntoView = () => {}
  session.design.open(design)
  canvasOf(session).scene = new SceneBuilder().build(design, 'en', NO_OVERRIDES)
})

afterEach(cleanup)

/** What the palette cannot do for itself: it is open already. */
const PALETTE_ITSELF = t('menu.commands')

function namesOfItems(): string[] {
  return screen.getAllByRole('menuitem').map((item) => {
    const keys = item.querySelector('kbd')?.textContent ?? ''
    return item.getAttribute('aria-label') ?? item.textContent.slice(0, item.textContent.length - keys.length)
  })
}

const titles = (): string[] => appCommands(actions, FEATURES).map(({ title }) => title)

describe('the command palette has everything that stands elsewhere', () => {
  it.each(['wide', 'narrow', 'phone'] as const)('in the menu of a %s top bar', async (width) => {
    const nothing = vi.fn()
    renderIn(
      session,
      <MoreMenu
        actions={actions}
        features={FEATURES}
        width={width}
        onKillServer={nothing}
        onRestoreAll={nothing}
        onToggleRun={nothing}
        onLanguage={nothing}
        onTheme={nothing}
      />,
    )
    await userEvent.click(screen.getByRole('button', { name: t('menu.more') }))
    const names = namesOfItems().filter((name) => name !== PALETTE_ITSELF)
    expect(names.length).toBeGreaterThan(8)
    expect(titles()).toEqual(expect.arrayContaining(names))
  })

  it.each([
    ['node', 'web'],
    ['wire', wire],
  ] as const)('in the menu of a %s', (on, id) => {
    session.selection.select(on === 'node' ? [id] : [], on === 'wire' ? [id] : [])
    renderIn(
      session,
      <CanvasMenuItems call={{ subject: { on, id }, x: 0, y: 0 }} onAdd={vi.fn()} onClose={vi.fn()} />,
    )
    const entries = faultMenu(design, [id], { down: false, struck: false }, translatorOf('en'))
    const faults = new Set(
      entries.flatMap(({ label, choices }) => [label, ...choices.map((one) => one.label)]),
    )
    const names = namesOfItems().filter((name) => name !== t('faults.more') && !faults.has(name))
    expect(names.length).toBeGreaterThan(0)
    expect(titles()).toEqual(expect.arrayContaining(names))
    const ids = appCommands(actions, FEATURES).map((command) => command.id)
    for (const { value } of entries)
      expect(
        ids.some((one) => one.startsWith(`fault.${value.type} `) && one.endsWith(`.${id}`)),
        value.type,
      ).toBe(true)
  })

  it('in the menu of the canvas', () => {
    renderIn(
      session,
      <CanvasMenuItems call={{ subject: { on: 'canvas' }, x: 0, y: 0 }} onAdd={vi.fn()} onClose={vi.fn()} />,
    )
    expect(titles()).toEqual(expect.arrayContaining(namesOfItems()))
  })

  it('among the shortcuts', () => {
    const keys = new Set(appCommands(actions, FEATURES).flatMap((command) => command.keys))
    const missing = SHORTCUTS.filter(({ label }) => label !== 'menu.commands')
      .flatMap(({ shown }) => shown)
      .flatMap((shown) => (shown.includes('←') ? shown.split(' ') : [shown]))
      .filter((shown) => !keys.has(shown))
    expect(missing).toEqual([])
  })
})
