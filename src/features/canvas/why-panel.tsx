import { useRef } from 'react'
import { useStore } from 'zustand'
import {
  type ChainLink,
  type Explanation,
  NOTHING_TO_EXPLAIN,
  type Symptom,
} from '../../analysis/explain/chain.ts'
import { classesOf } from '../../analysis/explain/wiring.ts'
import { formatClock } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import { linkSentence } from '../../reading/explain-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { useFrame, useSession } from '../../session/react.tsx'
import type { Session } from '../../session/session.ts'
import { whyOf } from '../../session/why.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Rich } from '../../ui/rich.tsx'
import { reveal } from './commands.ts'
import './why-panel.css'

/** The causes of what somebody has asked about, from the first one on; each leads to its moment and its place. */
export default function WhyPanel() {
  const session = useSession()
  const asked = useStore(session.view, (state) => state.asked)
  return asked === null ? null : <Panel key={JSON.stringify(asked)} session={session} asked={asked} />
}

interface PanelProps {
  readonly session: Session
  readonly asked: Symptom
}

function Panel({ session, asked }: PanelProps) {
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const { told, sec, jumped, jump, back } = useTold(session, asked)
  const name = (id: string) => nameOf(design, id, t.language)
  const of = asked.of === 'node' || asked.of === 'wire' ? name(asked.id) : t('cause.of.system')
  return (
    <section className="canvas-float canvas-why" aria-label={t('cause.panel')}>
      <header>
        <h2>{t('cause.title', { of })}</h2>
        <span className="canvas-why-at">{formatClock(sec)}</span>
        <IconButton
          icon="close"
          label={t('cause.close')}
          onClick={() => session.view.setState({ asked: null })}
        />
      </header>
      {asked.of === 'system' || asked.of === 'class' ? <Classes session={session} asked={asked} /> : null}
      {told.links.length === 0 ? (
        <p className="canvas-why-nothing">{t(told.wrong ? 'cause.unknown' : 'cause.nothing')}</p>
      ) : (
        <ol>
          {told.links.map((link, index) => (
            <li
              key={`${link.code} ${link.node} ${link.sec}`}
              className={index === 0 ? 'canvas-why-cause' : ''}
            >
              <button type="button" title={t('cause.jump')} onClick={() => jump(link)}>
                <span className="canvas-why-clock">{formatClock(link.sec)}</span>
                <span>
                  <Rich text={linkSentence(link, name, t)} />
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {jumped ? (
        <Button variant="line" onClick={back}>
          {t('cause.back', { clock: formatClock(sec) })}
        </Button>
      ) : null}
    </section>
  )
}

/** All requests, or those of one class: only where there are several. */
function Classes({ session, asked }: PanelProps) {
  const t = useT()
  const { model } = session.run
  const classes = model === null ? [] : classesOf(model)
  if (classes.length < 2) return null
  const chosen = asked.of === 'class' ? asked.requestClass : null
  const ask = (symptom: Symptom) => session.view.setState({ asked: symptom })
  return (
    <div className="canvas-why-classes">
      <Button aria-pressed={chosen === null} onClick={() => ask({ of: 'system' })}>
        {t('cause.of.all')}
      </Button>
      {classes.map((requestClass) => (
        <Button
          key={requestClass}
          aria-pressed={chosen === requestClass}
          onClick={() => ask({ of: 'class', requestClass })}
        >
          {t(`class.${requestClass}`)}
        </Button>
      ))}
    </div>
  )
}

/**
 * What is told about the moment that is shown. While somebody follows the links to their moments the chain stays the one
 * that they follow.
 */
function useTold(session: Session, asked: Symptom) {
  const frame = useFrame()
  const held = useRef<{ told: Explanation; sec: number; cursorSec: number | null }>(undefined)
  const jumpedTo = useRef<number | null>(null)
  const { cursorSec } = session.run.frames
  if (jumpedTo.current !== cursorSec) jumpedTo.current = null
  if (jumpedTo.current === null || held.current === undefined)
    held.current = {
      told: frame ? whyOf(session).of(asked) : NOTHING_TO_EXPLAIN,
      sec: frame?.timeSec ?? 0,
      cursorSec,
    }
  const { told, sec, cursorSec: before } = held.current
  const seek = (atSec: number | null) => session.act({ type: 'seek', atSec })
  return {
    told,
    sec,
    jumped: jumpedTo.current !== null,
    jump: (link: ChainLink) => {
      jumpedTo.current = link.sec
      seek(link.sec)
      show(session, link.node)
    },
    back: () => seek(before),
  }
}

function show(session: Session, id: string): void {
  const { edges } = session.design.getState().design
  if (edges.some((edge) => edge.id === id)) session.selection.select([], [id])
  else if (id !== '') reveal(session, id)
}
