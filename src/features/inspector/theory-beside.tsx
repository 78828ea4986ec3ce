import { formatPercent, formatRate } from '../../i18n/format.ts'
import { durationText, THIN } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { Language } from '../../model/text.ts'
import { type LittlesLaw, littlesLawOf, theoryOf } from '../../reading/theory-figures.ts'
import type { Frame } from '../../runtime/frame-ring.ts'

interface TheoryBesideProps {
  /** Id of the node. */
  readonly id: string
  readonly frame: Frame
}

/**
 * The mean wait for a slot as theory gives it (outline) and as it was measured (solid), where a theory holds; and Little's
 * law, which holds of every line.
 */
export function TheoryBeside({ id, frame }: TheoryBesideProps) {
  const t = useT()
  const theory = theoryOf((column) => frame.node(id, column))
  const little = littlesLawOf((column) => frame.node(id, column))
  if (!theory) {
    return little ? (
      <section className="inspector-section theory" aria-labelledby={`${id}-theory`}>
        <h3 id={`${id}-theory`}>{t('theory.littleTitle')}</h3>
        <p className="inspector-note">
          {littleText(little, t)} {waitedText(frame.node(id, 'waitedShare'), t)}
        </p>
      </section>
    ) : null
  }
  const { theoryMs, measuredMs, apart, name, model, slots } = theory
  const longest = Math.max(theoryMs, measuredMs, Number.MIN_VALUE)
  const share = (ms: number) => `${Number.isFinite(ms) ? (ms / longest) * 100 : 0}%`
  return (
    <section className="inspector-section theory" aria-labelledby={`${id}-theory`}>
      <h3 id={`${id}-theory`}>{t('theory.title')}</h3>
      <dl>
        <div>
          <dt>{name}</dt>
          <dd>
            <i
              className="theory-bar theory-bar-outline"
              style={{ width: share(theoryMs) }}
              aria-hidden="true"
            />
          </dd>
          <dd className="theory-value">{waitText(theoryMs, t.language)}</dd>
        </div>
        <div>
          <dt>{t('theory.measured')}</dt>
          <dd>
            <i className="theory-bar" style={{ width: share(measuredMs) }} aria-hidden="true" />
          </dd>
          <dd className="theory-value">{waitText(measuredMs, t.language)}</dd>
        </div>
      </dl>
      <p className="theory-apart">
        {apart === null
          ? t('theory.none')
          : t('theory.apart', {
              percent: `${apart < 0 ? '−' : '+'}${formatPercent(Math.abs(apart), t.language)}`,
            })}
      </p>
      <p className="inspector-note">
        {t(`theory.${model}`, { slots })} {little ? littleText(little, t) : ''}{' '}
        {waitedText(frame.node(id, 'waitedShare'), t)}
      </p>
    </section>
  )
}

const littleText = ({ rate, waitMs, product, queue }: LittlesLaw, t: Translator): string =>
  t('theory.little', {
    rate: formatRate(rate, t.language),
    wait: waitText(waitMs, t.language),
    product: formatRate(product, t.language),
    queue: formatRate(queue, t.language),
  })

const waitedText = (share: number, t: Translator): string =>
  Number.isNaN(share) ? '' : t('theory.waited', { share: formatPercent(share, t.language) })

/** Three digits also where a wait is short: the difference of the two is what one looks for. */
const waitText = (ms: number, language: Language): string =>
  ms < 10 ? `${formatRate(ms, language)}${THIN}ms` : durationText(ms, language)
