import { DEFAULT_SLO, type Design, type DesignNode } from '../../model/design.ts'
import type { Params } from '../../model/field.ts'
import type { Language } from '../../model/text.ts'

const TITLES: Readonly<Record<Language, string>> = {
  en: 'From zero to millions',
  ko: '0명에서 수백만 명까지',
}

/** How the parts lie: side by side for a wide canvas, one below the other for a phone. Frames also have a size. */
export type Arrangement = 'wide' | 'tall'

/** From this width on, in CSS pixels, the page is not a phone's; the style sheets use the same bound. */
const PHONE_WIDTH = 701

export const arrangementFor = (pageWidth: number): Arrangement => (pageWidth < PHONE_WIDTH ? 'tall' : 'wide')

type Place = readonly [x: number, y: number, width?: number, height?: number]

const PLACES: Readonly<Record<Arrangement, Readonly<Record<string, Place>>>> = {
  wide: {
    'region-1': [272, 160, 736, 480],
    'tier-1': [208, 32, 160, 352],
    'client-1': [-32, 336],
    'dns-1': [128, 336],
    'cdn-1': [304, 48],
    'storage-1': [512, 48],
    'lb-1': [16, 160],
    'web-1': [16, 32],
    'web-2': [16, 136],
    'web-3': [16, 240],
    'cache-1': [416, 16],
    'db-1': [416, 192],
    'replica-1': [592, 96],
    'replica-2': [592, 192],
    'queue-1': [416, 336],
    'worker-1': [592, 304],
    'worker-2': [592, 392],
    'monitor-1': [16, 320],
  },
  tall: {
    'region-1': [0, 208, 592, 656],
    'tier-1': [16, 144, 560, 144],
    'client-1': [240, 0],
    'dns-1': [240, 96],
    'cdn-1': [-176, 192],
    'storage-1': [-176, 384],
    'lb-1': [232, 32],
    'web-1': [16, 40],
    'web-2': [216, 40],
    'web-3': [416, 40],
    'cache-1': [32, 336],
    'db-1': [232, 336],
    'replica-1': [152, 464],
    'replica-2': [296, 464],
    'queue-1': [432, 336],
    'worker-1': [448, 464],
    'worker-2': [448, 560],
    'monitor-1': [16, 32],
  },
}

interface Part {
  readonly id: string
  readonly kind: string
  readonly params?: Params
  readonly parent?: string
  readonly label?: string
}

const WEB: Params = { instances: 7, workers: 12 }
const REPLICA: Params = { slots: 32 }
const WORKERS: Params = { instances: 18 }

const PARTS: readonly Part[] = [
  { id: 'region-1', kind: 'region' },
  { id: 'tier-1', kind: 'tier', parent: 'region-1' },
  {
    id: 'client-1',
    kind: 'client',
    params: { ratePerSec: 10_000, mix: { static: 30, read: 60, write: 6, upload: 1, task: 3 } },
  },
  { id: 'dns-1', kind: 'dns' },
  { id: 'cdn-1', kind: 'cdn' },
  { id: 'storage-1', kind: 'storage' },
  { id: 'lb-1', kind: 'load-balancer', parent: 'region-1' },
  { id: 'web-1', kind: 'web', params: WEB, parent: 'tier-1', label: 'web-1' },
  { id: 'web-2', kind: 'web', params: WEB, parent: 'tier-1', label: 'web-2' },
  { id: 'web-3', kind: 'web', params: WEB, parent: 'tier-1', label: 'web-3' },
  { id: 'cache-1', kind: 'cache', params: { entriesMax: 30_000 }, parent: 'region-1' },
  { id: 'db-1', kind: 'database', parent: 'region-1' },
  { id: 'replica-1', kind: 'replica', params: REPLICA, parent: 'region-1' },
  { id: 'replica-2', kind: 'replica', params: REPLICA, parent: 'region-1' },
  { id: 'queue-1', kind: 'queue', parent: 'region-1' },
  { id: 'worker-1', kind: 'worker', params: WORKERS, parent: 'region-1' },
  { id: 'worker-2', kind: 'worker', params: WORKERS, parent: 'region-1' },
  { id: 'monitor-1', kind: 'monitor', parent: 'region-1' },
]

/** Half a millisecond is a usual round trip inside one data centre; 10 ms is Seoul to Seoul. */
const INSIDE_MS = 0.5
const USERS_MS = 10

const WIRES: readonly (readonly [source: string, target: string, latencyMs: number])[] = [
  ['client-1', 'dns-1', 0],
  ['dns-1', 'cdn-1', 0],
  ['dns-1', 'lb-1', USERS_MS],
  ['cdn-1', 'storage-1', USERS_MS],
  ['lb-1', 'tier-1', INSIDE_MS],
  ['tier-1', 'cache-1', INSIDE_MS],
  ['tier-1', 'db-1', INSIDE_MS],
  ['tier-1', 'replica-1', INSIDE_MS],
  ['tier-1', 'replica-2', INSIDE_MS],
  ['tier-1', 'queue-1', INSIDE_MS],
  ['tier-1', 'storage-1', INSIDE_MS],
  ['db-1', 'replica-1', INSIDE_MS],
  ['db-1', 'replica-2', INSIDE_MS],
  ['queue-1', 'worker-1', INSIDE_MS],
  ['queue-1', 'worker-2', INSIDE_MS],
]

/** The design that the page opens on, running: 100,000 users at 0.1 requests a second. */
export const openingExample = (language: Language, arrangement: Arrangement = 'wide'): Design => ({
  format: 'faultline',
  version: 1,
  title: TITLES[language],
  notes: '',
  nodes: PARTS.map((part) => placed(part, PLACES[arrangement][part.id]!)),
  edges: WIRES.map(([source, target, latencyMs]) => ({
    id: `${source}>${target}`,
    source,
    target,
    params: latencyMs === 0 ? {} : { latencyMs },
  })),
  scenario: { seed: 1, events: [] },
  slo: DEFAULT_SLO,
})

function placed(
  { id, kind, params = {}, parent, label = '' }: Part,
  [x, y, width, height]: Place,
): DesignNode {
  const size = width === undefined || height === undefined ? {} : { width, height }
  const inside = parent === undefined ? {} : { parent }
  return { id, kind, label, position: { x, y }, params: { ...params, ...size }, ...inside }
}

/** The example's title in another language, when the title is still the example's own. */
export const translatedTitle = (title: string, language: Language): string | undefined =>
  Object.values(TITLES).includes(title) && title !== TITLES[language] ? TITLES[language] : undefined
