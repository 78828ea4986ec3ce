import { type DragEvent, useRef, useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import type { Params } from '../../model/field.ts'
import { type FittedNode, fitProblemSentence } from '../../reading/fit-sentence.ts'
import { Button } from '../../ui/button.tsx'
import { FitChoices } from './fit-choices.tsx'
import { FitFigures } from './fit-figures.tsx'
import { FIT_TEXT_MAX, useFit } from './use-fit.ts'

interface FitFormProps {
  readonly target: FittedNode
  readonly readOnly: boolean
  readonly onApply: (params: Params) => void
}

const EXAMPLE = `http_request_duration_seconds_bucket{le="0.01"} 5344
http_request_duration_seconds_bucket{le="0.05"} 11900
http_request_duration_seconds_bucket{le="+Inf"} 12155
http_request_duration_seconds_sum 178.4
http_request_duration_seconds_count 12155`

/** A text on one side, what it means for the node on the other. */
export function FitForm({ target, readOnly, onApply }: FitFormProps) {
  const t = useT()
  const { draft, read, change } = useFit(target.fields)
  const { fit, series, params } = read
  const field = target.fields.means[draft.field]!
  const set = [field, ...(target.fields.cv ? [target.fields.cv] : [])].map(({ label }) => t.text(label))
  return (
    <form
      className="fit"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (params && !readOnly) onApply(params)
      }}
    >
      <p className="fit-lead">{t('fit.lead')}</p>
      <div className="fit-columns">
        <FitText
          text={draft.text}
          problem={read.problem === null ? '' : fitProblemSentence(read.problem, t)}
          onText={(text) => change({ text, series: null })}
        />
        <div className="fit-side">
          <FitChoices draft={draft} read={read} fields={target.fields} onChange={change} />
          <div aria-live="polite">
            {fit && series ? (
              <FitFigures fit={fit} source={series.source} rttMs={read.rttMs} target={target} />
            ) : null}
          </div>
        </div>
      </div>
      <div className="fit-foot">
        <Button type="submit" variant="primary" disabled={params === null || readOnly}>
          {t('fit.apply', { fields: set.join(' + ') })}
        </Button>
      </div>
    </form>
  )
}

interface FitTextProps {
  readonly text: string
  readonly problem: string
  readonly onText: (text: string) => void
}

function FitText({ text, problem, onText }: FitTextProps) {
  const t = useT()
  const [fileProblem, setFileProblem] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    const fits = file.size <= FIT_TEXT_MAX
    setFileProblem(fits ? '' : t('fit.fileTooLarge', { name: file.name, limit: FIT_TEXT_MAX }))
    if (fits) onText(await file.text())
  }
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0]
    if (!file) return
    event.preventDefault()
    void take(file)
  }
  const wrong = fileProblem || problem
  return (
    <div className="fit-source">
      <textarea
        className="ui-input"
        aria-label={t('fit.text')}
        aria-invalid={wrong !== ''}
        aria-describedby="fit-problem"
        value={text}
        placeholder={EXAMPLE}
        spellCheck={false}
        onDrop={drop}
        onChange={(event) => {
          onText(event.target.value)
          setFileProblem('')
        }}
      />
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.txt,.prom,text/plain,application/json"
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button variant="line" icon="upload" onClick={() => input.current?.click()}>
        {t('fit.file')}
      </Button>
      <p id="fit-problem" className="ui-field-error" role={wrong === '' ? undefined : 'alert'}>
        {wrong}
      </p>
    </div>
  )
}
