import { cleanup, render, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Headline } from '../../src/features/headline/headline.tsx'
import { NodeTable } from '../../src/features/outline/node-table.tsx'
import { PlayButton } from '../../src/features/top-bar/run-controls.tsx'
import type { Design } from '../../src/model/design.ts'
import { killServerOrRestore } from '../../src/session/faults.ts'
import { SessionProvider } from '../../src/session/react.tsx'
import type { Session } from '../../src/session/session.ts'
import { PATIENT } from '../support/patience.ts'
import { liveSession } from '../support/session.tsx'
import { draw, sends } from '../support/simulate.ts'

// Two engines share one thread here.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** Two designs with nodes of the same ids, and other loads. */
const left = draw({ client: sends(50), web: ['web'] }, ['client > web'])
const right = draw({ client: sends(900), web: ['web', { instances: 9 }], db: ['database'] }, [
  'client > web',
  'web > db',
])

interface SideProps {
  readonly session: Session
  readonly name: string
}

function Side({ session, name }: SideProps) {
  return (
    <SessionProvider session={session}>
      <section aria-label={name}>
        <PlayButton onToggle={() => session.act({ type: 'pause' })} />
        <button type="button" onClick={() => killServerOrRestore(session)}>
          Kill a server
        </button>
        <Headline phone={false} />
        <NodeTable />
      </section>
    </SessionProvider>
  )
}

let sessions: readonly [Session, Session]

function open(one: Design, other: Design): void {
  sessions = [liveSession(one), liveSession(other)]
  for (const session of sessions) session.act({ type: 'play' })
  render(
    <>
      <Side session={sessions[0]} name="left" />
      <Side session={sessions[1]} name="right" />
    </>,
  )
}

const region = (name: 'left' | 'right') =>
  document.querySelector<HTMLElement>(`section[aria-label="${name}"]`)!
const side = (name: 'left' | 'right') => within(region(name))
const headlineOf = (name: 'left' | 'right') => region(name).querySelector('.headline')!.textContent
/** The words of a node's row. */
const stateOf = (name: 'left' | 'right', node: string): string =>
  [...region(name).querySelectorAll('tbody tr')]
    .map((row) => row.textContent)
    .find((words) => words.startsWith(node)) ?? ''
const timeOf = ({ run }: Session): number => run.frames.latest?.timeSec ?? 0
const until = (check: () => void): Promise<void> => vi.waitFor(check, PATIENT)

beforeEach(async () => {
  open(left, right)
  await until(() => expect(Math.min(...sessions.map(timeOf))).toBeGreaterThan(0.5))
})

afterEach(() => {
  cleanup()
  for (const session of sessions) session.dispose()
})

it('each side shows its own design and the figures of its own engine', async () => {
  await until(() => {
    expect(headlineOf('left')).toMatch(/^Offered[45]\d\/s/)
    expect(headlineOf('right')).toMatch(/^Offered[89]\d\d\/s/)
  })
  expect(region('left').textContent).not.toContain('Primary DB')
  expect(region('right').textContent).toContain('Primary DB')
})

it('what is killed on one side lives on the other, though it has the same name', async () => {
  await userEvent.click(side('left').getByText('Kill a server'))
  await until(() => expect(stateOf('left', 'Web server')).toContain('down'))
  const [one, other] = sessions
  const at = timeOf(other)
  await until(() => expect(timeOf(other)).toBeGreaterThan(at + 0.3))
  expect(other.run.frames.latest?.node('web', 'down')).toBe(0)
  expect(other.run.state.marks.filter(({ type }) => type === 'kill')).toEqual([])
  expect(stateOf('right', 'Web server')).not.toContain('down')
  expect(one.run.frames.latest?.node('web', 'down')).toBe(1)
})

it('clock, selection, undo and where one looks are one side’s alone', async () => {
  const [one, other] = sessions
  await userEvent.click(side('left').getByRole('button', { name: 'Pause' }))
  one.act({ type: 'seek', atSec: 0.2 })
  one.selection.select(['web'])
  one.trace.show(true)
  one.design.edit((design) => ({ ...design, title: 'Left' }))
  const at = timeOf(other)
  await until(() => expect(timeOf(other)).toBeGreaterThan(at + 0.3))
  expect(other.run.state.status).toBe('playing')
  expect(other.run.frames.cursorSec).toBeNull()
  expect(other.selection.getState().nodes.size).toBe(0)
  expect(other.trace.getState().open).toBe(false)
  other.design.undo()
  expect([one, other].map(({ design }) => design.getState().design.title)).toEqual(['Left', right.title])
  expect(other.controls.map(({ control }) => control.type)).toEqual(['play'])
})

it('a session that ends leaves the other one running', async () => {
  const [one, other] = sessions
  one.dispose()
  const stood = timeOf(one)
  const at = timeOf(other)
  await until(() => expect(timeOf(other)).toBeGreaterThan(at + 0.5))
  expect(timeOf(one)).toBe(stood)
  await userEvent.click(side('right').getByText('Kill a server'))
  await until(() => expect(stateOf('right', 'Web server')).toContain('down'))
})
