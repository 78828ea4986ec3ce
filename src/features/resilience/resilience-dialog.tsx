import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { failureTimesOf } from '../../analysis/availability/availability.ts'
import type { PlanOptions } from '../../analysis/resilience/plan.ts'
import { issueSentence } from '../../i18n/issue-sentence.ts'
import { durationText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { Design } from '../../model/design.ts'
import { followedIn } from '../../model/measure.ts'
import { closeDialog, pageStore, useDialog } from '../../page/page-store.ts'
import type { MeasuredModel } from '../../runtime/measure-client.ts'
import { nameOf } from '../../scene/names.ts'
import { useSession } from '../../session/react.tsx'
import { resilienceOf, useResilience } from '../../session/resilience.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ReportExport } from './report-export.tsx'
import { ReportHead } from './report-head.tsx'
import { ReportRow } from './report-row.tsx'
import './resilience.css'

interface ResilienceDialogProps {
  /** What the engine runs for a design; null where it cannot run. */
  readonly modelOf: (design: Design) => MeasuredModel | null
}

/** From here on the approximate mode is offered. */
const LONG_SEC = 60
const SEEDS = ['1', '5'] as const

/** Loses every part of the design in turn; it goes on when the dialog is closed, and so does the run on the canvas. */
export function ResilienceDialog({ modelOf }: ResilienceDialogProps) {
  const t = useT()
  const open = useDialog('resilience')
  return (
    <Dialog
      open={open}
      onClose={closeDialog}
      title={t('resilience.title')}
      closeLabel={t('dialog.close')}
      shape="large"
    >
      {open ? <Report modelOf={modelOf} /> : null}
    </Dialog>
  )
}

interface Choice {
  readonly seeds: (typeof SEEDS)[number]
  readonly tiers: boolean
  readonly wires: boolean
  readonly approximate: boolean
}

function Report({ modelOf }: ResilienceDialogProps) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const state = useResilience()
  const [choice, setChoice] = useState<Choice>({ seeds: '1', tiers: false, wires: false, approximate: false })
  const problem = useProblem(design, t)
  const model = useMemo(() => (problem === '' ? modelOf(design) : null), [problem, design, modelOf])
  const options = useMemo(() => model && optionsOf(design, model, choice), [design, model, choice])
  const running = state.status === 'running'
  const runs = resilienceOf(session)
  const sec = useMemo(() => (model && options ? runs.estimateSec(model, options) : 0), [model, options, runs])
  useProveNow(() => {
    const isThere = state.status !== 'idle' && state.status !== 'cancelled' && state.design === design
    if (!isThere && model !== null && options !== null) runs.start(design, model, options)
  })
  const isEdited = state.design !== null && state.design !== design
  const { report } = state
  const of = state.design ?? design
  const name = (id: string): string => nameOf(of, id, t.language)
  return (
    <div className="proof">
      <p className="proof-intro">{t('resilience.intro')}</p>
      <div className="proof-choices">
        <Segmented
          label={t('resilience.seeds')}
          value={choice.seeds}
          options={SEEDS.map((value) => ({
            value,
            label: t('resilience.seedsOf', { count: Number(value) }),
          }))}
          onChange={(seeds) => setChoice({ ...choice, seeds })}
        />
        {(['tiers', 'wires'] as const).map((key) => (
          <label key={key}>
            <input
              type="checkbox"
              checked={choice[key]}
              onChange={() => setChoice({ ...choice, [key]: !choice[key] })}
            />
            {t(`resilience.${key}`)}
          </label>
        ))}
        {sec > LONG_SEC || choice.approximate ? (
          <label>
            <input
              type="checkbox"
              checked={choice.approximate}
              onChange={() => setChoice({ ...choice, approximate: !choice.approximate })}
            />
            {t('resilience.approximately')}
          </label>
        ) : null}
      </div>
      <div className="proof-run">
        <Status problem={problem} sec={sec} isEdited={isEdited} />
        <Button
          variant={running ? 'line' : 'primary'}
          disabled={!running && (model === null || options === null)}
          onClick={() => {
            if (running) runs.cancel()
            else if (model !== null && options !== null) runs.start(design, model, options)
          }}
        >
          {t(running ? 'resilience.cancel' : report === null ? 'resilience.start' : 'resilience.again')}
        </Button>
      </div>
      {report !== null && report.rows.length > 0 ? (
        <>
          {/* What is true of all is not known before all are there. */}
          {running ? null : <ReportHead report={report} name={name} />}
          <ol className="proof-rows" aria-label={t('resilience.rows')}>
            {report.rows.map((row) => (
              <ReportRow key={row.trial.target} row={row} state={state} isEdited={isEdited} name={name} />
            ))}
          </ol>
          <ReportExport design={of} report={report} name={name} />
        </>
      ) : null}
    </div>
  )
}

/** Somebody who asks for the proof outside gets it without another click; the choices are there for the next one. */
function useProveNow(start: () => void): void {
  useEffect(() => {
    if (!pageStore.getState().proveNow) return
    pageStore.setState({ proveNow: false })
    start()
  }, [start])
}

const optionsOf = (design: Design, model: MeasuredModel, choice: Choice): PlanOptions => ({
  tiers: choice.tiers,
  wires: choice.wires,
  only: [],
  seeds: Number(choice.seeds),
  weight: choice.approximate && model.exactOnly === null ? Math.max(APPROXIMATE_LEAST, followedIn(model)) : 1,
  objective: design.slo.availability,
  failureTimes: failureTimesOf(design),
})

/** Whoever asks for the approximate mode wants it to be faster. */
const APPROXIMATE_LEAST = 8

interface StatusProps {
  readonly problem: string
  readonly sec: number
  readonly isEdited: boolean
}

/** How it stands, in a line. Its progress is for the eye; a reader hears the beginning and the end. */
function Status({ problem, sec, isEdited }: StatusProps) {
  const t = useT()
  const { status, done, total, wallSec, report } = useResilience()
  const edited = isEdited && report !== null ? ` ${t('resilience.edited')}` : ''
  if (status === 'running')
    return (
      <div className="proof-status">
        <progress value={done} max={total} aria-label={t('resilience.progress')} />
        <p>
          {t('resilience.running', { done, total })}
          {edited}
        </p>
      </div>
    )
  const time = (seconds: number): string =>
    seconds < 60
      ? t('read.seconds', { value: Math.max(1, Math.round(seconds)) })
      : durationText(seconds * 1000, t.language)
  const said = (): string => {
    if (problem !== '') return problem
    if (status === 'cancelled') return t('resilience.cancelled', { done, total })
    if (status === 'done')
      return total === 0 ? t('resilience.nothingToLose') : t('resilience.done', { time: time(wallSec) })
    return t(sec > LONG_SEC ? 'resilience.estimateLong' : 'resilience.estimate', { time: time(sec) })
  }
  return (
    <p className="proof-status" role="status">
      {said()}
      {edited}
    </p>
  )
}

/** Why nothing can be proved, or an empty sentence. */
function useProblem(design: Design, t: Translator): string {
  const session = useSession()
  const error = useStore(session.issues, ({ issues }) => issues.find(({ severity }) => severity === 'error'))
  if (error) return issueSentence(error, design, t)
  return design.nodes.some(({ kind }) => kindModel(kind)?.role === 'source') ? '' : t('resilience.noClient')
}
