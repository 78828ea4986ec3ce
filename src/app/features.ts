import { approximation } from '../features/approximation/feature.ts'
import { why } from '../features/canvas/feature.ts'
import { commands, shortcuts } from '../features/commands/feature.ts'
import { fit } from '../features/fit/feature.ts'
import { gallery, library } from '../features/library/feature.ts'
import { measure } from '../features/measure/feature.ts'
import { mermaidImport } from '../features/mermaid-import/feature.ts'
import { outline } from '../features/outline/feature.ts'
import { picture } from '../features/picture/feature.ts'
import { replay } from '../features/replay/feature.ts'
import { requests } from '../features/requests/feature.ts'
import { resilience } from '../features/resilience/feature.ts'
import { share } from '../features/share/feature.ts'
import { failures } from '../features/timeline/feature.ts'
import type { Feature } from '../page/feature.ts'

/**
 * Every feature with a manifest, in the order of the menu. Dialogs, panels, the lines of the menu, the command palette, keys and
 * the list of them are made from this one list. A feature that shows another one's things is put together in a file here.
 */
export const FEATURES: readonly Feature[] = [
  library(() => import('./library.tsx')),
  gallery,
  mermaidImport(() => import('./importing-dialog.tsx')),
  share(() => import('./sharing.tsx')),
  picture(() => import('./picturing.tsx')),
  commands(() => import('./all-commands.tsx')),
  why,
  requests,
  resilience(() => import('./proving.tsx')),
  failures,
  measure(() => import('./measuring.tsx')),
  fit,
  outline,
  shortcuts,
  replay,
  approximation,
]
