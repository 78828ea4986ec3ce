import { LINK_LENGTH_MAX } from '../../document/link/link.ts'
import { useT } from '../../i18n/use-t.ts'
import { fitOf, LINK_PLACES, METER_MAX } from './link-fit.ts'

/** How long the address is and where it still fits, in words; `null` is longer than a link may be. */
export function LengthMeter({ length }: { readonly length: number | null }) {
  const t = useT()
  const number = (value: number) => value.toLocaleString(t.language)
  const used = Math.min(length ?? METER_MAX, METER_MAX)
  return (
    <div className="share-meter">
      <p className="share-meter-words" role="status">
        {length === null ? null : <b>{t('share.length', { length: number(length) })}</b>}{' '}
        {length === null
          ? t('share.fits.nowhere', { limit: number(LINK_LENGTH_MAX) })
          : t(`share.fits.${fitOf(length)}`)}
      </p>
      <div className="share-meter-track" aria-hidden="true">
        <span className="share-meter-used" style={{ width: `${(100 * used) / METER_MAX}%` }} />
        {LINK_PLACES.map((place) => (
          <span
            key={place.id}
            className={`share-tick share-tick-${place.id}`}
            style={{ left: `${(100 * place.length) / METER_MAX}%` }}
          >
            <span className="share-tick-word">
              {number(place.length)} {t(`share.tick.${place.id}`)}
            </span>
          </span>
        ))}
      </div>
    </div>
  )
}
