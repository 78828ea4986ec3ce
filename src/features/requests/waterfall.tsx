import {
  blameOf,
  breakdown,
  type Hop,
  hopsOf,
  latencyMs,
  PHASES,
  type Phase,
  type Span,
  type Trace,
} from '../../analysis/trace-hops.ts'
import { durationText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { Icon } from '../../ui/icon.tsx'

interface WaterfallProps {
  readonly trace: Trace
  readonly nameOf: (id: string) => string
}

/** Every call of a request on one axis of time, under the call that made it. */
export function Waterfall({ trace, nameOf }: WaterfallProps) {
  const t = useT()
  const hops = hopsOf(trace)
  const total = latencyMs(trace)
  const endMs = Math.max(total, ...hops.map((hop) => hop.toMs))
  const culprit = blameOf(trace)?.index
  return (
    <>
      <Sums trace={trace} />
      <table className="requests-hops">
        <caption className="ui-hidden">{t('requests.hops')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('requests.hop')}</th>
            <th scope="col">
              <span className="requests-axis">
                <span>0</span>
                <span>{durationText(endMs, t.language)}</span>
              </span>
            </th>
            <th scope="col">{t('requests.took')}</th>
          </tr>
        </thead>
        <tbody>
          {hops.map((hop) => (
            <HopRow
              key={hop.index}
              trace={trace}
              hop={hop}
              endMs={endMs}
              fails={hop.index === culprit}
              nameOf={nameOf}
            />
          ))}
        </tbody>
      </table>
      {endMs > total * 1.001 ? (
        <p className="requests-note">
          <i className="requests-answer-key" aria-hidden="true" />
          {t('requests.answered', { time: durationText(total, t.language) })}
        </p>
      ) : null}
    </>
  )
}

/** The latency taken apart: the words are the legend of the bars. */
function Sums({ trace }: { readonly trace: Trace }) {
  const t = useT()
  const { phases, clientMs } = breakdown(trace)
  const waiting = phases.waiting + clientMs
  return (
    <dl className="requests-sums">
      {PHASES.map((phase) => (
        <div key={phase}>
          <dt>
            <i className={`requests-key requests-bar-${phase}`} aria-hidden="true" />
            {t(`requests.phase.${phase}`)}
          </dt>
          <dd>{durationText(phase === 'waiting' ? waiting : phases[phase], t.language)}</dd>
        </div>
      ))}
    </dl>
  )
}

interface HopRowProps extends WaterfallProps {
  readonly hop: Hop
  readonly endMs: number
  /** The request failed here; the calls above only passed that on. */
  readonly fails: boolean
}

function HopRow({ trace, hop, endMs, fails, nameOf }: HopRowProps) {
  const t = useT()
  const span = trace.spans[hop.index]!
  const share = (ms: number): string => `${(ms / Math.max(endMs, 1e-9)) * 100}%`
  return (
    <tr className={fails ? 'requests-hop-fails' : ''}>
      <th scope="row" style={{ paddingLeft: Math.min(6, hop.depth) * 9 }}>
        <span className="requests-hop-name">
          {fails ? <Icon name="kill" size={11} /> : null}
          {nameOf(span.node)}
        </span>
        <span className="requests-hop-note">{noteOf(span, t)}</span>
      </th>
      <td>
        <span className="requests-lane" aria-hidden="true">
          {hop.segments.map(({ phase, fromMs, toMs }) => (
            <i
              key={`${phase} ${fromMs}`}
              className={`requests-bar-${phase}`}
              style={{ left: share(fromMs), width: share(toMs - fromMs) }}
            />
          ))}
          {span.abandonedMs !== null && span.abandonedMs < hop.toMs ? (
            <b style={{ left: share(span.abandonedMs), width: share(hop.toMs - span.abandonedMs) }} />
          ) : null}
          {endMs > latencyMs(trace) * 1.001 ? <u style={{ left: share(latencyMs(trace)) }} /> : null}
        </span>
        <span className="requests-hop-note">{timesText(hop, t)}</span>
      </td>
      <td className="requests-number">{durationText(hop.toMs - hop.fromMs, t.language)}</td>
    </tr>
  )
}

/** What the call was about where that is no plain call, which attempt it belongs to, and how it ended. */
function noteOf(span: Span, t: Translator): string {
  const parts: string[] = []
  if (span.attempt > 0) parts.push(t('requests.attempt', { attempt: span.attempt + 1 }))
  if (span.op !== 'call' && span.op !== 'dataGet') parts.push(t(`requests.op.${span.op}`))
  if (span.abandonedMs !== null) parts.push(t('requests.abandoned'))
  else if (span.outcome === 'miss') parts.push(t('requests.miss'))
  else if (span.op === 'message' && span.outcome === null)
    parts.push(t(span.returnedMs === null ? 'requests.pending' : 'requests.givenUp'))
  else if (span.outcome === null) parts.push(t('requests.pending'))
  else if (span.outcome !== 'ok') parts.push(t(`reason.${span.outcome}`))
  return parts.join(', ')
}

/** Under a twentieth of a millisecond a phase would read as zero. */
const SAID_MIN_MS = 0.05

/** Queued against served; the rest is said where there is nothing else, because the calls below show it. */
function timesText({ times }: Hop, t: Translator): string {
  const say = (phases: readonly Phase[]): string =>
    phases
      .filter((phase) => times[phase] >= SAID_MIN_MS)
      .map((phase) => `${t(`requests.brief.${phase}`)} ${durationText(times[phase], t.language)}`)
      .join(', ')
  return say(['queued', 'served']) || say(['waiting', 'network'])
}
