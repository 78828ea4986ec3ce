import type { Fit } from '../analysis/fit/fit.ts'
import type { FitProblem } from '../analysis/fit/measured.ts'
import { type ServiceFields, slotsOf } from '../analysis/fit/service.ts'
import { WAIT_SHARE, waitingFrom } from '../analysis/fit/waiting.ts'
import { formatPercent, formatRate } from '../i18n/format.ts'
import type { MessageId } from '../i18n/i18n.ts'
import { countText, THIN } from '../i18n/quantity.ts'
import { sayNumber } from '../i18n/read-number.ts'
import type { Translator } from '../i18n/use-t.ts'
import type { Params } from '../model/field.ts'
import type { KindModel } from '../model/kind.ts'

/** What is wrong with a measurement, where, and what to do. */
export function fitProblemSentence({ code, values }: FitProblem, t: Translator): string {
  const said = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'number' ? digits(value, t) : value,
  ])
  return t(`fit.problem.${code}` satisfies MessageId, Object.fromEntries(said))
}

/** A time as exact as a measurement is. */
export const fitTime = (ms: number, t: Translator): string => `${digits(ms, t)}${THIN}ms`

export const fitCv = (cv: number, t: Translator): string => sayNumber(Number(cv.toFixed(cv < 1 ? 3 : 2)), t)

/** Four digits; counts and limits in full. */
const digits = (value: number, t: Translator): string =>
  Number.isInteger(value) ? sayNumber(value, t) : sayNumber(Number(value.toPrecision(4)), t)

export const percentileName = (share: number): string => `p${Number((100 * share).toFixed(4))}`

export const samplesText = ({ samples }: Fit, t: Translator): string =>
  samples === null ? t('fit.samplesUnknown') : t('fit.samples', { count: samples })

/** Up to here a fit is good, and up to there it may do. */
const GOOD = 0.03
const FAIR = 0.08

/** How near the fitted distribution is to what was measured. */
export function fitQuality({ distance }: Fit, t: Translator): string {
  const quality = distance <= GOOD ? 'good' : distance <= FAIR ? 'fair' : 'poor'
  return t(`fit.quality.${quality}` satisfies MessageId, { share: formatPercent(distance, t.language) })
}

/** By which way the spread was found, and how far off it may be. */
export function fitMethod({ byShare, cvError, cvBounds, samples }: Fit, t: Translator): string[] {
  const way =
    byShare === null
      ? t('fit.method.buckets')
      : t('fit.method.percentile', { percentile: percentileName(byShare) })
  const error =
    cvError === null || samples === null
      ? []
      : [t('fit.error', { samples: countText(samples, t.language), error: fitCv(cvError, t) })]
  if (cvBounds === null) return [way, ...error]
  const low = fitCv(cvBounds.low, t)
  const bounds =
    cvBounds.high === null
      ? t('fit.boundsOpen', { low })
      : t('fit.bounds', { low, high: fitCv(cvBounds.high, t) })
  return [way, ...error, bounds]
}

/** A node that a measurement is put into. */
export interface FittedNode {
  readonly model: KindModel
  readonly params: Params
  readonly fields: ServiceFields
}

/** What the measured time may hold besides the work of the node itself; without a node, what every one may. */
export function fitNotes(fit: Fit, rttMs: number, node: FittedNode | null, t: Translator): string[] {
  const network = rttMs === 0 ? [t('fit.note.network')] : []
  if (node === null) return [t('fit.note.waitingAny'), ...network, t('fit.note.others')]
  const { model, params, fields } = node
  const others = model.traits.plans || model.traits.forwards ? [t('fit.note.others')] : []
  const more =
    fields.more.length === 0
      ? []
      : [t('fit.note.more', { fields: fields.more.map(({ label }) => t.text(label)).join(', ') })]
  const shared = fields.cv === null ? 'constant' : fields.means.length > 1 ? 'sharedCv' : null
  return [
    ...waitingNotes(fit, slotsOf(model.fields, params), t),
    ...network,
    ...others,
    ...more,
    ...(shared === null ? [] : [t(`fit.note.${shared}` satisfies MessageId)]),
  ]
}

/** From which utilisation on waiting counts; and where the rate is known, whether the node was as busy as that. */
function waitingNotes({ cv, meanMs, ratePerSec }: Fit, slots: number | null, t: Translator): string[] {
  if (slots === null) return []
  const from = Math.floor(100 * waitingFrom(slots, cv)) / 100
  const percent = (share: number): string => formatPercent(share, t.language)
  const waiting = t('fit.note.waiting', { slots, share: percent(WAIT_SHARE), percent: percent(from) })
  const busy = ratePerSec === null ? 0 : (ratePerSec * meanMs) / 1000 / slots
  if (busy < from || ratePerSec === null) return [waiting]
  return [
    t('fit.note.busy', { rate: formatRate(ratePerSec, t.language), percent: percent(Math.min(1, busy)) }),
    waiting,
  ]
}
