import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Command } from '../../src/features/commands/command.ts'
import { CommandPalette } from '../../src/features/commands/command-palette.tsx'
import { PATIENT } from '../support/patience.ts'

beforeAll(() => {
  // jsdom has neither, and the list asks for both.
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  Element.prototype.scrollIntoView = () => {}
})

afterEach(cleanup)

function command(id: string, title: string, faultWords: Command['faultWords'] = null): Command {
  return { id, group: 'edit', title, keywords: [], faultWords, icon: 'next', keys: [], run: vi.fn() }
}

const commands = [
  command('fit', 'Zoom to fit'),
  command('undo', 'Undo'),
  command('new', 'New empty design'),
  command('kill', 'Kill the news server', ['kill']),
]

/** One scripted person with the palette before them. */
function open(list: readonly Command[]) {
  const done = vi.fn()
  render(<CommandPalette commands={list} onDone={done} />)
  return { user: userEvent.setup(), done, input: screen.getByRole('combobox') }
}

const chosen = () =>
  screen.getAllByRole('option').find((option) => option.getAttribute('aria-selected') === 'true')
const shown = () => [...document.querySelectorAll('[role="option"]')].map((option) => option.textContent)

it('the best match is chosen while one types, and Enter takes it', async () => {
  const { user, done, input } = open(commands)
  await user.type(input, 'u')
  expect(chosen()?.textContent).toBe('Undo')
  await user.clear(input)
  await user.type(input, 'new')
  expect(shown()).toEqual(['New empty design'])
  expect(chosen()?.textContent).toBe('New empty design')
  await user.keyboard('{Enter}')
  expect(done).toHaveBeenCalledOnce()
  await vi.waitFor(() => expect(commands[2]!.run).toHaveBeenCalledOnce(), PATIENT)
  expect(commands[3]!.run).not.toHaveBeenCalled()
})

it('a word that finds nothing says so', async () => {
  const { user, input } = open(commands)
  await user.type(input, 'xyzzy')
  expect(shown()).toEqual([])
  expect(screen.getByText('No command matches.')).toBeTruthy()
})

it('of many a hundred are drawn, and typing finds the others', async () => {
  const many = Array.from({ length: 120 }, (_, index) => command(`go${index}`, `Go to server-${index}x`))
  const { user, input } = open(many)
  expect(shown()).toHaveLength(100)
  await user.type(input, '119')
  expect(shown()).toEqual(['Go to server-119x'])
})
