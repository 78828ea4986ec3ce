import { afterEach, expect, it, vi } from 'vitest'
import { setNodeParam } from '../../src/session/edits.ts'
import { lossesOf } from '../../src/session/losses.ts'
import type { Session } from '../../src/session/session.ts'
import { liveSession } from '../support/session.tsx'
import { draw, sends } from '../support/simulate.ts'

const DESIGN = draw(
  { client: sends(5), lb: ['load-balancer', { healthChecks: false }], a: ['web'], b: ['web'] },
  ['client > lb > a', 'lb > b'],
)

let session: Session | null = null
afterEach(() => session?.dispose())

const said = (of: Session): string[] =>
  (lossesOf(of).state.getState().judged?.classes ?? []).flatMap(({ losses }) =>
    losses.map(({ verdict }) => `${verdict.target} ${verdict.verdict}`),
  )

it('a design is judged while it is drawn, and what would fail is known when a part is pointed at', async () => {
  session = liveSession(DESIGN)
  const losses = lossesOf(session)
  const current = session
  await vi.waitFor(() => expect(said(current)).toEqual(['lb hard', 'a partial', 'b partial']), 10_000)
  losses.point('lb')
  expect([...(losses.state.getState().blast ?? [])].sort()).toEqual(['client', 'lb'])
  losses.point(null)
  expect(losses.state.getState().blast).toBeNull()
  session.design.edit((design) => setNodeParam(design, 'lb', 'healthChecks', true))
  await vi.waitFor(() => expect(said(current)).toEqual(['lb hard', 'a transient', 'b transient']), 10_000)
})

it('the remedy of a loss was tried out before it is offered', async () => {
  session = liveSession(DESIGN)
  const losses = lossesOf(session)
  const current = session
  await vi.waitFor(() => expect(said(current)).toHaveLength(3), 10_000)
  const partial = losses.state.getState().judged!.classes[0]!.losses[1]!.verdict
  expect((await losses.remedyFor(partial))?.said.code).toBe('probe')
})
