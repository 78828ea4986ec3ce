import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import CanvasMenuItems from '../../src/features/canvas/canvas-menu-items.tsx'
import { canvasOf } from '../../src/features/canvas/canvas-store.ts'
import { WireTable } from '../../src/features/outline/wire-table.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import type { Language } from '../../src/model/text.ts'
import { Frame, indexLayout } from '../../src/runtime/frame-ring.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { frameLength, NODE, NODE_AT, type NodeColumn, SYSTEM, WIRE_AT } from '../../src/sim/stats/frame.ts'
import { renderIn, testSession } from '../support/session.tsx'
import { draw } from '../support/simulate.ts'

const { session, run } = testSession()

const design = draw(
  { zone: ['zone'], client: ['client'], web: ['web', {}, { in: 'zone' }], db: ['database'] },
  ['client > web > db'],
)
const wire = design.edges[1]!.id

/** One frame of a run in which everything is well but for what is said. */
function tell(struck: { readonly [id: string]: Partial<Record<NodeColumn, number>> } = {}, cut = 0): void {
  const nodes = design.nodes.map(({ id }) => id)
  const wires = design.edges.map(({ id }) => id)
  const data = new Float64Array(frameLength(nodes.length, wires.length)).fill(Number.NaN)
  for (const [index, id] of nodes.entries())
    for (const [column, value] of Object.entries({ down: 0, ...struck[id] }))
      data[SYSTEM.length + NODE_AT[column as NodeColumn] * nodes.length + index] = value
  const wireBase = SYSTEM.length + nodes.length * NODE.length
  data[wireBase + WIRE_AT.cut * wires.length + wires.indexOf(wire)] = cut
  run.frames.push(new Frame(indexLayout({ version: 1, nodes, wires }), data))
}

/** One scripted person who has opened the menu of a node or of a wire. */
function openMenu(on: 'node' | 'wire', id: string) {
  renderIn(
    session,
    <CanvasMenuItems call={{ subject: { on, id }, x: 0, y: 0 }} onAdd={vi.fn()} onClose={vi.fn()} />,
  )
  return userEvent.setup()
}

/** Names of the lines, without the keys that stand beside them. */
const items = (): string[] => screen.getAllByRole('menuitem').map(nameOfItem)

function nameOfItem(item: HTMLElement): string {
  const keys = item.querySelector('kbd')?.textContent ?? ''
  const words = item.textContent
  return item.getAttribute('aria-label') ?? words.slice(0, words.length - keys.length)
}

function speak(language: Language): void {
  activate(language)
  canvasOf(session).scene = new SceneBuilder().build(design, language, NO_OVERRIDES)
}

beforeEach(() => {
  run.frames.clear()
  session.design.open(design)
  speak('en')
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

it('the menu of a node kills first, then offers its other faults in ready degrees', async () => {
  tell()
  const inject = vi.spyOn(run, 'inject').mockReturnValue()
  const user = openMenu('node', 'web')
  expect(items().slice(0, 9)).toEqual([
    'Kill',
    'Freeze',
    'Slow down ×2',
    'Slow down ×10',
    'Slow down ×100',
    'Fail 10 % of requests',
    'Fail 50 % of requests',
    'Fail 100 % of requests',
    'Drain',
  ])
  await user.click(screen.getByRole('menuitem', { name: 'Slow down ×100' }))
  expect(inject).toHaveBeenCalledExactlyOnceWith({
    type: 'slow',
    target: 'web',
    amount: 100,
    durationSec: null,
  })
})

it('what is slow can be restored and broken further, what is down only be restored', () => {
  tell({ web: { slowFactor: 10 } })
  openMenu('node', 'web')
  expect(items()).toContain('Restore')
  expect(items()).toContain('Kill')
  cleanup()
  tell({ web: { down: 1 } })
  openMenu('node', 'web')
  expect(items().slice(0, 2)).toEqual(['Restore', 'Connect from here'])
})

it('a frame is broken with all that it holds, in the language of the page', () => {
  tell({ web: { errorShare: 0.5 } })
  speak('ko')
  openMenu('node', 'zone')
  expect(items()).toContain('안의 노드 모두 강제 종료')
  expect(items()).toContain('10배 느리게 하기')
  expect(items()).toContain('안의 노드 모두 복구')
})

it('a wire is cut, and restored once it is', async () => {
  tell()
  const inject = vi.spyOn(run, 'inject').mockReturnValue()
  const user = openMenu('wire', wire)
  await user.click(screen.getByRole('menuitem', { name: 'Cut' }))
  expect(inject).toHaveBeenCalledWith({ type: 'cut', target: wire, amount: null, durationSec: null })
  cleanup()
  tell({}, 1)
  openMenu('wire', wire)
  expect(items()[0]).toBe('Restore')
})

it('the table of wires does the same for whoever does not point', async () => {
  const inject = vi.spyOn(run, 'inject').mockReturnValue()
  renderIn(session, <WireTable />)
  await userEvent.setup().click(screen.getByRole('button', { name: 'Cut Web server → Primary DB' }))
  expect(inject).toHaveBeenCalledWith({ type: 'cut', target: wire, amount: null, durationSec: null })
})
