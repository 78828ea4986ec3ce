import { durationText } from '../../i18n/quantity.ts'
import { sayNumber } from '../../i18n/read-number.ts'
import { useT } from '../../i18n/use-t.ts'
import type { MeasureState } from '../../runtime/measure-client.ts'

/** Wall time before which a guess of the rest would only jump. */
const GUESS_AFTER_SEC = 1

interface MeasureStatusProps {
  readonly state: MeasureState
  /** A run was asked for and cancelled. */
  readonly cancelled: boolean
  /** The design is no longer the measured one. */
  readonly edited: boolean
  /** Why nothing can be measured, or empty. */
  readonly problem: string
}

/** One line that says how it stands. Its progress is for the eye; a reader hears the beginning and the end. */
export function MeasureStatus({ state, cancelled, edited, problem }: MeasureStatusProps) {
  const t = useT()
  if (state.status === 'running') return <Progress state={state} />
  if (state.status === 'failed') {
    const reason = state.reason === '' ? t('measure.noReason') : state.reason
    return (
      <p className="measure-status measure-status-bad" role="alert">
        {t('measure.failed', { reason })}
      </p>
    )
  }
  return (
    <p className="measure-status" role="status">
      {problem}
      {problem === '' && state.status === 'idle' && cancelled ? t('measure.cancelled') : null}
      {problem === '' && state.status === 'done' ? (
        <>
          {t('measure.done', {
            seconds: sayNumber(state.report.measuredSec, t),
            seed: state.report.seed,
            time: durationText(state.wallSec * 1000, t.language),
          })}
          {edited ? `. ${t('measure.edited')}` : null}
        </>
      ) : null}
    </p>
  )
}

function Progress({ state }: { readonly state: Extract<MeasureState, { status: 'running' }> }) {
  const t = useT()
  const { options, doneShare, wallSec } = state
  const left = (wallSec * (1 - doneShare)) / doneShare
  const all = sayNumber(options.durationSec, t)
  const done = sayNumber(Math.floor(options.durationSec * doneShare), t)
  return (
    <div className="measure-status">
      <progress value={doneShare} max={1} aria-label={t('measure.progress')} />
      <p>
        {t('measure.running', { done, all })}
        {wallSec > GUESS_AFTER_SEC
          ? ` · ${t('measure.left', { time: durationText(left * 1000, t.language) })}`
          : null}
        <span className="measure-note">{t('measure.closing')}</span>
      </p>
    </div>
  )
}
