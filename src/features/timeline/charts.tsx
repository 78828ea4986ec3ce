// Before what it is for.
import '../../ui/known-language.ts'

import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { formatRate } from '../../i18n/format.ts'
import { languageStore } from '../../i18n/language.ts'
import { durationText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import { pageStore } from '../../page/page-store.ts'
import { ninesText } from '../../reading/availability-sentence.ts'
import { useReading, useSession } from '../../session/react.tsx'
import 'uplot/dist/uPlot.min.css'
import { BURN_SHOWN_SEC, burnAt, burnPlan } from './burn-chart.ts'
import { latencyPlan } from './latency-chart.ts'
import { type ChartPlan, LiveChart } from './live-chart.ts'
import { failedPerSec, ratePlan } from './rate-chart.ts'
import type { Span } from './time-window.ts'

/** The two charts. They live outside React: it makes them, and they repaint themselves from the frames. */
export default function Charts({ span }: { readonly span: Span }) {
  const roomy = useRoomy()
  return (
    <div className={`timeline-charts ${roomy ? 'timeline-charts-three' : ''}`}>
      <RateChart span={span} />
      <LatencyChart span={span} />
      {roomy ? <BurnChart span={span} /> : null}
    </div>
  )
}

/** From here on a third chart has room; elsewhere the panel of the design has its figures. */
const ROOMY = '(min-width: 1280px)'

const useRoomy = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      const media = matchMedia(ROOMY)
      media.addEventListener('change', tell)
      return () => media.removeEventListener('change', tell)
    },
    () => matchMedia(ROOMY).matches,
  )

function BurnChart({ span }: { readonly span: Span }) {
  const session = useSession()
  const t = useT()
  const plan = useMemo(() => burnPlan(session), [session])
  const burns = useReading((frame) =>
    BURN_SHOWN_SEC.map((windowSec) => {
      const burn = frame ? burnAt(session, frame.timeSec, windowSec) : Number.NaN
      const window = durationText(windowSec * 1000, t.language)
      return t('chart.burnNow', { window, burn: formatRate(burn, t.language) })
    }).join('\n'),
  )
  const share = useReading((frame) => {
    const done = frame?.system('completed') ?? 0
    const ended = frame ? done + frame.system('failed') + frame.system('shed') : 0
    return ended > 0 ? ninesText(done / ended, t.language) : '–'
  })
  const [now = '', lately = ''] = burns.split('\n')
  return (
    <div className="chart">
      <div className="chart-legend">
        <b>{t('chart.burn')}</b>
        <span>
          <Dash dash="" strong />
          {now}
        </span>
        <span>
          <Dash dash="6 2" />
          {lately}
        </span>
        <span>{t('chart.run', { share })}</span>
      </div>
      <ChartArea span={span} plan={plan} label={t('chart.burn')} />
    </div>
  )
}

function RateChart({ span }: { readonly span: Span }) {
  const t = useT()
  const lost = useReading((frame) =>
    formatRate(Math.round(frame ? failedPerSec(frame) : Number.NaN), t.language),
  )
  return (
    <div className="chart">
      <div className="chart-legend">
        <b>{t('chart.rate')}</b>
        <span>
          <Dash dash="4 2" />
          {t('chart.offered')}
        </span>
        <span>
          <Dash dash="" strong />
          {t('chart.goodput')}
        </span>
        <span>
          <svg width="14" height="9" aria-hidden="true">
            <path d="M0 9 9 0M5 9 14 0" stroke="var(--fail)" strokeWidth="1.5" />
          </svg>
          {t('chart.lost', { rate: lost })}
        </span>
      </div>
      <ChartArea span={span} plan={ratePlan} label={t('chart.rate')} />
    </div>
  )
}

function LatencyChart({ span }: { readonly span: Span }) {
  const session = useSession()
  const t = useT()
  const slo = useStore(session.design, (state) => state.design.slo.latencyMsP95)
  const plan = useMemo(() => latencyPlan(session), [session])
  return (
    <div className="chart">
      <div className="chart-legend">
        <b>{t('chart.latency')}</b>
        <span>
          <Dash dash="1.5 2.5" />
          p50
        </span>
        <span>
          <Dash dash="6 2" />
          p95
        </span>
        <span>
          <Dash dash="" strong />
          p99
        </span>
        <span>
          <Dash dash="2 2" faint />
          {t('chart.slo', { slo: durationText(slo, t.language) })}
        </span>
        <span className="ui-unit">{t('chart.log')}</span>
      </div>
      <ChartArea span={span} plan={plan} label={t('chart.latency')} />
    </div>
  )
}

function Dash({ dash, strong = false, faint = false }: { dash: string; strong?: boolean; faint?: boolean }) {
  const stroke = strong ? 'var(--ink)' : faint ? 'var(--ink3)' : 'var(--ink2)'
  return (
    <svg width="14" height="6" aria-hidden="true">
      <path d="M0 3H14" stroke={stroke} strokeWidth={strong ? 2 : 1.5} strokeDasharray={dash} />
    </svg>
  )
}

interface ChartAreaProps {
  readonly span: Span
  readonly plan: ChartPlan
  readonly label: string
}

function ChartArea({ span, plan, label }: ChartAreaProps) {
  const session = useSession()
  const ref = useRef<HTMLDivElement>(null)
  const theme = useStore(pageStore, (state) => state.theme)
  const language = useStore(languageStore, (state) => state.language)
  // The chart takes its colours and words when it is made, so a new theme or language makes a new one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is read from the tokens, not from the variable.
  useEffect(() => {
    if (!ref.current) return
    const chart = new LiveChart(session, ref.current, plan, span, language)
    return () => chart.dispose()
  }, [session, plan, span, theme, language])
  return <div ref={ref} className="chart-area" role="img" aria-label={label} />
}
