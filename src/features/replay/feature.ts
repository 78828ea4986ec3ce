import type { Feature } from '../../page/feature.ts'
import { useRunState } from '../../session/react.tsx'

/** How far a run is on its way to somebody else's moment. */
export const replay: Feature = {
  panel: {
    place: 'canvas',
    load: () => import('./replay-strip.tsx'),
    useShown: () => useRunState().replay !== null,
  },
  commands: [],
}
