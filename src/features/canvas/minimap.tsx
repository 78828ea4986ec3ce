import { type PointerEvent, useEffect, useRef } from 'react'
import { whenFetched } from '../../i18n/with-words.ts'
import { live } from './canvas-store.ts'
import { mapping } from './minimap-geometry.ts'

/** The whole design with colours of the run and a frame round what is shown; pressing it moves the view there. */
export function Minimap() {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let stop = () => {}
    let gone = false
    const load = () => import('./overlay/minimap-painter.ts')
    whenFetched('painter', load, ({ paintMinimap }) => {
      if (!gone && ref.current) stop = paintMinimap(ref.current)
    })
    return () => {
      gone = true
      stop()
    }
  }, [])
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const rect = event.currentTarget.getBoundingClientRect()
    const { scale, x, y } = mapping()
    void live.flow?.setCenter((event.clientX - rect.x - x) / scale, (event.clientY - rect.y - y) / scale, {
      zoom: live.viewport.zoom,
    })
  }
  return (
    // What it shows stands in the outline as well, and the view is moved by the arrow keys.
    <div className="canvas-float canvas-minimap" aria-hidden="true">
      <canvas ref={ref} onPointerDown={go} onPointerMove={go} />
    </div>
  )
}
