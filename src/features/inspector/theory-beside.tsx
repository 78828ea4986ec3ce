import { formatPercent, formatRate } from '../../i18n/format.ts'
import { durationText, THIN } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import type { DesignNode } from '../../model/design.ts'
import type { KindModel } from '../../model/kind.ts'
import type { Language } from '../../model/text.ts'
import type { Frame } from '../../runtime/frame-ring.ts'
import { theoryOf } from './theory-text.ts'

interface TheoryBesideProps {
  readonly node: DesignNode
  readonly model: KindModel
  readonly frame: Frame
}

/** The mean wait for a slot as theory gives it (outline) and as it was measured (solid), where a theory holds. */
export function TheoryBeside({ node, model, frame }: TheoryBesideProps) {
  const t = useT()
  const theory = theoryOf(node, model, (column) => frame.node(node.id, column))
  if (!theory) return null
  const { theoryMs, measuredMs, apart, name, slots, little } = theory
  const longest = Math.max(theoryMs, measuredMs, Number.MIN_VALUE)
  const share = (ms: number) => `${Number.isFinite(ms) ? (ms / longest) * 100 : 0}%`
  return (
    <section className="inspector-section theory" aria-labelledby={`${node.id}-theory`}>
      <h3 id={`${node.id}-theory`}>{t('theory.title')}</h3>
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
        {t(name === 'M/G/1' ? 'theory.mg1' : 'theory.mmc', { slots })}{' '}
        {little
          ? t('theory.little', {
              rate: formatRate(little.rate, t.language),
              wait: waitText(measuredMs, t.language),
              product: formatRate(little.product, t.language),
              queue: formatRate(little.queue, t.language),
            })
          : ''}
      </p>
    </section>
  )
}

/** Three digits also where a wait is short: the difference of the two is what one looks for. */
const waitText = (ms: number, language: Language): string =>
  ms < 10 ? `${formatRate(ms, language)}${THIN}ms` : durationText(ms, language)
