import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { JudgedLoss } from '../../analysis/spof/judge.ts'
import { applyRemedy } from '../../analysis/spof/remedies.ts'
import type { Remedy } from '../../analysis/spof/remedy.ts'
import type { Verdict } from '../../analysis/verdict.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import type { RequestClass } from '../../model/request-class.ts'
import { lossesAt } from '../../reading/loss-marks.ts'
import { reasonSentence, remedySentence, verdictWord } from '../../reading/spof-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { lossesOf } from '../../session/losses.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import './loss-section.css'

/** What the loss of a part would mean, why, and the one edit that helps. */
export default function LossSection({ id }: { readonly id: string }) {
  const session = useSession()
  const t = useT()
  const judged = useStore(lossesOf(session).state, (state) => state.judged)
  if (judged === null || judged.classes.length === 0) return null
  const [worst, ...others] = lossesAt(judged, id)
  return (
    <section className="losses" aria-label={t('loss.title')}>
      <h3>{t('loss.title')}</h3>
      {worst ? <Worst key={id} loss={worst} /> : <p>{t('loss.unnoticed')}</p>}
      {others.length > 0 ? (
        <ul>
          {grouped(others).map(([verdict, classes]) => (
            <li key={verdict}>
              {t('loss.of', {
                classes: classes.map((one) => t(`spof.class.${one}`)).join(', '),
                word: word(verdict, t),
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** Classes with the same verdict are said together. */
function grouped(losses: readonly JudgedLoss[]): (readonly [Verdict, RequestClass[]])[] {
  const groups = new Map<Verdict, RequestClass[]>()
  for (const { verdict } of losses)
    groups.set(verdict.verdict, [...(groups.get(verdict.verdict) ?? []), verdict.requestClass])
  return [...groups]
}

const word = (verdict: Verdict, t: Translator): string => (verdict === 'none' ? '' : verdictWord(verdict, t))

function Worst({ loss: { verdict, reason } }: { readonly loss: JudgedLoss }) {
  const session = useSession()
  const t = useT()
  const losses = lossesOf(session)
  const design = useStore(session.design, (state) => state.design)
  const readOnly = useStore(session.design, (state) => state.readOnly)
  const [remedy, setRemedy] = useState<Remedy | null>(null)
  const name = (id: string): string => nameOf(design, id, t.language)
  useEffect(() => {
    let asked = true
    setRemedy(null)
    void losses.remedyFor(verdict).then((found) => asked && setRemedy(found))
    return () => {
      asked = false
    }
  }, [losses, verdict])
  const said = remedy && remedySentence(remedy.said, name, t)
  return (
    <>
      <p>
        <button
          type="button"
          className={`losses-word losses-${verdict.verdict}`}
          title={t('loss.point', { name: name(verdict.target) })}
          onPointerEnter={() => losses.point(verdict.target)}
          onPointerLeave={() => losses.point(null)}
          onFocus={() => losses.point(verdict.target)}
          onBlur={() => losses.point(null)}
        >
          <Icon name="spof" size={12} />
          {word(verdict.verdict, t)}
        </button>{' '}
        {reasonSentence(reason, name, t)}
      </p>
      {remedy && said ? (
        <div className="losses-remedy">
          <span>{said}</span>
          <Button
            variant="line"
            disabled={readOnly}
            aria-label={t('loss.applyLabel', { remedy: said })}
            onClick={() => session.design.edit((current) => applyRemedy(current, remedy))}
          >
            {t('loss.apply')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
