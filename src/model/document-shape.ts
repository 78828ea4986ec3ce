import * as v from 'valibot'
import { DEFAULT_SLO, DESIGN_FORMAT, DESIGN_LIMITS, DESIGN_VERSION, SEED_MAX } from './design.ts'
import { FAULT_SEC_MAX, FAULT_TYPES } from './fault.ts'

const { textLength, labelLength, idLength, coordinate, eventAtSec, sloLatencyMs } = DESIGN_LIMITS

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(idLength))
const finite = v.pipe(v.number(), v.finite())
const place = v.pipe(v.number(), v.finite(), v.minValue(-coordinate), v.maxValue(coordinate))
const params = v.optional(v.record(v.string(), v.unknown()), {})

const nodeShape = v.looseObject({
  id,
  kind: v.pipe(v.string(), v.minLength(1), v.maxLength(idLength)),
  label: v.optional(v.pipe(v.string(), v.maxLength(labelLength)), ''),
  position: v.optional(v.object({ x: place, y: place }), { x: 0, y: 0 }),
  parent: v.optional(v.nullable(id)),
  params,
})

const edgeShape = v.looseObject({ id: v.optional(id), source: id, target: id, params })

const eventShape = v.looseObject({
  at: v.pipe(v.number(), v.minValue(0), v.maxValue(eventAtSec)),
  type: v.picklist(FAULT_TYPES),
  target: id,
  duration: v.exactOptional(v.pipe(finite, v.minValue(0), v.maxValue(FAULT_SEC_MAX))),
  amount: v.exactOptional(v.pipe(finite, v.minValue(0), v.maxValue(1000))),
})

/** Shape of a document; what depends on the kinds is checked after it. Also the source of the published JSON Schema. */
export const documentShape = v.looseObject({
  format: v.literal(DESIGN_FORMAT),
  version: v.literal(DESIGN_VERSION),
  title: v.optional(v.pipe(v.string(), v.maxLength(labelLength)), ''),
  notes: v.optional(v.pipe(v.string(), v.maxLength(textLength)), ''),
  nodes: v.array(nodeShape),
  edges: v.optional(v.array(edgeShape), []),
  scenario: v.optional(
    v.looseObject({
      seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(SEED_MAX)), 1),
      events: v.optional(v.array(eventShape), []),
    }),
    { seed: 1, events: [] },
  ),
  slo: v.optional(
    v.looseObject({
      availability: v.optional(v.pipe(finite, v.minValue(0), v.maxValue(1)), DEFAULT_SLO.availability),
      latencyMsP95: v.optional(
        v.pipe(finite, v.minValue(0), v.maxValue(sloLatencyMs)),
        DEFAULT_SLO.latencyMsP95,
      ),
    }),
    { availability: DEFAULT_SLO.availability, latencyMsP95: DEFAULT_SLO.latencyMsP95 },
  ),
})

export type DocumentShape = v.InferOutput<typeof documentShape>
