import { type MouseEvent, Suspense } from 'react'
import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { lazyPart } from '../../page/with-words.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SPEEDS } from './speeds.ts'

const SpeedMenu = lazyPart(() => import('./speed-menu.tsx'))

export function PlayButton({ onToggle }: { readonly onToggle: () => void }) {
  const t = useT()
  const { status } = useRunState()
  const playing = status === 'playing'
  return (
    <IconButton
      variant="line"
      icon={playing ? 'pause' : 'play'}
      label={playing ? t('run.pause') : t('run.play')}
      keys="Space"
      disabled={status === 'empty'}
      onClick={(event: MouseEvent) => {
        // A click with the mouse gives the focus back, so that the next Space does not press the button again.
        if (event.detail > 0) (event.currentTarget as HTMLElement).blur()
        onToggle()
      }}
    />
  )
}

export function RestartButton() {
  const session = useSession()
  const t = useT()
  const { status } = useRunState()
  return (
    <IconButton
      icon="restart"
      label={t('run.restart')}
      disabled={status === 'empty'}
      onClick={() => session.act({ type: 'restart' })}
    />
  )
}

/** Opens and closes the list of single requests. */
export function RequestsButton() {
  const session = useSession()
  const t = useT()
  const open = useStore(session.trace, (state) => state.open)
  return (
    <IconButton
      icon="requests"
      label={t('requests.toggle')}
      keys="R"
      aria-pressed={open}
      className={open ? 'top-bar-on' : ''}
      onClick={session.trace.toggle}
    />
  )
}

/** Speed of simulated time; what the machine reaches of it stands beside the clock. */
export function SpeedControl({ compact }: { readonly compact: boolean }) {
  const session = useSession()
  const t = useT()
  const { speed } = useRunState()
  const options = SPEEDS.map((value) => ({ value: String(value), label: `${value}×` }))
  const choose = (value: string) => session.act({ type: 'speed', speed: Number(value) })
  return (
    <div className="speed-control">
      {compact ? (
        <Suspense fallback={<Button variant="line">{speed}×</Button>}>
          <SpeedMenu />
        </Suspense>
      ) : (
        <Segmented label={t('run.speed')} value={String(speed)} options={options} onChange={choose} />
      )}
    </div>
  )
}
