import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { ChainLink } from '../../analysis/explain/chain.ts'
import { formatClock, formatPercent, formatRate } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { ejectionOf } from '../../reading/ejection.ts'
import { linkSentence } from '../../reading/explain-sentence.ts'
import { degreeText, faultIcon } from '../../reading/fault-words.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { nameOf } from '../../scene/names.ts'
import type { SceneNode } from '../../scene/scene.ts'
import { lanesShown } from '../../session/failover-lanes.ts'
import { strike } from '../../session/faults.ts'
import { useFrame, useRunState, useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { whyOf } from '../../session/why.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { loadLevel } from '../../ui/load.ts'
import { Rich } from '../../ui/rich.tsx'
import { canvasOf } from './canvas-store.ts'
import { type LastFault, lastFault } from './last-fault.ts'
import { LoopStrip } from './loop-strip.tsx'
import { LossStrip } from './loss-strip.tsx'
import './strips.css'

/** Wall time for which the strip says that a lost worker was replaced. */
const RESTART_SHOWN_MS = 12_000

interface ChainStripProps {
  /** Opens the report that kills every part in turn. */
  readonly onProve?: (() => void) | undefined
}

/**
 * Cause and effect of the last fault in one line with the one action that undoes it; it takes the place of toasts. While
 * nothing has failed it says what would bring the design down.
 */
export default function ChainStrip({ onProve }: ChainStripProps) {
  const session = useSession()
  const t = useT()
  const frame = useFrame()
  const { marks, restarts, restartedAtSec, resuming, resumed, goesBack, formerFromSec } = useRunState()
  const design = useStore(session.design, (state) => state.design)
  const justRestarted = useRecent(restarts)
  const percent = formatPercent(Math.floor((resuming ?? 0) * 100) / 100, t.language)
  if (resuming !== null && goesBack === 'asked')
    return (
      <div className="canvas-float canvas-chain" role="status">
        <Icon name="undo" size={13} />
        <span>{t('goBack.going', { clock: formatClock(formerFromSec ?? 0), done: percent })}</span>
      </div>
    )
  if (justRestarted || resuming !== null) {
    const clock = formatClock(restartedAtSec)
    return (
      <div className="canvas-float canvas-chain" role="status">
        <Icon name="restart" size={13} />
        <span>
          {resuming === null
            ? t(`chain.resumed.${resumed}`, { clock })
            : t('chain.resuming', {
                clock,
                done: formatPercent(Math.floor(resuming * 100) / 100, t.language),
              })}
        </span>
      </div>
    )
  }
  const fault = frame ? lastFault(frame, marks, canvasOf(session).scene, design) : undefined
  if (!frame) return <LossStrip onProve={onProve} />
  const stuck = lanesShown(session)
    .filter(({ loop }) => loop !== null && loop.code !== '')
    .at(-1)
  if (stuck?.loop && session.run.frames.cursorSec === null)
    return <LoopStrip lane={stuck} loop={stuck.loop} design={design} />
  const { links } = whyOf(session).of({ of: 'system' })
  if (links.length > 0) return <Cause links={links} design={design} fault={fault} />
  if (!fault) return <LossStrip onProve={onProve} />
  return <Chain t={t} frame={frame} fault={fault} />
}

function useRecent(count: number): boolean {
  const [seen, setSeen] = useState(count)
  useEffect(() => {
    if (count === seen) return
    const timer = setTimeout(() => setSeen(count), RESTART_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [count, seen])
  return count > seen
}

interface CauseProps {
  readonly links: readonly ChainLink[]
  readonly design: Design
  readonly fault: LastFault | undefined
}

/** What began it and what the users see of it; the way between is one click away, and so is the end of what was done last. */
function Cause({ links, design, fault }: CauseProps) {
  const session = useSession()
  const t = useT()
  const name = (id: string) => nameOf(design, id, t.language)
  const cause = linkSentence(links[0]!, name, t)
  return (
    <section className="canvas-float canvas-chain" aria-label={t('cause.strip')}>
      <span className="canvas-chain-fail">
        <Icon name="warning" size={13} />
        <span className="canvas-chain-what" title={cause.replaceAll('**', '')}>
          <Rich text={cause} />
        </span>
      </span>
      {links.length > 1 ? (
        <span>
          <i aria-hidden="true">→</i>
          <Rich text={linkSentence(links.at(-1)!, name, t)} />
        </span>
      ) : null}
      <Button variant="line" onClick={() => session.view.setState({ asked: { of: 'system' } })}>
        {t('cause.ask')}
      </Button>
      {fault ? (
        <Button
          className="canvas-chain-restore"
          aria-label={t('chain.restore', { name: fault.name })}
          onClick={() => strike(session, [fault.target], { type: 'restore', amount: null })}
        >
          {t('chain.restore', { name: shortened(fault.name) })}
        </Button>
      ) : null}
    </section>
  )
}

type NodeColumn = Parameters<Frame['node']>[1]

interface ChainProps {
  readonly t: Translator
  readonly frame: Frame
  readonly fault: LastFault
}

function Chain({ t, frame, fault }: ChainProps) {
  const session = useSession()
  const steps = chainSteps(session, t, frame, fault)
  const { type, name } = fault
  return (
    <section className="canvas-float canvas-chain" aria-label={t('chain.label')}>
      <span className="canvas-chain-fail">
        <Icon name={faultIcon(type)} size={13} />
        <span className="canvas-chain-what" title={name}>
          {t(`chain.${type}`, { name, degree: degreeText(type, fault.degree, t) })}
        </span>
      </span>
      {steps.map((step) => (
        <span key={step.key} className={step.fails ? 'canvas-chain-fail' : ''}>
          <i aria-hidden="true">→</i>
          <Rich text={step.text} />
        </span>
      ))}
      <Button
        aria-label={t('chain.restore', { name })}
        onClick={() => strike(session, [fault.target], { type: 'restore', amount: null })}
      >
        {t('chain.restore', { name: shortened(name) })}
      </Button>
    </section>
  )
}

/** In some languages the verb stands after the name, and it must be seen. */
const shortened = (name: string): string =>
  name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1).trimEnd()}…` : name
const NAME_MAX = 24

/** Under this rate the smoothing is only fading out. */
const RATE_MIN = 0.05

/** While so large a share of what is sent waits for an answer, to say that nothing fails would mislead. */
const UNANSWERED_MIN = 0.2

const FAILURES = [
  'timeoutPerSec',
  'shedPerSec',
  'noHealthyTargetPerSec',
  'unavailablePerSec',
  'notFoundPerSec',
  'quotaPerSec',
] as const

interface Step {
  readonly key: string
  readonly text: string
  readonly fails: boolean
}

/** First what happens where it strikes, then what comes of it. */
function chainSteps(session: Session, t: Translator, frame: Frame, fault: LastFault): Step[] {
  const plain = (key: string, text: string): Step => ({ key, text, fails: false })
  const struck = struckWires(session, fault)
  const retried = sum(struck.map((id) => frame.wire(id, 'retryPerSec')))
  const failed = sum(FAILURES.map((column) => frame.system(column)))
  const steps = firstSteps(session, t, frame, fault).map((text, index) => plain(`first ${index}`, text))
  if (retried > RATE_MIN)
    steps.push(plain('retries', t('chain.retries', { rate: formatRate(retried, t.language) })))
  const offered = frame.system('offeredPerSec')
  const unanswered = offered - frame.system('goodputPerSec') - failed
  if (failed > RATE_MIN)
    steps.push({ key: 'fail', text: t('chain.fail', { rate: formatRate(failed, t.language) }), fails: true })
  if (unanswered > offered * UNANSWERED_MIN)
    steps.push(plain('unanswered', t('chain.unanswered', { rate: formatRate(unanswered, t.language) })))
  else if (!(failed > RATE_MIN)) steps.push(plain('fail', t('chain.noFail')))
  const ejection = ejectionOf(fault.target, canvasOf(session).scene, frame, session.run.state.marks)
  if (Number.isFinite(ejection.inSec)) {
    const seconds = Math.max(0, Math.ceil(ejection.inSec))
    steps.push(plain('eject', t('chain.ejectsIn', { seconds })))
  } else if (ejection.ejected) steps.push(plain('eject', t('chain.ejected')))
  return steps
}

/** What it means for the node or the wire itself, in the numbers that tell it best. */
function firstSteps(
  session: Session,
  t: Translator,
  frame: Frame,
  { type, target, nodes }: LastFault,
): string[] {
  const per = (rate: number) => ({ rate: formatRate(rate, t.language) })
  const total = (column: NodeColumn) => sum(nodes.map((id) => frame.node(id, column)))
  const most = (column: NodeColumn, ids: readonly string[] = nodes) =>
    Math.max(0, ...ids.map((id) => frame.node(id, column) || 0))
  switch (type) {
    case 'kill':
    case 'drain':
    case 'freeze': {
      const sent = total('ratePerSec')
      return [sent > RATE_MIN ? t('chain.sent', per(sent)) : t('chain.noSent')]
    }
    case 'slow': {
      const queue = total('queue')
      const waits = queue >= 1 ? [t('chain.waits', { count: formatRate(Math.round(queue), t.language) })] : []
      return [t('chain.takes', { time: durationText(most('latencyMsP95'), t.language) }), ...waits]
    }
    case 'errors':
      return [t('chain.failsHere', per(total('failPerSec')))]
    case 'cut':
      return [t('chain.lost', per(frame.wire(target, 'failPerSec') || 0))]
    case 'pause': {
      const copies = canvasOf(session)
        .scene.wires.filter((wire) => wire.meaning === 'replicates' && nodes.includes(wire.edge.source))
        .flatMap((wire) => wire.ends)
      return [t('chain.behind', { lag: durationText(most('lagMs', [...nodes, ...copies]), t.language) })]
    }
    case 'spike':
      return [t('chain.sends', per(total('ratePerSec'))), ...busiest(session, t, frame)]
  }
}

/** What comes nearest to its limit, where anything does. */
function busiest(session: Session, t: Translator, frame: Frame): string[] {
  const load = (id: string) => frame.node(id, 'utilisation') || 0
  const cards = canvasOf(session).scene.nodes.filter((node) => !node.frame)
  const top = cards.reduce<SceneNode | undefined>(
    (best, node) => (best && load(best.id) >= load(node.id) ? best : node),
    undefined,
  )
  if (!top || loadLevel(load(top.id)) < 3) return []
  return [t('chain.busiest', { name: top.name, load: formatPercent(load(top.id), t.language) })]
}

/** The wires over which calls reach what is struck. */
const struckWires = (session: Session, { target, nodes }: LastFault): readonly string[] =>
  nodes.length === 0
    ? [target]
    : canvasOf(session)
        .scene.wires.filter((wire) => wire.ends.some((id) => nodes.includes(id)))
        .map((wire) => wire.id)

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + (Number.isFinite(value) ? value : 0), 0)
