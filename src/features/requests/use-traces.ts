import { useEffect, useRef, useState } from 'react'
import type { Trace, TraceFilter } from '../../analysis/trace-hops.ts'
import { useSession } from '../../session/react.tsx'

/** A list that changes faster cannot be read, and every look costs a message. */
const LOOK_MS = 500
/** Simulated time between two requests that are followed. */
const EVERY_SEC = 0.25

export type Show = TraceFilter['show']
export type Only = TraceFilter['class']

/** How many requests are listed. */
const LISTED_MAX = 60

export interface TraceList {
  readonly traces: readonly Trace[]
  /** The first answer has come. */
  readonly known: boolean
}

const NOTHING: TraceList = { traces: [], known: false }

/** Follows requests as long as it is mounted. While `held`, the list stands still under the pointer. */
export function useTraces(show: Show, only: Only, held: boolean): TraceList {
  const session = useSession()
  const [list, setList] = useState(NOTHING)
  const stands = useRef(false)
  stands.current = held && list.traces.length > 0
  const newest = useRef(0)
  newest.current = Math.max(0, ...list.traces.map((trace) => trace.beganSec))
  useEffect(() => {
    session.run.trace({ everySec: EVERY_SEC, class: only })
  }, [only, session.run.trace])
  useEffect(() => () => session.run.trace(null), [session.run.trace])
  useEffect(() => {
    let stale = false
    let first = true
    // A list of a run that was begun anew is of no use to anybody.
    const stays = () =>
      stands.current && !first && (session.run.frames.latest?.timeSec ?? 0) >= newest.current
    const look = async () => {
      if (stays()) return
      const traces = await session.run.traces({ show, class: only, max: LISTED_MAX })
      if (stale || stays()) return
      first = false
      setList({ traces, known: true })
    }
    void look()
    const timer = setInterval(look, LOOK_MS)
    return () => {
      stale = true
      clearInterval(timer)
    }
  }, [show, only, session.run.traces, session.run.frames.latest?.timeSec])
  return list
}
