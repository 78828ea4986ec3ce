import type { MonthlyBill } from '../../analysis/cost.ts'
import { formatMs, formatPercent, formatRate, NO_VALUE } from '../../i18n/format.ts'
import { countText, dollarText, durationText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { FAILURE_REASONS } from '../../model/request-class.ts'
import type { MeasuredReport } from '../../runtime/measure-client.ts'
import { nameOf } from '../../scene/names.ts'
import { Icon } from '../../ui/icon.tsx'

/** What was measured: the design as it was then, its report, and its bill. */
export interface Measured {
  readonly design: Design
  readonly report: MeasuredReport
  readonly bill: MonthlyBill
}

interface MeasureFiguresProps {
  readonly measured: Measured | null
  /** What the figures are held against. */
  readonly slo: Design['slo']
}

/** The main figures; dashes keep their places until there are any. */
export function MeasureFigures({ measured, slo }: MeasureFiguresProps) {
  const t = useT()
  const system = measured?.report.system
  const rate = (value = Number.NaN) => [formatRate(value, t.language), '/s'] as const
  const time = (value: number | null = null) => formatMs(value ?? Number.NaN, t.language)
  const errorsMax = 1 - slo.availability
  const percent = (share: number) => formatPercent(Number(share.toPrecision(10)), t.language)
  return (
    <dl className="measure-figures" aria-label={t('measure.figures')}>
      <Figure label={t('headline.offered')} value={rate(system?.offeredPerSec)} />
      <Figure label={t('headline.goodput')} value={rate(system?.goodputPerSec)} />
      <Figure
        label={t('headline.errors')}
        value={[formatPercent(system?.errorRate ?? Number.NaN, t.language), '']}
        goal={`≤ ${percent(errorsMax)}`}
        missed={(system?.errorRate ?? 0) > errorsMax}
      />
      <Figure
        label={t('cost.title')}
        value={[measured ? dollarText(Math.round(measured.bill.total), t.language) : NO_VALUE, '']}
      />
      <Figure label={t('measure.mean')} value={time(system?.latencyMs.mean)} />
      <Figure label="p50" value={time(system?.latencyMs.p50)} />
      <Figure
        label="p95"
        value={time(system?.latencyMs.p95)}
        goal={`≤ ${durationText(slo.latencyMsP95, t.language)}`}
        missed={(system?.latencyMs.p95 ?? 0) > slo.latencyMsP95}
      />
      <Figure label="p99" value={time(system?.latencyMs.p99)} />
    </dl>
  )
}

interface FigureProps {
  readonly label: string
  readonly value: readonly [number: string, unit: string]
  /** What the design promises, or empty. */
  readonly goal?: string
  readonly missed?: boolean
}

function Figure({ label, value: [number, unit], goal = '', missed = false }: FigureProps) {
  const t = useT()
  return (
    <div className={missed ? 'measure-missed' : ''}>
      <dt>{label}</dt>
      <dd>
        <b>{number}</b>
        {unit === '' || number === NO_VALUE ? null : <span className="ui-unit">{unit}</span>}
        {goal === '' ? null : (
          <span className="measure-goal">{t(missed ? 'measure.missed' : 'measure.goal', { goal })}</span>
        )}
      </dd>
    </div>
  )
}

/** Where every request went, why those failed that did, and whether the engine's own limit had a part in it. */
export function MeasureBooks({ measured }: { readonly measured: Measured | null }) {
  const t = useT()
  if (measured === null) return <div className="measure-books" />
  const { conservation, system, limited, stuckAtSec } = measured.report
  const count = (value: number) => countText(value, t.language)
  const reasons = FAILURE_REASONS.filter((reason) => system.errors[reason] > 0)
  return (
    <div className="measure-books">
      <p>
        {t('measure.books', {
          generated: count(conservation.generated),
          completed: count(conservation.completed),
          failed: count(conservation.failed),
          shed: count(conservation.shed),
          inFlight: count(conservation.inFlight),
        })}
      </p>
      {reasons.length === 0 ? null : (
        <p>
          {t('measure.reasons')}:{' '}
          {reasons
            .map((reason) => `${t(`reason.${reason}`)} ${formatPercent(system.errors[reason], t.language)}`)
            .join(', ')}
        </p>
      )}
      <NodeTimes measured={measured} />
      {limited > 0 || stuckAtSec !== null ? (
        <p className="measure-limited">
          <Icon name="warning" size={14} />
          {t(stuckAtSec === null ? 'headline.limited' : 'headline.stuck')}
        </p>
      ) : null}
    </div>
  )
}

/** Stations at which most had to wait that are told. */
const WAITED_SHOWN = 3
/** From this share on. */
const WAITED_MIN = 0.01

/** How long hits and misses of each cache took, how far behind copies and queues were, and where most had to wait. */
function NodeTimes({ measured: { design, report } }: { readonly measured: Measured }) {
  const t = useT()
  const nodes = Object.entries(report.nodes)
  const name = (id: string) => nameOf(design, id, t.language)
  const time = (ms: number | null | undefined) =>
    ms === null || ms === undefined ? NO_VALUE : durationText(ms, t.language)
  const waited = nodes
    .map(([id, { waitedShare = 0 }]) => ({ id, share: waitedShare }))
    .filter(({ share }) => share >= WAITED_MIN)
    .sort((a, b) => b.share - a.share)
    .slice(0, WAITED_SHOWN)
  return (
    <>
      {nodes.map(([id, { hitLatencyMs: hit, missLatencyMs: miss }]) =>
        hit || miss ? (
          <p key={id}>
            {t('measure.copies', {
              node: name(id),
              hit: time(hit?.mean),
              hitP95: time(hit?.p95),
              miss: time(miss?.mean),
              missP95: time(miss?.p95),
            })}
          </p>
        ) : null,
      )}
      {nodes.map(([id, { lag }]) =>
        lag ? (
          <p key={id}>
            {t('measure.lag', { node: name(id), mean: time(lag.meanMs), most: time(lag.maxMs) })}
          </p>
        ) : null,
      )}
      {waited.length === 0 ? null : (
        <p>
          {t('measure.waited')}:{' '}
          {waited.map(({ id, share }) => `${name(id)} ${formatPercent(share, t.language)}`).join(', ')}
        </p>
      )}
    </>
  )
}
