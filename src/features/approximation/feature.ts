import type { Feature } from '../../page/feature.ts'
import { useRunState } from '../../session/react.tsx'

/** What the approximate mode is, and how far its figures lie from exact ones. */
export const approximation: Feature = {
  panel: {
    place: 'headline',
    load: () => import('./approximation-strip.tsx'),
    useShown: () => useRunState().approximate,
  },
  commands: [],
}
