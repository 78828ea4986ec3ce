import { useState } from 'react'
import { useStore } from 'zustand'
import { reportBill, reportText } from '../../analysis/report-text.ts'
import { issueSentence } from '../../i18n/issue-sentence.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import type { Design } from '../../model/design.ts'
import { closeDialog, useDialog } from '../../page/page-store.ts'
import type { MeasuredModel } from '../../runtime/measure-client.ts'
import { measureOf, useMeasureState } from '../../session/measure.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EMPTY_DRAFT, type MeasureInput, readDraft, shellCommand } from './measure-draft.ts'
import { MeasureBooks, MeasureFigures } from './measure-figures.tsx'
import { MeasureFields } from './measure-form.tsx'
import { MeasureJson } from './measure-json.tsx'
import { MeasureStatus } from './measure-status.tsx'
import './measure.css'

interface MeasureDialogProps {
  /** What the engine runs for a design; null where it cannot run. */
  readonly modelOf: (design: Design) => MeasuredModel | null
}

/** A run that was asked for, and the design as it was then. */
interface Asked {
  readonly design: Design
  readonly input: MeasureInput
}

/** Measures a run as the shell does, in a worker of its own. */
export function MeasureDialog({ modelOf }: MeasureDialogProps) {
  const session = useSession()
  const t = useT()
  const open = useDialog('measure')
  const design = useStore(session.design, (state) => state.design)
  const state = useMeasureState()
  const [draft, setDraft] = useState(EMPTY_DRAFT)
  const [asked, setAsked] = useState<Asked | null>(null)
  const read = readDraft(draft, design.scenario.seed, t)
  const problem = useProblem(design, t)
  const running = state.status === 'running'
  const wrong = problem !== '' || Object.values(read.problems).some((sentence) => sentence !== '')
  const measured =
    asked !== null && state.status === 'done'
      ? { design: asked.design, report: state.report, bill: reportBill(asked.design, state.report) }
      : null

  const start = () => {
    const model = modelOf({ ...design, scenario: { ...design.scenario, seed: read.input.seed } })
    if (wrong || model === null) return
    setAsked({ design, input: read.input })
    measureOf(session).start(model, read.input)
  }
  const close = () => {
    if (running) measureOf(session).stop()
    closeDialog()
  }
  return (
    <Dialog open={open} onClose={close} title={t('measure.title')} closeLabel={t('dialog.close')}>
      <div className="measure">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (running) measureOf(session).stop()
            else start()
          }}
        >
          <p>{t('measure.intro')}</p>
          <MeasureFields draft={draft} read={read} disabled={running} onChange={setDraft} />
          <div className="measure-run">
            <MeasureStatus
              state={state}
              cancelled={asked !== null}
              edited={asked !== null && asked.design !== design}
              problem={problem}
            />
            {/* One button for both, so that it keeps the focus. */}
            <Button type="submit" variant={running ? 'line' : 'primary'} disabled={wrong && !running}>
              {t(running ? 'measure.cancel' : 'measure.start')}
            </Button>
          </div>
        </form>
        <MeasureFigures measured={measured} slo={(measured?.design ?? design).slo} />
        <MeasureBooks measured={measured} />
        <MeasureJson
          text={measured && reportText(measured.design, measured.report)}
          name={`${design.title} seed ${(asked?.input ?? read.input).seed}`}
          command={shellCommand(measured && asked ? asked.input : read.input)}
        />
      </div>
    </Dialog>
  )
}

/** Why the design cannot be measured, or an empty sentence. */
function useProblem(design: Design, t: Translator): string {
  const session = useSession()
  const error = useStore(session.issues, ({ issues }) => issues.find(({ severity }) => severity === 'error'))
  if (error) return issueSentence(error, design, t)
  return design.nodes.some(({ kind }) => kindModel(kind)?.role === 'source') ? '' : t('measure.noClient')
}
