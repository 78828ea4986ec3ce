import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { formatClock, formatRate } from '../../i18n/format.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { plainFault } from '../../model/fault.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { useFrame, useRunState } from '../../runtime/react.ts'
import { simClient } from '../../runtime/session.ts'
import type { RunState } from '../../runtime/sim-client.ts'
import { designStore } from '../../store/stores.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Rich } from '../../ui/rich.tsx'
import { live } from './canvas-store.ts'
import { ejectionOf } from './overlay/ejection.ts'
import type { Scene } from './scene.ts'

/** Wall time for which the strip says that a lost worker was replaced. */
const RESTART_SHOWN_MS = 12_000

/** Cause and effect of the last fault in one line with the one action that undoes it; it takes the place of toasts. */
export function ChainStrip() {
  const t = useT()
  const frame = useFrame()
  const { marks, restarts, restartedAtSec } = useRunState()
  // The design is read so that the strip follows when the killed node is renamed or removed.
  useStore(designStore, (state) => state.design)
  const justRestarted = useRecent(restarts)
  if (justRestarted)
    return (
      <div className="canvas-float canvas-chain" role="status">
        <Icon name="restart" size={13} />
        <span>{t('chain.workerRestarted', { clock: formatClock(restartedAtSec) })}</span>
      </div>
    )
  const fault = frame ? lastFault(frame, marks, live.scene) : undefined
  if (!frame || !fault) return null
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

interface Fault {
  readonly target: string
  readonly name: string
  /** The nodes that are down through it. */
  readonly nodes: readonly string[]
}

/** The latest kill whose target is still down. */
function lastFault(frame: Frame, marks: RunState['marks'], scene: Scene): Fault | undefined {
  const isDown = (id: string) => frame.node(id, 'down') === 1
  for (let index = marks.length - 1; index >= 0; index--) {
    const mark = marks[index]!
    if (mark.type !== 'kill' || mark.timeSec > frame.timeSec + 0.001) continue
    const node = scene.byId.get(mark.node)
    const nodes = (node?.frame ? node.members : [mark.node]).filter(isDown)
    if (node && nodes.length > 0) return { target: mark.node, name: node.name, nodes }
  }
  return undefined
}

interface ChainProps {
  readonly t: Translator
  readonly frame: Frame
  readonly fault: Fault
}

function Chain({ t, frame, fault }: ChainProps) {
  const steps = chainSteps(t, frame, fault)
  return (
    <section className="canvas-float canvas-chain" aria-label={t('chain.label')}>
      <span className="canvas-chain-fail">
        <Icon name="kill" size={13} />
        {t('chain.killed', { name: fault.name })}
      </span>
      {steps.map((step) => (
        <span key={step.key} className={step.fails ? 'canvas-chain-fail' : ''}>
          <i aria-hidden="true">→</i>
          <Rich text={step.text} />
        </span>
      ))}
      <Button onClick={() => simClient.inject(plainFault('restore', fault.target))}>
        {t('chain.restore', { name: fault.name })}
      </Button>
    </section>
  )
}

/** Under this rate the smoothing is only fading out. */
const RATE_MIN = 0.05

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

function chainSteps(t: Translator, frame: Frame, { target, nodes }: Fault): Step[] {
  const scene = live.scene
  const say = (rate: number) => formatRate(rate, t.language)
  const sent = sum(nodes.map((id) => frame.node(id, 'ratePerSec')))
  const retried = sum(
    scene.wires
      .filter((wire) => wire.ends.some((id) => nodes.includes(id)))
      .map((wire) => frame.wire(wire.id, 'retryPerSec')),
  )
  const failed = sum(FAILURES.map((column) => frame.system(column)))
  const ejection = ejectionOf(target, scene, frame)
  const steps: Step[] = [
    sent > RATE_MIN
      ? { key: 'sent', text: t('chain.sent', { rate: say(sent) }), fails: false }
      : { key: 'sent', text: t('chain.noSent'), fails: false },
  ]
  if (retried > RATE_MIN)
    steps.push({ key: 'retries', text: t('chain.retries', { rate: say(retried) }), fails: false })
  const fails = failed > RATE_MIN
  steps.push({ key: 'fail', text: fails ? t('chain.fail', { rate: say(failed) }) : t('chain.noFail'), fails })
  if (Number.isFinite(ejection.inSec)) {
    const seconds = Math.max(0, Math.ceil(ejection.inSec))
    steps.push({ key: 'eject', text: t('chain.ejectsIn', { seconds }), fails: false })
  } else if (ejection.ejected) steps.push({ key: 'eject', text: t('chain.ejected'), fails: false })
  return steps
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + (Number.isFinite(value) ? value : 0), 0)
