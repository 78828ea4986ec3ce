import type { ResilienceReport } from '../../analysis/resilience/plan.ts'
import { SCORE_PARTS } from '../../analysis/resilience/report.ts'
import { useT } from '../../i18n/use-t.ts'
import { headSentence, type Names } from '../../reading/resilience-sentence.ts'
import { reportFacts } from '../../reading/resilience-text.ts'
import { POOL_ENGINE } from '../../runtime/run-pool.ts'

interface ReportHeadProps {
  readonly report: ResilienceReport
  readonly name: Names
}

const PARTS = Object.keys(SCORE_PARTS) as (keyof typeof SCORE_PARTS)[]

/** The report in a sentence, its score and what that is made of. */
export function ReportHead({ report, name }: ReportHeadProps) {
  const t = useT()
  const { score } = report
  return (
    <section className="proof-head">
      <p className="proof-sentence">{headSentence(report, name, t)}</p>
      <div className="proof-score">
        <b>{t('resilience.score', { total: score.total })}</b>
        <ul>
          {PARTS.map((part) => (
            <li key={part}>
              {t(`resilience.score.${part}`)}{' '}
              <span className="proof-number">
                {score[part] ?? '–'} / {SCORE_PARTS[part]}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <p className="proof-facts">{reportFacts(report, POOL_ENGINE, t).join(' ')}</p>
    </section>
  )
}
