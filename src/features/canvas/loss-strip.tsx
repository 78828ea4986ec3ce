import { useStore } from 'zustand'
import type { Judged } from '../../analysis/spof/judge.ts'
import { useT } from '../../i18n/use-t.ts'
import type { RequestClass } from '../../model/request-class.ts'
import { hardParts } from '../../reading/loss-marks.ts'
import { nameOf } from '../../scene/names.ts'
import { lossesOf } from '../../session/losses.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Names that stand in the strip; the others are on the canvas and in the tables. */
const NAMES_MAX = 3

interface LossStripProps {
  /** Opens the report that kills every part in turn. */
  readonly onProve?: (() => void) | undefined
}

/** What would bring the design down, in one line: before anything has failed. */
export function LossStrip({ onProve }: LossStripProps) {
  const session = useSession()
  const t = useT()
  const { judged, shown, requestClass } = useStore(lossesOf(session).state)
  if (!shown || judged === null || judged.classes.every(({ success }) => success === 0)) return null
  return (
    <section className="canvas-float canvas-losses" aria-label={t('loss.region')}>
      <Icon name="spof" size={14} />
      <Said judged={judged} requestClass={requestClass} />
      {onProve ? <Button onClick={onProve}>{t('loss.prove')}</Button> : null}
    </section>
  )
}

interface SaidProps {
  readonly judged: Judged
  readonly requestClass: RequestClass | null
}

function Said({ judged, requestClass }: SaidProps) {
  const session = useSession()
  const t = useT()
  const losses = lossesOf(session)
  const design = useStore(session.design, (state) => state.design)
  const hard = hardParts(judged, requestClass)
  const named = hard.slice(0, NAMES_MAX)
  return (
    <>
      <output className="canvas-losses-count" aria-live="off">
        {hard.length === 0 ? t('loss.noneHard') : t('loss.count', { count: hard.length })}
      </output>
      <span className="canvas-losses-names">
        {named.map((id) => (
          <button
            key={id}
            type="button"
            aria-label={t('loss.point', { name: nameOf(design, id, t.language) })}
            onPointerEnter={() => losses.point(id)}
            onPointerLeave={() => losses.point(null)}
            onFocus={() => losses.point(id)}
            onBlur={() => losses.point(null)}
            onClick={() => session.selection.select([id])}
          >
            {nameOf(design, id, t.language)}
          </button>
        ))}
        {hard.length > named.length ? (
          <span>{t('loss.more', { count: hard.length - named.length })}</span>
        ) : null}
      </span>
      {judged.classes.length > 1 ? (
        <select
          className="ui-input canvas-losses-filter"
          aria-label={t('loss.filter')}
          value={requestClass ?? ''}
          onChange={({ target }) =>
            losses.filter(target.value === '' ? null : (target.value as RequestClass))
          }
        >
          <option value="">{t('loss.filter.all')}</option>
          {judged.classes.map((one) => (
            <option key={one.requestClass} value={one.requestClass}>
              {t(`spof.class.${one.requestClass}`)}
            </option>
          ))}
        </select>
      ) : null}
    </>
  )
}
