import { type PointerEvent, useEffect, useRef } from 'react'
import { whenFetched } from '../../page/with-words.ts'
import { useSession } from '../../session/react.tsx'
import { canvasOf } from './canvas-store.ts'
import { mapping } from './minimap-geometry.ts'

/** The whole design with colours of the run and a frame round what is shown; pressing it moves the view there. */
export function Minimap() {
  const session = useSession()
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let stop = () => {}
    let gone = false
    const load = () => import('./overlay/minimap-painter.ts')
    whenFetched('painter', load, ({ paintMinimap }) => {
      if (!gone && ref.current) stop = paintMinimap(session, ref.current)
    })
    return () => {
      gone = true
      stop()
    }
  }, [session])
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const rect = event.currentTarget.getBoundingClientRect()
    const { scale, x, y } = mapping(session)
    void canvasOf(session).flow?.setCenter(
      (event.clientX - rect.x - x) / scale,
      (event.clientY - rect.y - y) / scale,
      {
        zoom: canvasOf(session).viewport.zoom,
      },
    )
  }
  return (
    // What it shows stands in the outline as well, and the view is moved by the arrow keys.
    <div className="canvas-float canvas-minimap" aria-hidden="true">
      <canvas ref={ref} onPointerDown={go} onPointerMove={go} />
    </div>
  )
}
