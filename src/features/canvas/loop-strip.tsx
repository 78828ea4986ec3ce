import type { Lane } from '../../analysis/failover.ts'
import { loopRemedyOf, withLoopRemedy } from '../../analysis/loop-remedy.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { laneTitle, loopRemedy } from '../../reading/failover-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Rich } from '../../ui/rich.tsx'
import { reveal } from './commands.ts'

interface LoopStripProps {
  readonly lane: Lane
  readonly loop: NonNullable<Lane['loop']>
  readonly design: Design
}

/** A fault is over and what it began goes on by itself: what keeps it going, where, and what ends it. */
export function LoopStrip({ lane, loop, design }: LoopStripProps) {
  const session = useSession()
  const t = useT()
  const name = (id: string): string => nameOf(design, id, t.language)
  const remedy = loopRemedyOf(design, loop.code, loop.node)
  return (
    <section className="canvas-float canvas-chain canvas-loop" aria-label={t('loop.strip')}>
      <p role="status">
        <Icon name="restart" size={13} />
        <span>
          <Rich
            text={t('loop.stuck', {
              node: name(loop.node),
              fault: laneTitle(lane, name, t),
              loop: loop.code,
            })}
          />{' '}
          {loopRemedy(lane, t)}
        </span>
      </p>
      <Button variant="line" onClick={() => reveal(session, loop.node)}>
        {t('loop.show', { node: name(loop.node) })}
      </Button>
      {remedy === null ? null : (
        <Button
          variant="line"
          icon="check"
          onClick={() => session.design.edit((current) => withLoopRemedy(current, remedy))}
        >
          {t(`loop.do.${remedy.code}`)}
        </Button>
      )}
      <Button variant="line" onClick={() => session.view.setState({ asked: { of: 'system' } })}>
        {t('cause.ask')}
      </Button>
    </section>
  )
}
