import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { monthlyBill } from '../../analysis/cost.ts'
import { formatCompact, formatMs, formatPercent, formatRate, NO_VALUE } from '../../i18n/format.ts'
import { countText, dollarText, durationText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import {
  burnRate,
  type HeadlineFigures,
  headlineFigures,
  type Limit,
  limitOf,
} from '../../reading/headline-figures.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { useFrame, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import './headline.css'

/** The state of the whole system in one line; of all these numbers only errors beyond the SLO take colour. */
export function Headline({ phone }: { readonly phone: boolean }) {
  const session = useSession()
  const t = useT()
  const frame = useFrame()
  const design = useStore(session.design, (state) => state.design)
  const { slo } = design
  const figures = headlineFigures(frame)
  const overSlo = figures.errorShare > 1 - slo.availability
  const rate = (value: number) => formatRate(Math.round(value), t.language)
  return (
    <section className={`headline ${phone ? 'headline-phone' : ''}`} aria-label={t('headline.label')}>
      {phone ? null : (
        <Figure label={t('headline.offered')} value={rate(figures.offeredPerSec)} unit="/s" wide />
      )}
      <Figure
        label={t('headline.goodput')}
        value={rate(figures.goodputPerSec)}
        unit={phone ? '/s' : `/s · ${formatPercent(figures.goodShare, t.language)}`}
        wide={!phone}
      />
      <Errors figures={figures} overSlo={overSlo} phone={phone} limit={limitOf(frame)} />
      {phone ? null : (
        <Figure
          label={t('headline.budget', { slo: formatPercent(slo.availability, t.language) })}
          value={burnText(burnRate(figures.errorShare, slo.availability), t.language)}
          unit={`× ${t('headline.burn')}`}
          hint={t('headline.burn.help')}
          wide
        />
      )}
      {phone ? null : <Latency label="p50" ms={frame?.system('latencyMsP50')} place="minor" />}
      <Latency
        label="p95"
        ms={frame?.system('latencyMsP95')}
        hint={t('headline.p95.help', { slo: durationText(slo.latencyMsP95, t.language) })}
      />
      {phone ? null : <Latency label="p99" ms={frame?.system('latencyMsP99')} />}
      <Figure
        label={t('headline.inFlight')}
        value={countText(frame?.system('inFlight') ?? Number.NaN, t.language)}
        unit=""
      />
      {phone ? null : <Cost design={design} frame={frame} />}
    </section>
  )
}

interface FigureProps {
  readonly label: string
  readonly value: string
  readonly unit: string
  readonly hint?: string
  readonly wide?: boolean
  /** The first one to go where there is little room, and the one that has to keep its width. */
  readonly place?: 'minor' | 'cost'
}

function Figure({ label, value, unit, hint = '', wide = false, place }: FigureProps) {
  const figure = (
    <div
      className={`headline-figure ${wide ? 'headline-figure-wide' : ''} ${place ? `headline-figure-${place}` : ''}`}
    >
      <span className="headline-name">{label}</span>
      <b>
        {value}
        <small>{unit}</small>
      </b>
    </div>
  )
  return hint === '' ? figure : <Tooltip content={hint}>{figure}</Tooltip>
}

interface LatencyProps extends Pick<FigureProps, 'label' | 'hint' | 'place'> {
  readonly ms: number | undefined
}

function Latency({ ms, ...figure }: LatencyProps) {
  const t = useT()
  const [value, unit] = formatMs(ms ?? Number.NaN, t.language)
  return <Figure {...figure} value={value} unit={unit} />
}

function Cost({ design, frame }: { readonly design: Design; readonly frame: Frame | undefined }) {
  const t = useT()
  const { total } = monthlyBill(design, (id) => frame?.node(id, 'instances'))
  return (
    <Figure
      label={t('cost.title')}
      value={shortDollars(total, t.language)}
      unit=""
      hint={t('cost.headline.help')}
      place="cost"
    />
  )
}

/** Whole dollars, and thousands of them where the place ends. */
const shortDollars = (sum: number, language: 'ko' | 'en'): string =>
  sum < 100_000 ? dollarText(Math.round(sum), language) : `$${formatCompact(sum, language)}`

interface ErrorsProps {
  readonly figures: HeadlineFigures
  readonly overSlo: boolean
  readonly phone: boolean
  readonly limit: Limit | null
}

function Errors({ figures, overSlo, phone, limit }: ErrorsProps) {
  const session = useSession()
  const t = useT()
  return (
    <div className={`headline-figure headline-errors ${overSlo ? 'headline-errors-over' : ''}`}>
      <div className="headline-error-total">
        <span className="headline-name">{t('headline.errors')}</span>
        <b>{percent(figures.errorShare, t.language)}</b>
      </div>
      {overSlo || figures.unansweredShare > 0 ? (
        <Button
          variant="line"
          className="headline-why"
          onClick={() => session.view.setState({ asked: { of: 'system' } })}
        >
          {t('cause.ask')}
        </Button>
      ) : null}
      {figures.unansweredShare > 0 ? (
        <Tooltip content={t('headline.unanswered.help')}>
          <span className="headline-unanswered">
            {t('headline.unanswered')}
            <Value>{percent(figures.unansweredShare, t.language)}</Value>
          </span>
        </Tooltip>
      ) : null}
      {phone ? null : (
        <div className="headline-reasons">
          {figures.reasons.map(({ reason, share }) => (
            <span key={reason} className="headline-reason">
              <i className={`headline-swatch headline-swatch-${reason}`} />
              <span className="headline-reason-name">{t(`reason.${reason}`)}</span>
              <Value>{percent(share, t.language)}</Value>
            </span>
          ))}
        </div>
      )}
      {limit === null ? null : <Limited limit={limit} />}
    </div>
  )
}

const Value = ({ children }: { readonly children: ReactNode }) => (
  <span className="headline-reason-value">{children}</span>
)

function Limited({ limit }: { readonly limit: Limit }) {
  const t = useT()
  return (
    <Tooltip content={t(`headline.${limit}`)}>
      <button type="button" className="headline-limited">
        <Icon name="warning" size={14} />
        {t('headline.limited.brief')}
        <span className="ui-hidden">{t(`headline.${limit}`)}</span>
      </button>
    </Tooltip>
  )
}

/** A share, or the dash while no request has ended. */
const percent = (share: number, language: 'ko' | 'en'): string =>
  Number.isNaN(share) ? NO_VALUE : formatPercent(share, language)

function burnText(burn: number, language: 'ko' | 'en'): string {
  if (burn === Number.POSITIVE_INFINITY) return '∞'
  return burn >= 10 ? countText(burn, language) : formatRate(burn, language)
}
