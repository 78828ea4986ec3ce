import type { Session } from './session.ts'

/** Something that a part of the page keeps for each session, made when it is first asked for. */
export function perSession<T>(create: (session: Session) => T): (session: Session) => T {
  const kept = new WeakMap<Session, T>()
  return (session) => {
    const known = kept.get(session)
    if (known !== undefined) return known
    const made = create(session)
    kept.set(session, made)
    return made
  }
}
