import type { Span, Trace } from '../sim/stats/trace.ts'

export type { Span, Trace, TraceFilter } from '../sim/stats/trace.ts'

/** Where the time of a call goes: on the way, in line, in a slot, or waiting for the answers of others. */
export const PHASES = ['network', 'queued', 'served', 'waiting'] as const
export type Phase = (typeof PHASES)[number]

export interface Segment {
  readonly phase: Phase
  readonly fromMs: number
  readonly toMs: number
}

export type PhaseTimes = Readonly<Record<Phase, number>>

/** A call in the order of the waterfall: each one above those that it made. */
export interface Hop {
  /** Index into the trace's spans. */
  readonly index: number
  readonly depth: number
  readonly segments: readonly Segment[]
  readonly times: PhaseTimes
  readonly fromMs: number
  readonly toMs: number
}

export const latencyMs = (trace: Trace): number =>
  ((trace.endedSec ?? trace.beganSec + trace.followedMs / 1000) - trace.beganSec) * 1000

export function hopsOf(trace: Trace): Hop[] {
  const hops: Hop[] = []
  const children = childrenOf(trace)
  const walk = (index: number, depth: number): void => {
    const segments = segmentsOf(trace, index)
    const span = trace.spans[index]!
    const toMs = endOf(trace, span)
    hops.push({ index, depth, segments, times: timesOf(segments), fromMs: span.sentMs, toMs })
    for (const child of children.get(index) ?? []) walk(child, depth + 1)
  }
  for (const index of children.get(-1) ?? []) walk(index, 0)
  return hops
}

/** The phases of one call, one after the other, without gaps. What is still open ends where the trace does. */
export function segmentsOf(trace: Trace, index: number): Segment[] {
  const span = trace.spans[index]!
  const end = endOf(trace, span)
  const arrived = span.arrivedMs ?? end
  const replied = Math.max(arrived, span.repliedMs ?? end)
  const segments: Segment[] = []
  const add = (phase: Phase, fromMs: number, toMs: number): void => {
    if (toMs > fromMs) segments.push({ phase, fromMs, toMs })
  }
  add('network', span.sentMs, arrived)
  const calls = trace.spans.filter((other) => other.parent === index && other.op !== 'message')
  const begun = beginOfWork(span, arrived, replied, calls.length > 0)
  add('queued', arrived, begun)
  if (span.op === 'message') add('waiting', begun, replied)
  else if (span.servedMs !== null) {
    const served = Math.min(replied, Math.max(begun, span.servedMs))
    add('served', begun, served)
    add('waiting', served, replied)
  } else if (calls.length === 0) add('served', begun, replied)
  else addAround(begun, replied, calls, trace, add)
  add('network', replied, end)
  return segments
}

/** A slot says when work began. Where there is none it begins on arrival, unless the call failed without any. */
function beginOfWork(span: Span, arrived: number, replied: number, calls: boolean): number {
  if (span.startedMs !== null) return Math.min(replied, Math.max(arrived, span.startedMs))
  if (span.servedMs !== null || calls) return arrived
  const worked = span.outcome === 'ok' || span.outcome === 'miss'
  return worked && span.op !== 'message' ? arrived : replied
}

/** A node without slots works whenever it waits for nobody. */
function addAround(
  fromMs: number,
  toMs: number,
  calls: readonly Span[],
  trace: Trace,
  add: (phase: Phase, fromMs: number, toMs: number) => void,
): void {
  let at = fromMs
  for (const [from, to] of union(calls.map((call) => windowOf(trace, call, toMs)))) {
    add('served', at, Math.min(toMs, from))
    add('waiting', Math.max(at, from), Math.min(toMs, to))
    at = Math.max(at, to)
  }
  add('served', at, toMs)
}

export interface Breakdown {
  readonly phases: PhaseTimes
  /** Time in which the client itself waited for nobody: the pause before a retry. */
  readonly clientMs: number
}

/** The latency of a request, taken apart. Each moment belongs to the deepest call that was under way for the client. */
export function breakdown(trace: Trace): Breakdown {
  const phases: Record<Phase, number> = { network: 0, queued: 0, served: 0, waiting: 0 }
  const children = childrenOf(trace)
  const total = latencyMs(trace)
  const visit = (index: number, limitMs: number): void => {
    const span = trace.spans[index]!
    const limit = Math.min(limitMs, span.abandonedMs ?? limitMs)
    const below = (children.get(index) ?? []).filter((child) => trace.spans[child]!.op !== 'message')
    const windows = union(below.map((child) => windowOf(trace, trace.spans[child]!, limit)))
    for (const { phase, fromMs, toMs } of segmentsOf(trace, index))
      phases[phase] += without(Math.min(fromMs, limit), Math.min(toMs, limit), windows)
    for (const child of below) visit(child, limit)
  }
  const first = children.get(-1) ?? []
  for (const index of first) visit(index, total)
  const clientMs = without(0, total, union(first.map((index) => windowOf(trace, trace.spans[index]!, total))))
  return { phases, clientMs }
}

/** Nodes and wires that a request has touched. */
export function pathOf(trace: Trace): {
  readonly nodes: ReadonlySet<string>
  readonly wires: ReadonlySet<string>
} {
  const wires = trace.spans.flatMap((span) => (span.wire === null ? [] : [span.wire]))
  return { nodes: new Set([trace.client, ...trace.spans.map((span) => span.node)]), wires: new Set(wires) }
}

export type BlameHow = 'travelling' | 'queued' | 'served' | 'refused' | 'lost'

export interface Blame {
  /** Call in which the request failed; -1 where the client made none. */
  readonly index: number
  readonly how: BlameHow
}

/** Where a failed request failed: the deepest call that the failure came from, or that the client gave up waiting for. */
export function blameOf(trace: Trace): Blame | null {
  if (trace.outcome === null || trace.outcome === 'ok') return null
  const children = childrenOf(trace)
  const timedOut = trace.outcome === 'timeout'
  const culprit = (parent: number, atMs: number): number => {
    const found = (children.get(parent) ?? []).filter((index) => {
      const span = trace.spans[index]!
      if (span.op === 'message') return false
      return span.outcome === trace.outcome || (timedOut && isOpenAt(span, atMs))
    })
    return found.at(-1) ?? -1
  }
  let at = -1
  let endMs = latencyMs(trace)
  for (let next = culprit(-1, endMs); next >= 0; next = culprit(next, endMs)) {
    at = next
    const span = trace.spans[next]!
    // Work that nobody waits for goes on and says nothing about the failure.
    const overMs = span.abandonedMs ?? (isOpenAt(span, endMs) ? endMs : span.repliedMs)
    endMs = Math.min(endMs, overMs ?? endMs)
  }
  return { index: at, how: at < 0 ? 'refused' : howOf(trace, at, endMs, timedOut) }
}

function howOf(trace: Trace, index: number, endMs: number, timedOut: boolean): BlameHow {
  const span = trace.spans[index]!
  if (!timedOut) return span.repliedMs === span.arrivedMs ? 'refused' : 'lost'
  const last = segmentsOf(trace, index).find(({ fromMs, toMs }) => fromMs < endMs && toMs >= endMs)
  if (last?.phase === 'network') return 'travelling'
  return last?.phase === 'queued' ? 'queued' : 'served'
}

const isOpenAt = (span: Span, atMs: number): boolean =>
  span.sentMs <= atMs && (span.returnedMs === null || span.returnedMs > atMs || span.abandonedMs !== null)

function childrenOf(trace: Trace): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>()
  trace.spans.forEach(({ parent }, index) => {
    const list = children.get(parent)
    if (list) list.push(index)
    else children.set(parent, [index])
  })
  return children
}

function timesOf(segments: readonly Segment[]): PhaseTimes {
  const times: Record<Phase, number> = { network: 0, queued: 0, served: 0, waiting: 0 }
  for (const { phase, fromMs, toMs } of segments) times[phase] += toMs - fromMs
  return times
}

const endOf = (trace: Trace, span: Span): number =>
  span.returnedMs ?? Math.max(span.repliedMs ?? 0, trace.followedMs)

/** The time in which the caller waited for a call. */
const windowOf = (trace: Trace, span: Span, limitMs: number): readonly [number, number] => [
  span.sentMs,
  Math.min(limitMs, span.abandonedMs ?? limitMs, endOf(trace, span)),
]

/** Spans of time in order, those that touch joined. */
function union(windows: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const joined: [number, number][] = []
  for (const [from, to] of [...windows].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else if (to > from) joined.push([from, to])
  }
  return joined
}

/** Length of a span of time less what some windows cover of it. */
function without(fromMs: number, toMs: number, windows: readonly (readonly [number, number])[]): number {
  let left = Math.max(0, toMs - fromMs)
  for (const [from, to] of windows) left -= Math.max(0, Math.min(toMs, to) - Math.max(fromMs, from))
  return Math.max(0, left)
}
