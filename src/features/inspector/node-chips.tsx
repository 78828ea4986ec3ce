import { useStore } from 'zustand'
import { formatClock, formatPercent } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { DesignNode } from '../../model/design.ts'
import { isLeftOut } from '../../reading/ejection.ts'
import { statesOf } from '../../reading/node-sentences.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { useRunState, useSession } from '../../session/react.tsx'
import { Icon } from '../../ui/icon.tsx'
import { loadLevel } from '../../ui/load.ts'

interface NodeChipsProps {
  readonly node: DesignNode
  readonly members: readonly string[]
  readonly frame: Frame | undefined
}

/** The verdict in a word or two. Only trouble has a colour, and it has an icon as well. */
export function NodeChips({ node, members, frame }: NodeChipsProps) {
  return (
    <div className="inspector-chips">
      {kindModel(node.kind)?.traits.contains ? (
        <MembersChip members={members} frame={frame} />
      ) : (
        <>
          <StateChips id={node.id} frame={frame} />
          <LiveChips node={node} frame={frame} />
        </>
      )}
    </div>
  )
}

/** What goes on besides the load. A fault that somebody injected is a verdict, the rest is only said. */
function LiveChips({ node, frame }: Omit<NodeChipsProps, 'members'>) {
  const t = useT()
  const { marks } = useRunState()
  const session = useSession()
  const design = useStore(session.design, (state) => state.design)
  const model = kindModel(node.kind)
  if (!frame || !model) return null
  const isOut = isLeftOut(design, frame, node.id, marks)
  return statesOf({ node, model, frame, marks, isOut, t }).map((state) => (
    <span key={state.id} className={`chip ${state.tone === 'fault' ? 'chip-warn' : ''}`}>
      {state.tone === 'fault' ? <Icon name="warning" size={12} /> : null}
      {state.brief}
    </span>
  ))
}

function StateChips({ id, frame }: { readonly id: string; readonly frame: Frame | undefined }) {
  const t = useT()
  if (!frame) return <span className="chip">{t('chip.idle')}</span>
  if (frame.node(id, 'down') === 1) {
    const since = formatClock(frame.node(id, 'downSinceSec'))
    return (
      <span className="chip chip-fail">
        <Icon name="kill" size={12} />
        {t('chip.down', { since })}
      </span>
    )
  }
  const utilisation = frame.node(id, 'utilisation')
  const level = loadLevel(utilisation)
  const percent = formatPercent(utilisation, t.language)
  const firing = frame.node(id, 'alerts')
  if (firing > 0) {
    return (
      <span className="chip chip-fail">
        <Icon name="bell" size={12} />
        {t('chip.firing')}
      </span>
    )
  }
  if (level === 0) return <span className="chip">{t('chip.up')}</span>
  return (
    <span className={`chip ${level === 4 ? 'chip-fail' : level === 3 ? 'chip-warn' : ''}`}>
      {level > 2 ? <Icon name="warning" size={12} /> : null}
      {t(`chip.load${level}`, { percent })}
    </span>
  )
}

function MembersChip({
  members,
  frame,
}: {
  readonly members: readonly string[]
  readonly frame: Frame | undefined
}) {
  const t = useT()
  const up = members.filter((id) => frame?.node(id, 'down') !== 1).length
  const whole = up === members.length
  return (
    <span className={`chip ${whole ? '' : 'chip-fail'}`}>
      {whole ? null : <Icon name="kill" size={12} />}
      {members.length === 0 ? t('chip.empty') : t('chip.members', { up, all: members.length })}
    </span>
  )
}
