import {
  type Blame,
  blameOf,
  breakdown,
  type Hop,
  hopsOf,
  latencyMs,
  type Phase,
} from '../analysis/trace-hops.ts'
import { printable } from '../model/printable.ts'
import type { Trace } from '../sim/stats/trace.ts'
import type { Tracer } from '../sim/stats/tracer.ts'

interface TracedRequest extends Trace {
  readonly latencyMs: number
  /** Where the latency went; `client` is time in which nothing was under way. */
  readonly timesMs: Readonly<Record<Phase | 'client', number>>
  readonly failure: { readonly reason: string; readonly node: string | null; readonly how: string } | null
}

interface TracedRequests {
  readonly traces: readonly TracedRequest[]
  readonly failedTraces: readonly TracedRequest[]
}

/** The last requests that were followed, newest first, and the last of those that failed. */
export function tracedRequests(tracer: Tracer, max: number): TracedRequests {
  const of = (show: 'all' | 'failed'): TracedRequest[] =>
    tracer.traces({ show, class: null, max }).map(tracedRequest)
  return { traces: of('all'), failedTraces: of('failed') }
}

function tracedRequest(trace: Trace): TracedRequest {
  const { phases, clientMs } = breakdown(trace)
  const blame = blameOf(trace)
  return {
    ...trace,
    latencyMs: latencyMs(trace),
    timesMs: { ...phases, client: clientMs },
    failure: blame && {
      reason: trace.outcome ?? '',
      node: trace.spans[blame.index]?.node ?? null,
      how: blame.how,
    },
  }
}

const SIGNS: Readonly<Record<Phase, string>> = { network: '~', queued: ':', served: '#', waiting: '-' }
const BAR = 48
/** What a call asks for goes without saying. */
const PLAIN: ReadonlySet<string> = new Set(['call', 'consume', 'dataGet', 'publish'])

/** One picture a request: every call on a line, under the one that made it. */
export function waterfalls({ traces, failedTraces }: TracedRequests): string {
  if (traces.length === 0) return '\nno request was over, so none can be shown\n'
  const shown = new Set(traces.map(({ id }) => id))
  const all = [...traces, ...failedTraces.filter(({ id }) => !shown.has(id))]
  const legend = '~ network  : queued  # served  - waiting for others  . the caller had given up'
  return `\n${legend}\n${all.map(waterfall).join('')}`
}

function waterfall(trace: TracedRequest): string {
  const { timesMs, latencyMs: total } = trace
  const attempts = trace.attempts === 1 ? '' : `, ${trace.attempts} attempts`
  const hops = hopsOf(trace)
  const endMs = Math.max(total, ...hops.map(({ toMs }) => toMs))
  const names = hops.map(({ index, depth }) => `${'  '.repeat(depth + 1)}${nameOf(trace, index)}`)
  const width = Math.max(0, ...names.map((name) => name.length))
  const lines = [
    `request ${trace.id} of class ${trace.class} from ${printable(trace.client)}, at ${trace.beganSec.toFixed(3)} s: ${trace.outcome} after ${ms(total)}${attempts}`,
    `  network ${ms(timesMs.network)}, queued ${ms(timesMs.queued)}, served ${ms(timesMs.served)}, waiting ${ms(timesMs.waiting + timesMs.client)}`,
    ...hops.map((hop, i) => `${names[i]!.padEnd(width)}  |${bar(trace, hop, endMs)}| ${hopText(trace, hop)}`),
    ...(trace.failure ? [`  failed: ${failureText(trace, blameOf(trace)!)}`] : []),
  ]
  return `\n${lines.join('\n')}\n`
}

function nameOf(trace: Trace, index: number): string {
  const { node, op, attempt } = trace.spans[index]!
  const what = PLAIN.has(op) ? '' : ` (${op})`
  return `${printable(node)}${what}${attempt > 0 ? ` attempt ${attempt + 1}` : ''}`
}

function bar(trace: Trace, hop: Hop, endMs: number): string {
  const { abandonedMs } = trace.spans[hop.index]!
  const signs: string[] = []
  for (let i = 0; i < BAR; i++) {
    const atMs = ((i + 0.5) / BAR) * endMs
    const segment = hop.segments.find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)
    signs.push(segment ? (abandonedMs !== null && atMs > abandonedMs ? '.' : SIGNS[segment.phase]) : ' ')
  }
  return signs.join('')
}

function hopText(trace: Trace, { index, times, fromMs, toMs }: Hop): string {
  const parts = (['queued', 'served'] as const)
    .filter((phase) => times[phase] > 0)
    .map((phase) => `${phase} ${ms(times[phase])}`)
  const { outcome } = trace.spans[index]!
  return [ms(toMs - fromMs), ...parts, ...(outcome === 'ok' ? [] : [outcome ?? 'unfinished'])].join(', ')
}

function failureText(trace: TracedRequest, { index, how }: Blame): string {
  const node = printable(trace.spans[index]?.node ?? trace.client)
  if (trace.outcome !== 'timeout')
    return how === 'refused'
      ? `${node} turned it away (${trace.outcome})`
      : `lost at ${node} (${trace.outcome})`
  switch (how) {
    case 'travelling':
      return `time was up on the way to or from ${node}`
    case 'queued':
      return `time was up while it stood in line at ${node}`
    default:
      return `time was up while ${node} was at it`
  }
}

const ms = (value: number): string => `${value.toFixed(2)} ms`
