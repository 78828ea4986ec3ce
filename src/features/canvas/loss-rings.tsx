import { useStore } from 'zustand'
import { useT } from '../../i18n/use-t.ts'
import { lossesOf } from '../../session/losses.ts'
import { useSession } from '../../session/react.tsx'

const RINGS = [
  { message: 'loss.legendHard', rings: [3.2, 6], dash: '' },
  { message: 'loss.legendOther', rings: [5], dash: '' },
  { message: 'loss.legendGap', rings: [5], dash: '3 2' },
] as const

/** What the rings say, for the legend; they are shown or hidden here as well. */
export default function LossRings() {
  const session = useSession()
  const t = useT()
  const losses = lossesOf(session)
  const shown = useStore(losses.state, (state) => state.shown)
  return (
    <label className="canvas-legend-row canvas-legend-rings">
      <input type="checkbox" checked={shown} onChange={() => losses.toggle()} />
      {RINGS.map(({ message, rings, dash }) => (
        <span key={message}>
          <svg
            width="14"
            height="14"
            viewBox="-7 -7 14 14"
            aria-hidden="true"
            fill="none"
            stroke="var(--spof)"
          >
            {rings.map((radius) => (
              <circle key={radius} r={radius} strokeWidth="1.3" strokeDasharray={dash || undefined} />
            ))}
          </svg>
          {t(message)}
        </span>
      ))}
    </label>
  )
}
