import type { Design } from '../../model/design.ts'
import type { Params } from '../../model/field.ts'
import type { Language } from '../../model/text.ts'
import { type Arrangement, type Drawing, drawn, type Part } from './drawing.ts'
import type { Example } from './example.ts'
import { INSIDE_MS, LAST_MILE_MS, mix } from './usual.ts'

/** From this width on, in CSS pixels, the page is not a phone's; the style sheets use the same bound. */
const PHONE_WIDTH = 701

export const arrangementFor = (pageWidth: number): Arrangement => (pageWidth < PHONE_WIDTH ? 'tall' : 'wide')

type Corner = NonNullable<Part['place']>['wide']

const at = (wide: Corner, tall: Corner): Pick<Part, 'place'> => ({ place: { wide, tall } })

const WEB: Params = { instances: 7, workers: 12 }
const REPLICA: Params = { slots: 32 }
const WORKERS: Params = { instances: 18 }

/** 100,000 users at 0.1 requests a second. */
const USERS: Params = {
  ratePerSec: 10_000,
  mix: mix({ static: 30, read: 60, write: 6, upload: 1, task: 3 }),
}

const inRegion = { in: 'region-1' } as const

/** It is the first thing that anybody sees, so it was composed by eye and fills its page. */
const DRAWING: Drawing = {
  parts: {
    'region-1': { kind: 'region', ...at([272, 160, 736, 480], [0, 208, 592, 656]) },
    'tier-1': { kind: 'tier', ...inRegion, ...at([208, 32, 160, 352], [16, 144, 560, 144]) },
    'client-1': { kind: 'client', ...at([-32, 336], [240, 0]), params: USERS },
    'dns-1': { kind: 'dns', ...at([128, 336], [240, 96]) },
    'cdn-1': { kind: 'cdn', ...at([304, 48], [-176, 192]) },
    'storage-1': { kind: 'storage', ...at([512, 48], [-176, 384]) },
    'lb-1': { kind: 'load-balancer', ...inRegion, ...at([16, 160], [232, 32]) },
    'web-1': { kind: 'web', in: 'tier-1', ...at([16, 32], [16, 40]), params: WEB },
    'web-2': { kind: 'web', in: 'tier-1', ...at([16, 136], [216, 40]), params: WEB },
    'web-3': { kind: 'web', in: 'tier-1', ...at([16, 240], [416, 40]), params: WEB },
    'cache-1': {
      kind: 'cache',
      ...inRegion,
      ...at([416, 16], [32, 336]),
      params: { entriesMax: 30_000 },
    },
    'db-1': { kind: 'database', ...inRegion, ...at([416, 192], [232, 336]) },
    'replica-1': { kind: 'replica', ...inRegion, ...at([592, 96], [152, 464]), params: REPLICA },
    'replica-2': { kind: 'replica', ...inRegion, ...at([592, 192], [296, 464]), params: REPLICA },
    'queue-1': { kind: 'queue', ...inRegion, ...at([416, 336], [432, 336]) },
    'worker-1': { kind: 'worker', ...inRegion, ...at([592, 304], [448, 464]), params: WORKERS },
    'worker-2': { kind: 'worker', ...inRegion, ...at([592, 392], [448, 560]), params: WORKERS },
    'monitor-1': { kind: 'monitor', ...inRegion, ...at([16, 320], [16, 32]) },
  },
  wires: [
    'client-1 > dns-1 > cdn-1',
    ['dns-1 > lb-1', LAST_MILE_MS],
    ['cdn-1 > storage-1', LAST_MILE_MS],
    ['lb-1 > tier-1 > cache-1', INSIDE_MS],
    ['tier-1 > db-1', INSIDE_MS],
    ['tier-1 > replica-1', INSIDE_MS],
    ['tier-1 > replica-2', INSIDE_MS],
    ['tier-1 > queue-1', INSIDE_MS],
    ['tier-1 > storage-1', INSIDE_MS],
    ['db-1 > replica-1', INSIDE_MS],
    ['db-1 > replica-2', INSIDE_MS],
    ['queue-1 > worker-1', INSIDE_MS],
    ['queue-1 > worker-2', INSIDE_MS],
  ],
}

/** The design that the page opens on, running. */
export const openingExample = (language: Language, arrangement: Arrangement = 'wide'): Design => ({
  ...drawn(DRAWING, language, arrangement),
  title: OPENING.title[language],
})

export const OPENING: Example = {
  id: 'opening',
  title: { en: 'From zero to millions', ko: '0명에서 수백만 명까지' },
  design: openingExample,
}

/** The example's title in another language, when the title is still the example's own. */
export function translatedTitle(title: string, language: Language): string | undefined {
  const own = OPENING.title
  return Object.values(own).includes(title) && title !== own[language] ? own[language] : undefined
}
