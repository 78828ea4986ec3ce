import { type KeyboardEvent, useEffect } from 'react'
import { latencyMs, type Trace } from '../../analysis/trace-hops.ts'
import { formatClock } from '../../i18n/format.ts'
import { durationText } from '../../i18n/quantity.ts'
import { useT } from '../../i18n/use-t.ts'
import { Icon } from '../../ui/icon.tsx'

interface RequestListProps {
  readonly traces: readonly Trace[]
  readonly chosen: Trace | null
  readonly onChoose: (trace: Trace) => void
  readonly onHold: (held: boolean) => void
}

/** Another run counts its requests anew, so the moment is part of what a request is. */
export const traceKey = (trace: Trace): string => `${trace.id} ${trace.beganSec}`

/** The sampled requests as a table: one stop for Tab, the arrows go through the rows. */
export function RequestList({ traces, chosen, onChoose, onHold }: RequestListProps) {
  const t = useT()
  // A list that goes away tells of no pointer that leaves it.
  useEffect(() => () => onHold(false), [onHold])
  const chosenKey = chosen === null ? '' : traceKey(chosen)
  const stop = traces.some((trace) => traceKey(trace) === chosenKey)
    ? chosenKey
    : traces[0] && traceKey(traces[0])
  return (
    <section
      className="requests-scroll"
      aria-label={t('requests.list')}
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
      onFocus={(event) => event.target.matches(':focus-visible') && onHold(true)}
      onBlur={() => onHold(false)}
      onKeyDown={moveByArrows}
    >
      <table>
        <caption className="ui-hidden">{t('requests.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('requests.time')}</th>
            <th scope="col">{t('requests.class')}</th>
            <th scope="col">{t('requests.outcome')}</th>
            <th scope="col">{t('requests.latency')}</th>
            <th scope="col">{t('requests.attempts')}</th>
          </tr>
        </thead>
        <tbody>
          {traces.map((trace) => {
            const key = traceKey(trace)
            const fails = trace.outcome !== 'ok'
            const outcome = fails ? t(`reason.${trace.outcome ?? 'timeout'}`) : t('requests.ok')
            const latency = durationText(latencyMs(trace), t.language)
            return (
              <tr key={key} className={key === chosenKey ? 'requests-chosen' : ''}>
                <td>
                  <button
                    type="button"
                    className="requests-row"
                    aria-pressed={key === chosenKey}
                    tabIndex={key === stop ? 0 : -1}
                    aria-label={t('requests.choose', {
                      class: t(`class.${trace.class}`),
                      time: formatClock(trace.beganSec),
                      outcome,
                      latency,
                    })}
                    onClick={() => onChoose(trace)}
                  >
                    {formatClock(trace.beganSec)}
                  </button>
                </td>
                <td>{t(`class.${trace.class}`)}</td>
                <td className={fails ? 'requests-fail' : 'requests-ok'}>
                  <span>
                    <Icon name={fails ? 'kill' : 'check'} size={12} />
                    {outcome}
                  </span>
                </td>
                <td className="requests-number">{latency}</td>
                <td className="requests-number">{trace.attempts}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** The arrows choose as they go, so that the canvas follows. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key]
  if (step === undefined) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.requests-row')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))]
  if (!next) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
  next.click()
}
