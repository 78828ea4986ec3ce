import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { lossesOf } from '../../session/losses.ts'
import { useSession } from '../../session/react.tsx'
import { Icon } from '../../ui/icon.tsx'
import { canvasOf } from './canvas-store.ts'
import { pointAtLosses } from './point-at-loss.ts'
import './strips.css'

/** Rings and labels are a layer of their own: they go with any question that colour answers. */
export default function LossToggle() {
  const session = useSession()
  const t = useT()
  const losses = lossesOf(session)
  const { shown, hard } = useStore(losses.state)
  useEffect(() => {
    const { root } = canvasOf(session)
    return root ? pointAtLosses(session, root) : undefined
  }, [session])
  return (
    <button
      type="button"
      className="canvas-losses-toggle"
      aria-pressed={shown}
      title={t('loss.toggle.help')}
      onClick={() => losses.toggle()}
    >
      <Icon name="spof" size={14} />
      {t('loss.toggle')}
      {shown && hard > 0 ? <b>{hard}</b> : null}
    </button>
  )
}
