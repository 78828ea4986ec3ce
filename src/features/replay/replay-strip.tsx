import { formatClock, formatPercent } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import type { ReplayState } from '../../runtime/run-state.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import './replay.css'

/** Over the canvas while the run is on its way to a shared moment, and after that as long as there is something to say of it. */
export default function ReplayStrip() {
  const { replay } = useRunState()
  if (replay === null || !isWorthWords(replay)) return null
  return (
    <div className="replay">
      <Progress replay={replay} />
      <Warnings replay={replay} />
      <Way replay={replay} />
    </div>
  )
}

interface ReplayProps {
  readonly replay: ReplayState
}

const isOtherEngine = ({ madeWith, engine }: ReplayState): boolean => madeWith !== engine
const isWorthWords = (replay: ReplayState): boolean => replay.outcome !== 'reached' || isOtherEngine(replay)

function Progress({ replay }: ReplayProps) {
  const t = useT()
  if (replay.outcome !== 'going') return null
  const clock = formatClock(replay.atSec)
  const done = formatPercent(Math.floor(100 * replay.doneShare) / 100, t.language)
  return (
    <>
      <b>{t('replay.going', { clock, done })}</b>
      <progress max={1} value={replay.doneShare} aria-hidden />
    </>
  )
}

/** Told once, when they appear: the progress beside them would be read out ten times a second. */
function Warnings({ replay }: ReplayProps) {
  const t = useT()
  const { outcome, madeWith, engine } = replay
  const clock = formatClock(replay.atSec)
  return (
    <span role="status">
      {outcome === 'stuck' ? t('replay.stuck', { clock }) : null}
      {outcome === 'lostWorker' ? t('replay.lostWorker', { clock }) : null}
      {outcome !== 'lostWorker' && isOtherEngine(replay)
        ? t('replay.otherEngine', { madeWith, engine })
        : null}
    </span>
  )
}

function Way({ replay }: ReplayProps) {
  const session = useSession()
  const t = useT()
  return replay.outcome === 'going' ? (
    <Button variant="line" title={t('replay.stopHelp')} onClick={() => session.run.cancelReplay()}>
      {t('replay.stop')}
    </Button>
  ) : (
    <Button variant="line" onClick={() => session.run.forgetReplay()}>
      {t('replay.dismiss')}
    </Button>
  )
}
