import { useStore } from 'zustand'
import type { Lane, Phase } from '../../analysis/failover.ts'
import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import { closeDialog, useDialog } from '../../page/page-store.ts'
import {
  laneTitle,
  laneTotals,
  loopRemedy,
  loopText,
  phaseCost,
  phaseWord,
  resultOf,
} from '../../reading/failover-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { dismissLane, lanesShown } from '../../session/failover-lanes.ts'
import { useReading, useRunState, useSession } from '../../session/react.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ScenarioList } from './scenario-list.tsx'
import './failures.css'

/** As in the style sheets: from here on there is room for a dialog in the middle. */
const PHONE = '(max-width: 700px)'

/** The lanes and the scenario track in rows that a thumb can hit. */
export default function FailuresDialog() {
  const t = useT()
  const open = useDialog('failures')
  return (
    <Dialog
      open={open}
      onClose={closeDialog}
      title={t('failures.title')}
      closeLabel={t('dialog.close')}
      shape={matchMedia(PHONE).matches ? 'sheet' : 'large'}
    >
      {open ? (
        <div className="failures">
          <Results />
          <ScenarioList />
        </div>
      ) : null}
    </Dialog>
  )
}

function Results() {
  const session = useSession()
  const t = useT()
  const nowSec = useReading((frame) => Math.floor(frame?.timeSec ?? 0))
  useRunState()
  useStore(session.view, (state) => state.dismissed)
  const lanes = lanesShown(session).filter(({ phases }) => phases.length > 0)
  return (
    <section aria-labelledby="failures-results">
      <h3 id="failures-results">{t('lane.label')}</h3>
      {lanes.length === 0 ? <p className="failures-none">{t('failures.none')}</p> : null}
      {[...lanes].reverse().map((lane) => (
        <Result key={lane.fault.id} lane={lane} nowSec={nowSec} />
      ))}
    </section>
  )
}

interface ResultProps {
  readonly lane: Lane
  readonly nowSec: number
}

/** One fault: what it cost, and its phases; each leads to the moment at which it began. */
function Result({ lane, nowSec }: ResultProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const name = (id: string): string => nameOf(design, id, t.language)
  const title = laneTitle(lane, name, t)
  const result = resultOf(lane, name, nowSec, t)
  const loop = [loopText(lane, name, nowSec, t), loopRemedy(lane, t)].filter((text) => text !== '')
  return (
    <article className="failures-result" aria-label={title}>
      <header>
        <h4>{title}</h4>
        <IconButton
          icon="close"
          label={t('lane.dismiss', { name: title })}
          onClick={() => dismissLane(session, lane.fault.id)}
        />
      </header>
      {result.length === 0 ? null : (
        <div className="failures-chip">
          {result.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      )}
      <p className="failures-totals">{laneTotals(lane, t).join(' · ')}</p>
      {loop.length === 0 ? null : <p className="failures-loop">{loop.join('. ')}</p>}
      <ol>
        {lane.phases.map((phase) => (
          <PhaseRow key={`${phase.phase} ${phase.sec}`} phase={phase} />
        ))}
      </ol>
    </article>
  )
}

function PhaseRow({ phase }: { readonly phase: Phase }) {
  const session = useSession()
  const t = useT()
  const look = () => {
    session.act({ type: 'seek', atSec: phase.sec })
    closeDialog()
  }
  return (
    <li>
      <button type="button" className={`failures-phase failures-${phase.phase}`} onClick={look}>
        <span className="failures-time">{formatClock(phase.sec)}</span>
        <span>{phaseWord(phase.phase, t)}</span>
        <span className="failures-cost">{phaseCost(phase, t)}</span>
      </button>
    </li>
  )
}
