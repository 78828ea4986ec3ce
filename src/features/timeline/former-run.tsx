import { formatClock, formatPercent, formatRate } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { headlineFigures } from '../../reading/headline-figures.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { useFrame, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import './former-run.css'

/** The run that was left when it went back, beside the one that goes on: the headline of both at the same moment. */
export default function FormerRun({ fromSec }: { readonly fromSec: number }) {
  const session = useSession()
  const t = useT()
  const now = useFrame()
  const { former } = session.run.frames
  const last = former.at(-1)
  if (!now || !last) return null
  const then = former.filter(({ timeSec }) => timeSec <= now.timeSec).at(-1) ?? former[0]
  const isOver = now.timeSec > last.timeSec + 1
  const before = figures(isOver ? undefined : then, t)
  return (
    <section className="former" aria-label={t('former.title', { clock: formatClock(fromSec) })}>
      <b>
        <i className="former-line" aria-hidden="true" />
        {t('former.title', { clock: formatClock(fromSec) })}
      </b>
      {figures(now, t).map(({ label, value }, index) => (
        <span key={label} className="former-figure">
          {label}
          <b>{value}</b>
          <span className="former-then">
            {t('former.before')} {before[index]?.value}
          </span>
        </span>
      ))}
      {isOver ? <span>{t('former.ended', { clock: formatClock(last.timeSec) })}</span> : null}
      <Button onClick={() => session.run.forgetFormer()}>{t('former.dismiss')}</Button>
    </section>
  )
}

function figures(frame: Frame | undefined, t: Translator) {
  const { goodputPerSec, errorShare } = headlineFigures(frame)
  return [
    { label: t('headline.goodput'), value: `${formatRate(Math.round(goodputPerSec), t.language)}/s` },
    { label: t('headline.errors'), value: formatPercent(errorShare, t.language) },
    { label: 'p95', value: durationText(frame?.system('latencyMsP95') ?? Number.NaN, t.language) },
  ]
}
