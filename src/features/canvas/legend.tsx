import { Suspense, useState } from 'react'
import { useStore } from 'zustand'
import { formatPercent, formatRate } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import { lazyPart } from '../../page/with-words.ts'
import { LEVEL_BOUNDS } from '../../scene/levels.ts'
import { SCISSORS, SWITCH } from '../../scene/wire-signs.ts'
import { useSession } from '../../session/react.tsx'
import type { Overlay } from '../../session/view-store.ts'
import { Icon } from '../../ui/icon.tsx'
import './legend.css'

const LossRings = lazyPart(() => import('./loss-rings.tsx'))

/** What colour, width, dots and dashes say; the bounds are those that the overlay paints by. */
export default function Legend() {
  const session = useSession()
  const t = useT()
  const overlay = useStore(session.view, (state) => state.overlay)
  const [open, setOpen] = useState(() => innerWidth >= ROOMY_WIDTH)
  return (
    <section className="canvas-float canvas-legend" aria-label={t('legend.region')}>
      <button
        type="button"
        className="canvas-legend-title"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t(`legend.${overlay}`)}
        <Icon name={open ? 'down' : 'next'} size={12} />
      </button>
      <Ramp overlay={overlay} />
      {open ? <Signs /> : null}
    </section>
  )
}

/** Below this width of the page the legend begins folded to its ramp, so that it covers no node. */
const ROOMY_WIDTH = 1200

/** Dots, widths and dashes. */
function Signs() {
  const t = useT()
  return (
    <>
      <div className="canvas-legend-row">
        <span>
          <svg width="8" height="8" aria-hidden="true">
            <circle cx="4" cy="4" r="2.3" fill="var(--ink2)" />
          </svg>
          {t('legend.request')}
        </span>
        <span>
          <svg width="8" height="8" aria-hidden="true">
            <circle cx="4" cy="4" r="2.8" fill="none" stroke="var(--ink2)" strokeWidth="1.5" />
          </svg>
          {t('legend.retry')}
        </span>
        <span className="canvas-legend-fail">
          <svg width="11" height="11" viewBox="-5.5 -5.5 11 11" aria-hidden="true" strokeLinecap="square">
            <path d={CROSS} stroke="currentColor" strokeWidth="4" />
            <path d={CROSS} stroke="var(--panel)" strokeWidth="1.5" />
          </svg>
          {t('legend.failed')}
        </span>
      </div>
      <div className="canvas-legend-row">
        <Stroke width={2.4} label={`${formatRate(100, t.language)}/s`} />
        <Stroke width={4.5} label={`${formatRate(10_000, t.language)}/s`} />
        <span className="canvas-legend-quiet">{t('legend.width')}</span>
      </div>
      <div className="canvas-legend-row">
        <Stroke width={2.4} dash="0 5" label={t('legend.ejected')} />
        <Stroke width={1.6} dash="6 4" label={t('legend.replicates')} />
      </div>
      <Suspense fallback={null}>
        <LossRings />
      </Suspense>
      <div className="canvas-legend-row">
        <Sign path={SCISSORS.d} label={t('live.cut')} />
        <Sign path={SWITCH.d} label={t('live.open')} />
      </div>
    </>
  )
}

const CROSS = 'M-2.6-2.6L2.6 2.6M2.6-2.6L-2.6 2.6'

const Sign = ({ path, label }: { readonly path: string; readonly label: string }) => (
  <span>
    <svg
      width="16"
      height="16"
      viewBox="-8 -8 16 16"
      aria-hidden="true"
      fill="none"
      stroke="var(--ink2)"
      strokeWidth="1.4"
      strokeLinecap="round"
    >
      <path d={path} />
    </svg>
    {label}
  </span>
)

function Stroke({
  width,
  dash = '',
  label,
}: {
  readonly width: number
  readonly dash?: string
  readonly label: string
}) {
  return (
    <span>
      <svg width="18" height="8" aria-hidden="true">
        <path
          d="M1 4H17"
          stroke="var(--ink2)"
          strokeWidth={width}
          strokeDasharray={dash || undefined}
          strokeLinecap={dash.startsWith('0') ? 'round' : 'butt'}
        />
      </svg>
      {label}
    </span>
  )
}

function Ramp({ overlay }: { readonly overlay: Overlay }) {
  const t = useT()
  const words = rampWords(overlay, t.language)
  return (
    <div className="canvas-ramp">
      {words.map((word, index) => (
        <div key={word}>
          <i className={`canvas-ramp-${index + 1}`} />
          {word}
        </div>
      ))}
    </div>
  )
}

function rampWords(overlay: Overlay, language: 'ko' | 'en'): readonly string[] {
  const [two, three, four] = LEVEL_BOUNDS[overlay]
  const say = (value: number): string => {
    if (overlay === 'latency') return formatRate(value, language)
    return formatPercent(value, language).replace(' %', '')
  }
  const unit = overlay === 'latency' ? 'ms' : '%'
  return [
    `< ${say(two)}`,
    `${say(two)}–${say(three)}`,
    `${say(three)}–${say(four)}`,
    `≥ ${say(four)} ${unit}`,
  ]
}
