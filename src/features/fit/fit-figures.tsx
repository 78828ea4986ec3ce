import type { Fit } from '../../analysis/fit/fit.ts'
import type { Series } from '../../analysis/fit/measured.ts'
import { NO_VALUE } from '../../i18n/format.ts'
import { useT } from '../../i18n/use-t.ts'
import {
  type FittedNode,
  fitCv,
  fitMethod,
  fitNotes,
  fitQuality,
  fitTime,
  percentileName,
  samplesText,
} from '../../reading/fit-sentence.ts'

interface FitFiguresProps {
  readonly fit: Fit
  readonly source: Series['source']
  readonly rttMs: number
  readonly target: FittedNode
}

/** What was recognised, how well it fits, and what the time may hold besides. */
export function FitFigures({ fit, source, rttMs, target }: FitFiguresProps) {
  const t = useT()
  return (
    <>
      <p className="fit-found">{t('fit.found', { source, samples: samplesText(fit, t) })}</p>
      <dl className="fit-figures">
        <div>
          <dt>{t('fit.mean')}</dt>
          <dd>{fitTime(fit.meanMs, t)}</dd>
        </div>
        <div>
          <dt>{t('fit.cv')}</dt>
          <dd>{fitCv(fit.cv, t)}</dd>
        </div>
      </dl>
      <Percentiles fit={fit} />
      <p>{fitQuality(fit, t)}</p>
      <p className="fit-method">{fitMethod(fit, t).join(' ')}</p>
      <ul className="fit-notes">
        {fitNotes(fit, rttMs, target, t).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  )
}

function Percentiles({ fit }: { readonly fit: Fit }) {
  const t = useT()
  const head = t(fit.byShare === null ? 'fit.interpolated' : 'fit.measured')
  return (
    <table className="fit-percentiles">
      <thead>
        <tr>
          <th scope="col">{t('fit.share')}</th>
          <th scope="col">{head}</th>
          <th scope="col">{t('fit.fitted')}</th>
        </tr>
      </thead>
      <tbody>
        {fit.rows.map(({ share, measuredMs, fittedMs }) => (
          <tr key={share}>
            <th scope="row">{percentileName(share)}</th>
            <td>{measuredMs === null ? NO_VALUE : fitTime(measuredMs, t)}</td>
            <td>{fitTime(fittedMs, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
