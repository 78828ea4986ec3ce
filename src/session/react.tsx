import { createContext, type ReactNode, useCallback, useContext, useSyncExternalStore } from 'react'
import { assert } from '../model/result.ts'
import type { Frame } from '../runtime/frame-ring.ts'
import type { RunState } from '../runtime/run-state.ts'
import type { Session } from './session.ts'

const SessionContext = createContext<Session | null>(null)

interface SessionProviderProps {
  readonly session: Session
  readonly children: ReactNode
}

/** Everything inside shows this session; another one may stand beside it. */
export function SessionProvider({ session, children }: SessionProviderProps) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  assert(session, 'no session is provided here')
  return session
}

/** The frame that numbers are read from; re-renders at most four times a second. */
export function useFrame(): Frame | undefined {
  const { reading } = useSession()
  return useChanging(reading, () => reading.frame)
}

/** A value read from that frame; re-renders only when the value changes. */
export function useReading<T extends number | string | boolean>(pick: (frame: Frame | undefined) => T): T {
  const { reading } = useSession()
  return useChanging(reading, () => pick(reading.frame))
}

export function useRunState(): RunState {
  const { run } = useSession()
  return useChanging(run, () => run.state)
}

/** What something that tells of its changes says now. */
export function useChanging<T>(source: { subscribe(listener: () => void): () => void }, read: () => T): T {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source])
  return useSyncExternalStore(subscribe, read)
}
