import { useEffect } from 'react'
import { useStore } from 'zustand'
import { formatPercent } from '../../i18n/format.ts'
import { countText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { kindModel } from '../../kinds/models.ts'
import { nodeName } from '../../scene/names.ts'
import { type ApproximationErrors, approximationOf, useCheckState } from '../../session/approximation.ts'
import { useReading, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import './approximation.css'

/** A design is compared when nobody has edited it for so long. */
const QUIET_MS = 1500

/** Says all the time that the figures are approximate, and how far from exact ones they were when both were measured. */
export default function ApproximationStrip() {
  const session = useSession()
  const t = useT()
  const oneOf = useReading((frame) => frame?.system('oneOf') ?? 1)
  const refused = useRefusal(t)
  useCheckAfterEdits()
  return (
    <div className="approximation" role="status">
      <Icon name="approximate" size={14} />
      <b>{t('approximate.label')}</b>
      <span>
        {refused ??
          (oneOf > 1
            ? t('approximate.oneOf', { oneOf: countText(oneOf, t.language) })
            : t('approximate.all'))}
      </span>
      {oneOf > 1 ? <Measured /> : null}
      <Button variant="line" onClick={() => session.act({ type: 'approximate', approximate: false })}>
        {t('approximate.exact')}
      </Button>
    </div>
  )
}

/** Why nothing is approximated in the design that runs; undefined where something is. */
function useRefusal(t: Translator): string | undefined {
  const session = useSession()
  const design = useStore(session.design, (state) => state.design)
  const exactOnly = session.run.model?.exactOnly
  const node = design.nodes.find(({ id }) => id === exactOnly?.node)
  const field = node && kindModel(node.kind)?.fields.find(({ key }) => key === exactOnly?.field)
  return (
    node &&
    field &&
    t('approximate.refused', { name: nodeName(design, node, t.language), field: t.text(field.label) })
  )
}

function useCheckAfterEdits(): void {
  const session = useSession()
  const design = useStore(session.design, (state) => state.design)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the model that runs changes with the design.
  useEffect(() => {
    const { model } = session.run
    // A box that was only moved gives the same model, whose error is known.
    if (model === null || model === approximationOf(session).model) return
    approximationOf(session).stop()
    const timer = setTimeout(() => approximationOf(session).start(model), QUIET_MS)
    return () => clearTimeout(timer)
  }, [design])
  useEffect(() => () => approximationOf(session).stop(), [session])
}

function Measured() {
  const t = useT()
  const state = useCheckState()
  if (state.status === 'failed') return <span>{t('approximate.failed')}</span>
  if (state.status !== 'done') {
    const done = state.status === 'checking' ? state.doneShare : 0
    return (
      <span>
        {t('approximate.checking', { done: formatPercent(Math.floor(done * 100) / 100, t.language) })}
      </span>
    )
  }
  const seconds = state.simSec.toPrecision(2).replace(/\.0$/, '')
  return (
    <Tooltip content={t('approximate.help', { seconds })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation is reached by keyboard. */}
      <span className="approximation-errors" tabIndex={0}>
        <span>{t('approximate.against')}</span>
        {figuresOf(state.errors, t).map(([name, value]) => (
          <span key={name}>
            {name} <b>{value}</b>
          </span>
        ))}
      </span>
    </Tooltip>
  )
}

function figuresOf(errors: ApproximationErrors, t: Translator): [string, string][] {
  const points = (value: number) => t('approximate.points', { value: signed(100 * value) })
  const percent = (value: number) => (Number.isNaN(value) ? '–' : `${signed(100 * value)} %`)
  return [
    [t('headline.goodput'), percent(errors.goodput)],
    [t('headline.errors'), points(errors.errorShare)],
    [t('measure.mean'), percent(errors.meanLatency)],
    ['p99', percent(errors.p99Latency)],
    [t('approximate.utilisation'), points(errors.utilisation)],
  ]
}

/** With its sign, to a tenth. */
const signed = (value: number): string => {
  const text = Math.abs(value).toFixed(1)
  return text === '0.0' ? '0' : `${value < 0 ? '−' : '+'}${text}`
}
