import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import LookingBack from '../../src/features/canvas/looking-back.tsx'
import { BreakActions } from '../../src/features/inspector/break-actions.tsx'
import { NodeTable } from '../../src/features/outline/node-table.tsx'
import { WireTable } from '../../src/features/outline/wire-table.tsx'
import { BreakTools } from '../../src/features/palette/break-tools.tsx'
import { KillServer } from '../../src/features/top-bar/kill-server.tsx'
import { activate } from '../../src/i18n/i18n.ts'
import type { FaultChoice } from '../../src/reading/fault-targets.ts'
import { killAll, killServer, restore, restoreAll, strike } from '../../src/session/faults.ts'
import type { Session } from '../../src/session/session.ts'
import { PATIENT } from '../support/patience.ts'
import { liveSession, renderIn } from '../support/session.tsx'
import { draw, sends } from '../support/simulate.ts'

const design = draw({ client: sends(50), web: ['web'] }, ['client > web'])
const wire = design.edges[0]!.id

let session: Session

const until = (check: () => void): Promise<void> => vi.waitFor(check, PATIENT)
const latest = () => session.run.frames.latest
const isDown = () => latest()?.node('web', 'down') === 1
const isCut = () => latest()?.wire(wire, 'cut') === 1

/** A run in which the server was down and the wire cut for a moment, looked at in that moment, while both are well. */
beforeEach(async () => {
  activate('en')
  session = liveSession(design)
  session.act({ type: 'play' })
  await until(() => expect(latest()?.timeSec).toBeGreaterThan(0.3))
  strike(session, ['web'], { type: 'kill', amount: null })
  strike(session, [wire], { type: 'cut', amount: null })
  await until(() => expect([isDown(), isCut()]).toEqual([true, true]))
  const whenDownSec = latest()!.timeSec
  restore(session, ['web', wire])
  await until(() => expect([isDown(), isCut()]).toEqual([false, false]))
  session.act({ type: 'seek', atSec: whenDownSec })
  expect(session.run.frames.shown?.node('web', 'down')).toBe(1)
})

afterEach(() => {
  cleanup()
  session.dispose()
})

const onFault = (ids: readonly string[], choice: FaultChoice) => strike(session, ids, choice)

const DOORS: readonly (readonly [door: string, open: () => Promise<HTMLElement>])[] = [
  [
    'the button of the top bar',
    async () => {
      renderIn(
        session,
        <KillServer brief={false} onKill={() => killServer(session)} onRestore={() => restoreAll(session)} />,
      )
      return screen.getByRole('button', { name: 'Kill a server' })
    },
  ],
  [
    'the tools under the palette',
    async () => {
      session.selection.select(['web'])
      renderIn(
        session,
        <BreakTools onKill={(ids) => killAll(session, ids)} onRestore={(ids) => restore(session, ids)} />,
      )
      return screen.getByRole('button', { name: /^Kill/ })
    },
  ],
  [
    'the inspector',
    async () => {
      renderIn(session, <BreakActions ids={['web']} onFault={onFault} />)
      return screen.getByRole('button', { name: 'Kill' })
    },
  ],
  [
    'the row of a node in the outline',
    async () => {
      renderIn(session, <NodeTable />)
      return screen.getByRole('button', { name: 'Kill Web server' })
    },
  ],
]

it.each(DOORS)(
  '%s offers what can be done in the present, and doing it goes back to live',
  async (_door, open) => {
    const button = await open()
    await userEvent.setup().click(button)
    expect(session.run.frames.cursorSec).toBeNull()
    await until(() => expect(isDown()).toBe(true))
  },
)

it('the row of a wire in the outline does the same', async () => {
  renderIn(session, <WireTable />)
  const row = screen.getAllByRole('row')[1]!
  await userEvent.setup().click(within(row).getByRole('button', { name: /^Cut/ }))
  expect(session.run.frames.cursorSec).toBeNull()
  await until(() => expect(isCut()).toBe(true))
})

it('a band says which moment is looked at and where the run is, and its button goes back to live', async () => {
  renderIn(session, <LookingBack />)
  expect(screen.getByRole('status').textContent).toMatch(/^You look at 0:0\d\.\d$/)
  expect(screen.getByText(/^The run is at 0:0\d\.\d$/)).toBeTruthy()
  await userEvent.setup().click(screen.getByRole('button', { name: /^Back to live/ }))
  expect(session.run.frames.cursorSec).toBeNull()
  expect(screen.queryByRole('status')).toBeNull()
})
