import { formatPercent, formatRate } from '../../i18n/format.ts'
import { countText, durationText, THIN } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { DesignNode } from '../../model/design.ts'
import type { KindModel } from '../../model/kind.ts'
import { fieldValue } from '../../model/params.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { useRunState } from '../../runtime/react.ts'
import { simClient } from '../../runtime/session.ts'
import { loadLevel } from '../../ui/load.ts'
import { Sparkline } from '../../ui/sparkline.tsx'

interface MeasuredProps {
  readonly node: DesignNode
  readonly model: KindModel
  readonly frame: Frame
}

export interface MeasuredValue {
  readonly label: string
  readonly value: string
  readonly unit: string
}

export function Measured({ node, model, frame }: MeasuredProps) {
  const t = useT()
  if (model.traits.contains) return null
  const values = measuredValues(node, model, frame, t)
  const hasLoad = model.readings.includes('utilisation') || model.readings.includes('quota')
  return (
    <section className="inspector-section" aria-label={t('inspector.measured')}>
      <MeasuredGrid values={values} />
      {hasLoad ? <LoadHistory id={node.id} frame={frame} /> : null}
    </section>
  )
}

export function MeasuredGrid({ values }: { readonly values: readonly MeasuredValue[] }) {
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

/** Which numbers a node shows follows from what its kind declares, so their places never change while it runs. */
function measuredValues(
  { id, params }: DesignNode,
  model: KindModel,
  frame: Frame,
  t: Translator,
): MeasuredValue[] {
  const { language } = t
  const read = (column: Parameters<Frame['node']>[1]) => frame.node(id, column)
  const shows = (reading: KindModel['readings'][number]) => model.readings.includes(reading)
  const rate = (label: string, value: number) => ({ label, value: formatRate(value, language), unit: '/s' })
  const plain = (label: string, value: string) => ({ label, value, unit: '' })
  const values: MeasuredValue[] = []
  if (shows('alerts')) values.push(plain(t('measured.alerts'), String(bitCount(read('alerts')))))
  else values.push(rate(t('measured.rate'), read('ratePerSec')))
  if (shows('p95') || shows('utilisation') || shows('quota'))
    values.push(plain('p95', durationText(read('latencyMsP95'), language)))
  if (shows('utilisation')) {
    values.push(plain(t('measured.queued'), formatRate(read('queue'), language)), {
      label: t('measured.busy'),
      value: formatRate(read('busy'), language),
      unit: `${THIN}/${THIN}${countText(read('slots'), language)}`,
    })
  }
  if (shows('quota')) values.push(plain(t('measured.quota'), formatPercent(read('utilisation'), language)))
  if (shows('hitRatio')) values.push(plain(t('measured.hit'), formatPercent(read('hitRatio'), language)))
  if (shows('stale')) values.push(plain(t('measured.stale'), formatPercent(read('staleRatio'), language)))
  if (shows('lag')) {
    values.push(plain(t('measured.lag'), durationText(read('lagMs'), language)))
    values.push(plain(t('measured.stale'), formatPercent(read('staleRatio'), language)))
  }
  if (shows('depth')) {
    values.push(plain(t('measured.depth'), countText(read('depth'), language)))
    values.push(rate(t('measured.growth'), read('depthPerSec')))
    values.push(plain(t('measured.oldest'), durationText(read('oldestMs'), language)))
    values.push(plain(t('measured.deadLetters'), countText(read('deadLetters'), language)))
    values.push(plain(t('measured.redelivered'), countText(read('redelivered'), language)))
    values.push(plain(t('measured.expired'), countText(read('expired'), language)))
  }
  if (model.traits.forwards && read('targets') > 0) {
    values.push(
      plain(
        t('measured.targets'),
        `${countText(read('healthyTargets'), language)} / ${countText(read('targets'), language)}`,
      ),
    )
  }
  const says = (key: string) => fieldValue(model.fields, params, key)
  const count = (column: 'lostWrites' | 'sessionsLost' | 'instances') =>
    plain(t(`measured.${column}`), countText(read(column), language))
  if (says('autoscale') === true) {
    const unit = `${THIN}/${THIN}${countText(Number(says('instancesMax')), language)}`
    values.push({ ...count('instances'), unit })
  }
  if (says('sessions') === 'memory') values.push(count('sessionsLost'))
  if (says('promotion') === true) values.push(count('lostWrites'))
  if (says('completion') !== undefined && says('completion') !== 'none')
    values.push(plain(t('measured.completion'), durationText(read('completionMs'), language)))
  if (!shows('alerts') && !shows('depth')) values.push(rate(t('measured.failed'), read('failPerSec')))
  if (model.traits.mortal && !shows('alerts')) values.push(rate(t('measured.dropped'), read('dropPerSec')))
  return values
}

const bitCount = (bits: number): number => [1, 2, 4].filter((bit) => (bits & bit) > 0).length

/** Seconds of the small chart at real time; at higher speeds the same wall time is shown. */
const HISTORY_SEC = 30
const HISTORY_POINTS = 90

function LoadHistory({ id, frame }: { readonly id: string; readonly frame: Frame }) {
  const t = useT()
  const { speed } = useRunState()
  const span = HISTORY_SEC * Math.max(1, speed)
  const values = history(id, frame.timeSec, span)
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

function history(id: string, toSec: number, spanSec: number): number[] {
  const { frames } = simClient
  const firstSec = frames.frames[0]?.timeSec ?? toSec
  return Array.from({ length: HISTORY_POINTS }, (_, index) => {
    const atSec = toSec - spanSec * (1 - index / (HISTORY_POINTS - 1))
    return atSec < firstSec ? Number.NaN : (frames.at(atSec)?.node(id, 'utilisation') ?? Number.NaN)
  })
}
