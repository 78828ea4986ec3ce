import { formatPercent } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import type { DesignNode } from '../../model/design.ts'
import type { KindModel } from '../../model/kind.ts'
import { type Figure, nodeFigures, showsLoad } from '../../reading/figures.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { loadLevel } from '../../ui/load.ts'
import { Sparkline } from '../../ui/sparkline.tsx'

interface MeasuredProps {
  readonly node: DesignNode
  readonly model: KindModel
  readonly frame: Frame
}

export function Measured({ node, model, frame }: MeasuredProps) {
  const t = useT()
  if (model.traits.contains) return null
  return (
    <section className="inspector-section" aria-label={t('inspector.measured')}>
      <MeasuredGrid values={nodeFigures(node, model, frame, t)} />
      {showsLoad(model.readings) ? <LoadHistory id={node.id} frame={frame} /> : null}
    </section>
  )
}

export function MeasuredGrid({ values }: { readonly values: readonly Figure[] }) {
  return (
    <dl className={`measured ${values.length % 4 === 0 || values.length === 7 ? '' : 'measured-thirds'}`}>
      {values.map(({ label, value, unit }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {unit === '' ? null : <span className="ui-unit">{unit}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Seconds of the small chart at real time; at higher speeds the same wall time is shown. */
const HISTORY_SEC = 30
const HISTORY_POINTS = 90

function LoadHistory({ id, frame }: { readonly id: string; readonly frame: Frame }) {
  const session = useSession()
  const t = useT()
  const { speed } = useRunState()
  const span = HISTORY_SEC * Math.max(1, speed)
  const values = history(session, id, frame.timeSec, span)
  const level = Math.max(1, loadLevel(frame.node(id, 'utilisation')))
  return (
    <div className="measured-history">
      <Sparkline
        values={values}
        threshold={0.8}
        colour={`--fill-${level}`}
        height={44}
        label={t('measured.history', { percent: formatPercent(frame.node(id, 'utilisation'), t.language) })}
      />
      <span className="measured-threshold" aria-hidden="true">
        80 %
      </span>
      <div className="measured-axis" aria-hidden="true">
        <span>{t('measured.ago', { time: durationText(span * 1000, t.language) })}</span>
        <span>{t('measured.utilisation')}</span>
        <span>{t('measured.now')}</span>
      </div>
    </div>
  )
}

function history(session: Session, id: string, toSec: number, spanSec: number): number[] {
  const { frames } = session.run
  const firstSec = frames.frames[0]?.timeSec ?? toSec
  return Array.from({ length: HISTORY_POINTS }, (_, index) => {
    const atSec = toSec - spanSec * (1 - index / (HISTORY_POINTS - 1))
    return atSec < firstSec ? Number.NaN : (frames.at(atSec)?.node(id, 'utilisation') ?? Number.NaN)
  })
}
