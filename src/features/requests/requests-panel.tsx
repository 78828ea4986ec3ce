import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { blameOf, latencyMs, pathOf, type Trace } from '../../analysis/trace-hops.ts'
import { formatClock } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { type Translator, useT } from '../../i18n/use-t.ts'
import { REQUEST_CLASSES } from '../../model/request-class.ts'
import { failureSentence } from '../../reading/failure-sentence.ts'
import { nameOf } from '../../scene/names.ts'
import { useSession } from '../../session/react.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Rich } from '../../ui/rich.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { RequestList, traceKey } from './request-list.tsx'
import { type Only, type Show, useTraces } from './use-traces.ts'
import { Waterfall } from './waterfall.tsx'
import './requests.css'

const SHOWS = ['all', 'failed', 'slowest'] as const satisfies readonly Show[]

/** Single requests: a sample of them, and the way and the times of the chosen one. */
export default function RequestsPanel() {
  const session = useSession()
  const t = useT()
  const [show, setShow] = useState<Show>('all')
  const [only, setOnly] = useState<Only>(null)
  const [held, setHeld] = useState(false)
  const { traces, known } = useTraces(show, only, held)
  const [chosen, choose] = useChosen(traces)
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    if (chosen) choose(null)
    else session.trace.show(false)
  }
  return (
    <section
      className="requests"
      aria-label={t('requests.title')}
      data-chosen={chosen !== null}
      onKeyDown={leave}
    >
      <div className="requests-head">
        <Icon name="requests" />
        <h2>{t('requests.title')}</h2>
        <span className="requests-held">{held && traces.length > 0 ? t('requests.held') : ''}</span>
        <IconButton icon="close" label={t('requests.close')} onClick={() => session.trace.show(false)} />
      </div>
      <div className="requests-filters">
        <Segmented
          label={t('requests.show')}
          value={show}
          options={SHOWS.map((value) => ({ value, label: t(`requests.show.${value}`) }))}
          onChange={setShow}
        />
        <select
          className="ui-input"
          aria-label={t('requests.class')}
          value={only ?? ''}
          onChange={(event) => setOnly(REQUEST_CLASSES.find((name) => name === event.target.value) ?? null)}
        >
          <option value="">{t('requests.class.any')}</option>
          {REQUEST_CLASSES.map((name) => (
            <option key={name} value={name}>
              {t(`class.${name}`)}
            </option>
          ))}
        </select>
      </div>
      {traces.length > 0 ? (
        <RequestList traces={traces} chosen={chosen} onChoose={choose} onHold={setHeld} />
      ) : (
        <p className="requests-none" role="status">
          {known ? t(`requests.none.${show}`) : ''}
        </p>
      )}
      {chosen ? (
        <Details trace={chosen} onBack={() => choose(null)} />
      ) : (
        <p className="requests-hint">{traces.length > 0 ? t('requests.hint') : ''}</p>
      )}
    </section>
  )
}

/** The chosen request stays while the list goes on, and grows while its calls do. */
function useChosen(traces: readonly Trace[]): readonly [Trace | null, (trace: Trace | null) => void] {
  const session = useSession()
  const [chosen, setChosen] = useState<Trace | null>(null)
  const latest = chosen && (traces.find((trace) => traceKey(trace) === traceKey(chosen)) ?? chosen)
  if (latest !== chosen) setChosen(latest)
  useEffect(() => {
    const blame = latest && blameOf(latest)
    const failedAt = blame ? (latest.spans[blame.index]?.node ?? latest.client) : null
    session.trace.setState({ path: latest && { ...pathOf(latest), failedAt } })
  }, [latest, session.trace.setState])
  useEffect(() => () => session.trace.setState({ path: null }), [session.trace.setState])
  return [latest, setChosen]
}

function Details({ trace, onBack }: { readonly trace: Trace; readonly onBack: () => void }) {
  const session = useSession()
  const t = useT()
  const design = useStore(session.design, (state) => state.design)
  const name = (id: string): string => nameOf(design, id, t.language)
  const failure = failureSentence(trace, name, t)
  const root = useRef<HTMLElement>(null)
  useFocusWhileAlone(root)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section ref={root} className="requests-details" aria-label={t('requests.details')} tabIndex={0}>
      <div className="requests-title">
        <Button icon="previous" className="requests-back" onClick={onBack}>
          {t('requests.back')}
        </Button>
        <h3>
          <Rich text={titleOf(trace, name(trace.client), t)} />
        </h3>
      </div>
      {failure === '' ? null : (
        <p className="requests-why">
          <Icon name="kill" size={13} />
          {failure}
        </p>
      )}
      <Waterfall trace={trace} nameOf={name} />
    </section>
  )
}

/** On a phone the request takes the place of the list: it takes the focus as well, and gives it back. */
function useFocusWhileAlone(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const panel = root.current?.closest<HTMLElement>('.requests')
    const list = panel?.querySelector<HTMLElement>('.requests-scroll')
    if (!panel || !list || getComputedStyle(list).display !== 'none') return
    root.current?.focus()
    return () => {
      requestAnimationFrame(() => panel.querySelector<HTMLElement>('.requests-row[tabindex="0"]')?.focus())
    }
  }, [root])
}

const titleOf = (trace: Trace, client: string, t: Translator): string =>
  t('requests.sentence', {
    class: t(`class.${trace.class}`),
    client,
    time: formatClock(trace.beganSec),
    latency: durationText(latencyMs(trace), t.language),
    attempts: trace.attempts,
  })
