import { type Row, verdictOf } from '../../analysis/resilience/report.ts'
import { applyRemedy } from '../../analysis/spof/remedies.ts'
import type { Verdict } from '../../analysis/verdict.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import { closeDialog } from '../../page/page-store.ts'
import {
  differenceSentence,
  measuredWord,
  type Names,
  rowSentence,
} from '../../reading/resilience-sentence.ts'
import { remedyOf, rowFigures } from '../../reading/resilience-text.ts'
import { remedySentence } from '../../reading/spof-sentence.ts'
import { useSession } from '../../session/react.tsx'
import { rehearse } from '../../session/rehearse.ts'
import { type ResilienceState, resilienceOf } from '../../session/resilience.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'

interface ReportRowProps {
  readonly row: Row
  readonly state: ResilienceState
  /** The canvas shows another design by now. */
  readonly isEdited: boolean
  readonly name: Names
}

const ICONS: Readonly<Record<Verdict, IconName>> = {
  hard: 'spof',
  partial: 'kill',
  transient: 'restart',
  overload: 'warning',
  delay: 'slow',
  none: 'check',
}

/** What the loss of one part comes to. */
export function ReportRow({ row, state, isEdited, name }: ReportRowProps) {
  const t = useT()
  const { target } = row.trial
  return (
    <li className={`proof-row proof-${row.measure === null ? 'unjudged' : verdictOf(row)}`}>
      <h3>{name(target)}</h3>
      <Verdicts row={row} />
      <p>{rowSentence(row, name, t)}</p>
      {row.differs.map((one) => (
        <p key={one.requestClass} className="proof-note">
          {differenceSentence(one, name, t)}
        </p>
      ))}
      <Outcome row={row} state={state} />
      <Remedy row={row} state={state} isEdited={isEdited} name={name} />
      {row.measure === null ? null : (
        <details>
          <summary>{t('resilience.figures', { target: name(target) })}</summary>
          <Figures row={row} name={name} />
        </details>
      )}
      <Rehearse row={row} state={state} isEdited={isEdited} name={name} />
    </li>
  )
}

const classesOf = ({ measure }: Row): RequestClass[] =>
  REQUEST_CLASSES.filter((requestClass) => measure?.byClass[requestClass] !== undefined)

/** The measured verdict of each class, and that of the structure where it is another one. */
function Verdicts({ row }: { readonly row: Row }) {
  const t = useT()
  return (
    <ul className="proof-verdicts">
      {classesOf(row).map((requestClass) => {
        const { verdict } = row.measure!.byClass[requestClass]!
        const said = row.said[requestClass]?.verdict
        const differs = row.differs.some((one) => one.requestClass === requestClass)
        return (
          <li key={requestClass} className={`proof-verdict proof-verdict-${verdict}`}>
            <Icon name={ICONS[verdict]} />
            <span>
              {t(`spof.class.${requestClass}`)}: {measuredWord(verdict, t)}
              {differs && said ? (
                <span className="proof-said">
                  {' '}
                  ({t('resilience.saidBy', { verdict: measuredWord(said, t) })})
                </span>
              ) : null}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

interface OutcomeProps {
  readonly row: Row
  readonly state: ResilienceState
}

/** Whether advice that was taken holds: only a report of the design with it in can say that. */
function Outcome({ row, state }: OutcomeProps) {
  const t = useT()
  const tried = state.tried.get(row.trial.target)
  if (!tried || tried.row === row || row.measure === null) return null
  const words = (of: Row): string => measuredWord(verdictOf(of), t)
  const isBetter = RANK[verdictOf(row)] > RANK[verdictOf(tried.row)]
  return (
    <p className="proof-tried">
      <Icon name={isBetter ? 'check' : 'warning'} />{' '}
      {t(isBetter ? 'resilience.holds' : 'resilience.holdsNot', {
        before: words(tried.row),
        after: words(row),
      })}
    </p>
  )
}

const RANK: Readonly<Record<Verdict, number>> = {
  hard: 0,
  partial: 1,
  overload: 2,
  transient: 3,
  delay: 4,
  none: 5,
}

interface DoingProps extends OutcomeProps {
  readonly isEdited: boolean
  readonly name: Names
}

/** What helps, and the edit that does it. */
function Remedy({ row, state, isEdited, name }: DoingProps) {
  const session = useSession()
  const t = useT()
  const { design } = state
  const remedy = design && row.measure !== null && verdictOf(row) !== 'none' ? remedyOf(design, row) : null
  if (!remedy) return null
  const sentence = remedySentence(remedy.said, name, t)
  const isApplied = state.tried.get(row.trial.target)?.row === row
  return (
    <p className="proof-remedy">
      <span>{sentence}</span>
      {isApplied ? (
        <span className="proof-note">{t('resilience.applied')}</span>
      ) : (
        <Button
          variant="line"
          icon="plus"
          disabled={isEdited && state.tried.size === 0}
          aria-label={t('resilience.applyOf', { target: name(row.trial.target), remedy: sentence })}
          onClick={() => {
            session.design.edit((current) => applyRemedy(current, remedy))
            resilienceOf(session).noteTried(row, remedy.said)
          }}
        >
          {t('resilience.apply')}
        </Button>
      )}
    </p>
  )
}

/** The same loss on the canvas, from a second before. */
function Rehearse({ row, state, isEdited, name }: DoingProps) {
  const session = useSession()
  const t = useT()
  const { design, model, report } = state
  if (design === null || model === null || report?.baseline == null || row.measure === null) return null
  const { target, fault, windows } = row.trial
  return (
    <Button
      icon="play"
      className="proof-replay"
      disabled={isEdited}
      aria-label={t('resilience.replayOf', { target: name(target) })}
      onClick={() => {
        const choice = { type: fault, amount: null }
        rehearse(session, {
          design,
          model,
          oneOf: report.weight,
          target,
          choice,
          atSec: report.baseline!.warmupSec,
          holdSec: windows.holdSec,
        })
        closeDialog()
      }}
    >
      {t(design.scenario.events.length > 0 ? 'resilience.replayPlain' : 'resilience.replay')}
    </Button>
  )
}

/** All that was measured of a loss, a column for each class. */
function Figures({ row, name }: { readonly row: Row; readonly name: Names }) {
  const t = useT()
  const { columns, shared } = rowFigures(row, name, t)
  return (
    <>
      <div className="proof-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('resilience.column.class')}</th>
              {columns.map(({ requestClass }) => (
                <th key={requestClass} scope="col">
                  {t(`spof.class.${requestClass}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{figureLines(columns, t)}</tbody>
        </table>
      </div>
      <dl className="proof-shared">
        {shared.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="proof-note">
        {t('resilience.windows', {
          hold: row.trial.windows.holdSec,
          settled: row.trial.windows.settledSec,
          watch: row.trial.windows.watchSec,
        })}
      </p>
    </>
  )
}

function figureLines(columns: ReturnType<typeof rowFigures>['columns'], t: Translator) {
  const [first] = columns
  return first?.cells.map(({ label }, line) => (
    <tr key={label}>
      <th scope="row">{t(label)}</th>
      {columns.map(({ requestClass, cells }) => (
        <td key={requestClass}>{cells[line]!.value}</td>
      ))}
    </tr>
  ))
}
