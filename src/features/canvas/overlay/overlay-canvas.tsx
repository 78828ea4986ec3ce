import { useEffect, useRef } from 'react'
import { whenFetched, withWords } from '../../../page/with-words.ts'
import { useSession } from '../../../session/react.tsx'

/** The one canvas on which everything moves. It takes no pointer; the outline says the same in words. */
export function OverlayCanvas() {
  const session = useSession()
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let stop = () => {}
    let gone = false
    // The painter has nothing to show before the first frame, so it need not be there at the start.
    const load = () => withWords(() => import('./painter.ts'))
    whenFetched('painter', load, ({ Painter }) => {
      if (!gone && ref.current) stop = new Painter(ref.current, session).start()
    })
    return () => {
      gone = true
      stop()
    }
  }, [session])
  return (
    <div className="canvas-overlay" aria-hidden="true">
      <canvas ref={ref} />
    </div>
  )
}
