import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { SimClient } from '../../src/runtime/sim-client.ts'
import { SessionProvider } from '../../src/session/react.tsx'
import { createSession, type Session } from '../../src/session/session.ts'

const noWorker = (): never => {
  throw new Error('nothing runs here')
}

/** A session in which nothing runs: what its run tells is put in by hand. */
export function testSession(createWorker: () => Worker = noWorker): {
  readonly session: Session
  readonly run: SimClient
} {
  const run = new SimClient(noWorker)
  return { session: createSession({ createHost: noWorker, createWorker, run }), run }
}

/** Draws something as part of a session. */
export const renderIn = (session: Session, element: ReactElement): ReturnType<typeof render> =>
  render(element, {
    wrapper: ({ children }) => <SessionProvider session={session}>{children}</SessionProvider>,
  })
