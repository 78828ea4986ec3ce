import { useStore } from 'zustand'
import type { Lane } from '../../analysis/failover.ts'
import { useT } from '../../i18n/use-t.ts'
import {
  laneTitle,
  laneTotals,
  loopRemedy,
  loopText,
  phaseSentence,
  phaseWord,
} from '../../reading/failover-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { dismissLane, lanesShown } from '../../session/failover-lanes.ts'
import { useFrame, useRunState, useSession } from '../../session/react.tsx'
import { IconButton } from '../../ui/button.tsx'
import { shareOf, type TimeWindow } from './time-window.ts'
import './lanes.css'

/** Lanes that are drawn at once; where more struck, the newest are shown. */
const LANES_MAX = 20

/** What each fault led to, below the track and on its axis: phases with what they cost, and the totals. */
export default function Lanes({ window }: { readonly window: TimeWindow }) {
  const session = useSession()
  const t = useT()
  const nowSec = useFrame()?.timeSec ?? 0
  useRunState()
  useStore(session.view, (state) => state.dismissed)
  const lanes = lanesShown(session).filter(
    (lane) => lane.phases.length > 0 && endOf(lane, nowSec) >= window.fromSec,
  )
  if (lanes.length === 0) return null
  return (
    <ul className="lanes" aria-label={t('lane.label')}>
      {lanes
        .slice(-LANES_MAX)
        .reverse()
        .map((lane) => (
          <LaneRow key={lane.fault.id} lane={lane} window={window} nowSec={nowSec} />
        ))}
    </ul>
  )
}

interface LaneRowProps {
  readonly lane: Lane
  readonly window: TimeWindow
  readonly nowSec: number
}

function LaneRow({ lane, window, nowSec }: LaneRowProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const name = (id: string): string => nameOf(design, id, t.language)
  const title = laneTitle(lane, name, t)
  const loop = loopText(lane, name, nowSec, t)
  const totals = [...(loop === '' ? [] : [loop]), ...laneTotals(lane, t)]
  return (
    <li className="lane">
      <span className="lane-name" title={title}>
        {title}
      </span>
      <div className="lane-track">
        {lane.phases.map((_, index) => (
          <Segment
            // biome-ignore lint/suspicious/noArrayIndexKey: phases of a lane only grow at their end.
            key={index}
            lane={lane}
            index={index}
            window={window}
            untilSec={lane.phases[index + 1]?.sec ?? endOf(lane, nowSec)}
          />
        ))}
      </div>
      <span
        className={`lane-totals ${loop !== '' && lane.loop?.code !== '' ? 'lane-stuck' : ''}`}
        title={[totals.join(' · '), loopRemedy(lane, t)].filter((text) => text !== '').join('\n')}
      >
        {totals.map((total) => (
          <span key={total} className="lane-total">
            {total}
          </span>
        ))}
      </span>
      <IconButton
        icon="close"
        label={t('lane.dismiss', { name: title })}
        onClick={() => dismissLane(session, lane.fault.id)}
      />
    </li>
  )
}

interface SegmentProps {
  readonly lane: Lane
  readonly index: number
  readonly window: TimeWindow
  readonly untilSec: number
}

/** One phase; a click looks at the moment at which it began. */
function Segment({ lane, index, window, untilSec }: SegmentProps) {
  const session = useSession()
  const t = useT()
  const phase = lane.phases[index]!
  const from = Math.max(0, shareOf(window, phase.sec))
  const to = Math.min(1, shareOf(window, untilSec))
  if (to < 0 || from > 1) return null
  return (
    <button
      type="button"
      className={`lane-phase lane-${phase.phase}`}
      style={{ left: `${(from * 100).toFixed(2)}%`, width: `${(Math.max(0, to - from) * 100).toFixed(2)}%` }}
      title={phaseSentence(phase, untilSec, t)}
      aria-label={phaseSentence(phase, untilSec, t)}
      onClick={() => session.act({ type: 'seek', atSec: phase.sec })}
    >
      <span className="lane-word">{phaseWord(phase.phase, t)}</span>
    </button>
  )
}

/** What is over ends a little after its last phase, so that this one can be seen and clicked. */
function endOf({ phases, rtoSec, hurt }: Lane, nowSec: number): number {
  const last = phases.at(-1)!.sec
  const open = rtoSec === null || (hurt.length === 0 && phases.length === 1)
  return open ? Math.max(nowSec, last) : last + 2
}
