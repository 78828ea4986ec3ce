import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { useReading, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'

interface KillServerProps {
  readonly onKill: () => void
  readonly onRestore: () => void
  readonly brief: boolean
}

/** The first thing to try: it kills a server, and puts everything back when something is down. */
export function KillServer({ onKill, onRestore, brief }: KillServerProps) {
  const session = useSession()
  const t = useT()
  // What can be done is about the present, also while somebody looks back.
  const down = useReading(() => downCount(session.run.frames.latest))
  const running = useReading(() => session.run.frames.latest !== undefined)
  const mortal = useStore(session.design, ({ design }) => design.nodes.some(isMortal))
  const className = `kill-server ${brief ? 'kill-server-brief' : ''}`
  return down > 0 ? (
    <Button variant="line" icon="restore" className={className} onClick={onRestore}>
      {t('faults.restoreAll')}
    </Button>
  ) : (
    <Button
      variant="danger"
      icon="kill"
      className={className}
      disabled={!running || !mortal}
      onClick={onKill}
    >
      {t('faults.killServer')}
    </Button>
  )
}

const isMortal = ({ kind }: { readonly kind: string }): boolean => {
  const traits = kindModel(kind)?.traits
  return traits?.mortal === true && !traits.contains
}

const downCount = (frame: Frame | undefined): number =>
  frame ? frame.layout.nodes.filter((_, index) => frame.nodeAt(index, 'down') === 1).length : 0
