import { DEFAULT_SLO, type Design, type DesignEdge, type DesignNode } from '../../model/design.ts'
import type { Params } from '../../model/field.ts'
import type { Language } from '../../model/text.ts'

const TITLES: Readonly<Record<Language, string>> = {
  en: 'From zero to millions',
  ko: '0명에서 수백만 명까지',
}

const node = (
  id: string,
  kind: string,
  [x, y]: readonly [number, number],
  params: Params = {},
  parent = '',
  label = '',
): DesignNode => ({ id, kind, label, position: { x, y }, params, ...(parent === '' ? {} : { parent }) })

const wire = (source: string, target: string, latencyMs = 0): DesignEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  params: latencyMs === 0 ? {} : { latencyMs },
})

/** Half a millisecond is a usual round trip inside one data centre; 10 ms is Seoul to Seoul. */
const INSIDE_MS = 0.5
const USERS_MS = 10

const WEB: Params = { instances: 7, workers: 12 }
const REPLICA: Params = { slots: 32 }
const WORKERS: Params = { instances: 18 }

/** The design that the page opens on, running: 100,000 users at 0.1 requests a second. */
export const openingExample = (language: Language): Design => ({
  format: 'faultline',
  version: 1,
  title: TITLES[language],
  notes: '',
  nodes: [
    node('region-1', 'region', [272, 160], { width: 736, height: 480 }),
    node('tier-1', 'tier', [208, 32], { width: 160, height: 352 }, 'region-1'),
    node('client-1', 'client', [-32, 336], {
      ratePerSec: 10_000,
      mix: { static: 30, read: 60, write: 6, upload: 1, task: 3 },
    }),
    node('dns-1', 'dns', [128, 336]),
    node('cdn-1', 'cdn', [304, 48]),
    node('storage-1', 'storage', [512, 48]),
    node('lb-1', 'load-balancer', [16, 160], {}, 'region-1'),
    node('web-1', 'web', [16, 32], WEB, 'tier-1', 'web-1'),
    node('web-2', 'web', [16, 136], WEB, 'tier-1', 'web-2'),
    node('web-3', 'web', [16, 240], WEB, 'tier-1', 'web-3'),
    node('cache-1', 'cache', [416, 16], { entriesMax: 30_000 }, 'region-1'),
    node('db-1', 'database', [416, 192], {}, 'region-1'),
    node('replica-1', 'replica', [592, 96], REPLICA, 'region-1'),
    node('replica-2', 'replica', [592, 192], REPLICA, 'region-1'),
    node('queue-1', 'queue', [416, 336], {}, 'region-1'),
    node('worker-1', 'worker', [592, 304], WORKERS, 'region-1'),
    node('worker-2', 'worker', [592, 392], WORKERS, 'region-1'),
    node('monitor-1', 'monitor', [16, 320], {}, 'region-1'),
  ],
  edges: [
    wire('client-1', 'dns-1', USERS_MS),
    wire('dns-1', 'cdn-1'),
    wire('dns-1', 'lb-1'),
    wire('cdn-1', 'storage-1', INSIDE_MS),
    wire('lb-1', 'tier-1', INSIDE_MS),
    wire('tier-1', 'cache-1', INSIDE_MS),
    wire('tier-1', 'db-1', INSIDE_MS),
    wire('tier-1', 'replica-1', INSIDE_MS),
    wire('tier-1', 'replica-2', INSIDE_MS),
    wire('tier-1', 'queue-1', INSIDE_MS),
    wire('tier-1', 'storage-1', INSIDE_MS),
    wire('db-1', 'replica-1', INSIDE_MS),
    wire('db-1', 'replica-2', INSIDE_MS),
    wire('queue-1', 'worker-1', INSIDE_MS),
    wire('queue-1', 'worker-2', INSIDE_MS),
  ],
  scenario: { seed: 1, events: [] },
  slo: DEFAULT_SLO,
})

/** The example's title in another language, when the title is still the example's own. */
export const translatedTitle = (title: string, language: Language): string | undefined =>
  Object.values(TITLES).includes(title) && title !== TITLES[language] ? TITLES[language] : undefined
