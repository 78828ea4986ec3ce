import { render } from '@testing-library/react'
import type { ReactElement } from 'react'
import * as compiler from '../../src/compile/compile.ts'
import type { Design } from '../../src/model/design.ts'
import { SimClient } from '../../src/runtime/sim-client.ts'
import { inlineHost } from '../../src/runtime/sim-host.ts'
import { SessionProvider } from '../../src/session/react.tsx'
import { createSession, type Session } from '../../src/session/session.ts'
import { serveInline } from './engine.ts'

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

/** A session with an engine of its own, in this very thread. */
export function liveSession(design: Design): Session {
  const session = createSession({
    design,
    createHost: () => inlineHost(async () => serveInline),
    createWorker: noWorker,
  })
  session.link(compiler)
  return session
}
