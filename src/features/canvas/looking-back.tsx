import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import { useFrame, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import './looking-back.css'

/** A band while somebody looks at a moment that is past: which one, where the run is meanwhile, and the way back to it. */
export default function LookingBack() {
  const session = useSession()
  const t = useT()
  const frame = useFrame()
  const { cursorSec, latest } = session.run.frames
  if (cursorSec === null || !frame || !latest) return null
  return (
    <div className="looking-back">
      <div className="looking-back-band" title={t('lookingBack.help')}>
        <b role="status">{t('lookingBack.at', { clock: formatClock(frame.timeSec) })}</b>
        {/* It moves four times a second, which nobody wants to hear. */}
        <span aria-hidden="true">{t('lookingBack.now', { clock: formatClock(latest.timeSec) })}</span>
        <GoOn />
        <Button icon="next" onClick={() => session.act({ type: 'seek', atSec: null })}>
          {t('lookingBack.back')}
          <kbd className="ui-kbd">L</kbd>
        </Button>
      </div>
    </div>
  )
}

/** The run goes another way from here. */
function GoOn() {
  const session = useSession()
  const t = useT()
  const { canGoBack } = session.run
  return (
    <Button
      icon="undo"
      disabled={!canGoBack}
      title={t(canGoBack ? 'goBack.help' : 'goBack.cannot')}
      onClick={() => session.act({ type: 'goBack' })}
    >
      {t('goBack.do')}
    </Button>
  )
}
