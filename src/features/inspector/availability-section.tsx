import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import {
  availabilityOf,
  type ClassAvailability,
  failureTimesOf,
} from '../../analysis/availability/availability.ts'
import { BURN_WINDOWS_SEC, burnAlerts, burnOver } from '../../analysis/availability/burn.ts'
import { measuredAvailability } from '../../analysis/resilience/report.ts'
import { formatPercent, formatRate } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import {
  availabilitySentence,
  availabilityText,
  awayText,
  ninesText,
} from '../../reading/availability-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { useFrame, useSession } from '../../session/react.tsx'
import { useResilience } from '../../session/resilience.ts'
import type { Session } from '../../session/session.ts'
import { inSlices } from '../../session/slices.ts'
import { historyOfRun } from '../../session/why.ts'
import { Icon } from '../../ui/icon.tsx'

/** How long each class is there in the long run, and how fast the present run uses up what the objective allows. */
export default function AvailabilitySection() {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  // The model follows the design a moment later; the frame that comes then draws this again.
  useFrame()
  const { model } = session.run
  const classes = useAvailability(design, model)
  return (
    <section className="inspector-section" aria-labelledby="design-availability">
      <h3 id="design-availability">{t('availability.title')}</h3>
      {classes?.length === 0 ? <p>{t('availability.none')}</p> : null}
      {classes?.length ? <Classes classes={classes} session={session} /> : null}
      <Measured classes={classes ?? []} />
      <p className="inspector-small">
        {t('availability.goal', { away: awayText(design.slo.availability, t.language) })}{' '}
        {t('availability.assumes')}
      </p>
      <Burn session={session} />
    </section>
  )
}

/** Null before the first answer; the last one stands until the next, because large designs take some slices. */
function useAvailability(
  design: Design,
  model: Session['run']['model'],
): readonly ClassAvailability[] | null {
  const [known, setKnown] = useState<readonly ClassAvailability[] | null>(null)
  useEffect(() => {
    if (model !== null) return inSlices(availabilityOf(design, model), setKnown)
    setKnown([])
    return
  }, [design, model])
  return known
}

interface ClassesProps {
  readonly classes: readonly ClassAvailability[]
  readonly session: Session
}

function Classes({ classes, session }: ClassesProps) {
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const name = (id: string) => nameOf(design, id, t.language)
  return (
    <table className="inspector-table">
      <thead>
        <tr>
          <th scope="col">{t('availability.class')}</th>
          <th scope="col">{t('availability.share')}</th>
          <th scope="col">{t('availability.minutes')}</th>
          <th scope="col">{t('availability.worst')}</th>
        </tr>
      </thead>
      <tbody>
        {classes.map((one) => (
          <tr key={one.requestClass} title={availabilitySentence(one, name, t)}>
            <th scope="row">{t(`class.${one.requestClass}`)}</th>
            <td>{availabilityText(one, t)}</td>
            <td>{awayText(one.low, t.language)}</td>
            <td>
              {one.worst === '' ? null : (
                <button
                  type="button"
                  className="inspector-link"
                  onClick={() => session.selection.select([one.worst])}
                >
                  {name(one.worst)}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What the report measured beside what the structure says: the gaps of failovers and overloads are in it. */
function Measured({ classes }: Pick<ClassesProps, 'classes'>) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const { status, report, design: proved } = useResilience()
  if (status !== 'done' || report === null || proved === null) return null
  const measured = measuredAvailability(report.rows, failureTimesOf(proved))
  return (
    <>
      <h4>{t('availability.measured')}</h4>
      <table className="inspector-table">
        <thead>
          <tr>
            <th scope="col">{t('availability.class')}</th>
            <th scope="col">{t('availability.byStructure')}</th>
            <th scope="col">{t('availability.byReport')}</th>
            <th scope="col">{t('availability.minutes')}</th>
          </tr>
        </thead>
        <tbody>
          {[...measured].map(([requestClass, share]) => {
            const said = classes.find((one) => one.requestClass === requestClass)
            return (
              <tr key={requestClass}>
                <th scope="row">{t(`class.${requestClass}`)}</th>
                <td>{said ? availabilityText(said, t) : '–'}</td>
                <td>{ninesText(share, t.language)}</td>
                <td>{awayText(share, t.language)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="inspector-small">
        {t('availability.measured.how')} {proved === design ? '' : t('resilience.edited')}
      </p>
    </>
  )
}

function Burn({ session }: { readonly session: Session }) {
  const t = useT()
  const frame = useFrame()
  const availability = useStore(session.design, (state) => state.design.slo.availability)
  if (!frame) return null
  const history = historyOfRun(session)
  const nowSec = frame.timeSec
  const windows = BURN_WINDOWS_SEC.filter((_, i) => i === 0 || BURN_WINDOWS_SEC[i - 1]! < nowSec)
  const burns = windows.map((windowSec) => burnOver(history, nowSec, windowSec, availability))
  const alerts = burnAlerts(history, nowSec, availability)
  const [done, failed, shed] = [frame.system('completed'), frame.system('failed'), frame.system('shed')]
  const ended = done + failed + shed
  return (
    <>
      <h4>{t('availability.run')}</h4>
      {ended > 0 ? (
        <p>{t('availability.run.share', { share: ninesText(done / ended, t.language) })}</p>
      ) : null}
      <h4>{t('availability.burn')}</h4>
      <table className="inspector-table">
        <tbody>
          {burns.map(({ windowSec, coveredSec, errorShare, burn }) => (
            <tr key={windowSec} className={burn > 1 ? 'inspector-over' : ''}>
              <th scope="row">
                {coveredSec < windowSec
                  ? t('availability.window.all')
                  : t('availability.window', { window: durationText(windowSec * 1000, t.language) })}
              </th>
              <td>{formatPercent(errorShare, t.language)}</td>
              <td>{t('availability.burnRate', { burn: burnText(burn, t) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {alerts.map(({ id, longSec }) => (
        <p key={id} className="inspector-issue">
          <Icon name="bell" size={14} />
          {t(`availability.alert.${id}`)} {nowSec < longSec ? t('availability.alert.short') : ''}
        </p>
      ))}
    </>
  )
}

const burnText = (burn: number, t: Translator): string =>
  burn === Number.POSITIVE_INFINITY ? '∞' : formatRate(burn, t.language)
