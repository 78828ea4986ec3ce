import { openingExample } from '../../src/features/library/opening-example.ts'
import { type Design, emptyDesign } from '../../src/model/design.ts'
import type { Params } from '../../src/model/field.ts'

/** Designs whose speed is measured; the first three have closed forms in ../oracles. */

const READS = { static: 0, read: 1, write: 0, upload: 0, task: 0 }

const design = (
  nodes: readonly (readonly [id: string, kind: string, params: Params])[],
  wires: readonly (readonly [source: string, target: string])[],
): Design => ({
  ...emptyDesign('bench'),
  nodes: nodes.map(([id, kind, params]) => ({ id, kind, label: '', position: { x: 0, y: 0 }, params })),
  edges: wires.map(([source, target]) => ({ id: `${source}>${target}`, source, target, params: {} })),
})

/** One station: `slots` servers of 10 ms (exponential), utilisation as given. */
export const station = (slots: number, utilisation: number): Design =>
  design(
    [
      ['client', 'client', { ratePerSec: 100 * slots * utilisation, mix: READS, timeoutMs: 10_000 }],
      ['web', 'web', { workers: slots, serviceMs: 10, serviceCv: 1, queueMax: null, localDataMs: 0 }],
    ],
    [['client', 'web']],
  )

/** Balancer -> 3 web (4 slots) -> database (8 slots), all exponential: the open network of the oracles, in hundredths. */
export const balancerWebDatabase = (policy: 'random' | 'round-robin' = 'random', timeoutMs = 10_000): Design =>
  design(
    [
      ['client', 'client', { ratePerSec: 900, mix: READS, timeoutMs }],
      ['lb', 'load-balancer', { policy, slots: 1, serviceMs: 0.5, serviceCv: 1, queueMax: null, healthChecks: false }],
      ...(['web-1', 'web-2', 'web-3'] as const).map(
        (id) => [id, 'web', { workers: 4, serviceMs: 10, serviceCv: 1, queueMax: null }] as const,
      ),
      ['db', 'database', { slots: 8, readMs: 1000 / 150, serviceCv: 1, queueMax: null }],
    ],
    [
      ['client', 'lb'],
      ['lb', 'web-1'],
      ['lb', 'web-2'],
      ['lb', 'web-3'],
      ['web-1', 'db'],
      ['web-2', 'db'],
      ['web-3', 'db'],
    ],
  )

export const opening = (): Design => openingExample('en')
