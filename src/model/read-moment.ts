import * as v from 'valibot'
import { DESIGN_LIMITS } from './design.ts'
import { amountProblem, FAULT_SEC_MAX, FAULT_TYPES } from './fault.ts'
import { err, ok, type Result } from './result.ts'
import { ACTIONS_MAX, MOMENT_TICK_MAX, type RunMoment } from './run-log.ts'

/** Largest weight of the approximate mode: 2^32 requests for each one that is followed. */
const ONE_OF_MAX = 4_294_967_296
const ENGINE_LENGTH_MAX = 64

/** What is wrong with a moment that came from outside, and where (`actions[3].tick`). */
export interface MomentError {
  readonly code: 'shape' | 'tooManyActions' | 'tooLate' | 'order' | 'amount'
  readonly path: string
}

const { idLength, nodes: nodesMax, edges: edgesMax, labelLength, textLength } = DESIGN_LIMITS
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(idLength))
const ids = (max: number) => v.exactOptional(v.pipe(v.array(id), v.maxLength(max)))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const plain = v.record(v.string(), v.unknown())
const finite = v.pipe(v.number(), v.finite())

const nodeShape = v.looseObject({
  id,
  kind: id,
  label: v.pipe(v.string(), v.maxLength(labelLength)),
  position: v.object({ x: finite, y: finite }),
  parent: v.exactOptional(id),
  params: plain,
})
const edgeShape = v.looseObject({ id, source: id, target: id, params: plain })

const changeShape = v.strictObject({
  nodes: v.exactOptional(v.pipe(v.array(nodeShape), v.maxLength(nodesMax))),
  removedNodes: ids(nodesMax),
  edges: v.exactOptional(v.pipe(v.array(edgeShape), v.maxLength(edgesMax))),
  removedEdges: ids(edgesMax),
  nodeOrder: ids(nodesMax),
  edgeOrder: ids(edgesMax),
  title: v.exactOptional(v.pipe(v.string(), v.maxLength(labelLength))),
  notes: v.exactOptional(v.pipe(v.string(), v.maxLength(textLength))),
  scenario: v.exactOptional(v.looseObject({ seed: whole, events: v.array(plain) })),
  slo: v.exactOptional(v.looseObject({ availability: finite, latencyMsP95: finite })),
})

const faultShape = v.strictObject({
  type: v.picklist(FAULT_TYPES),
  target: id,
  amount: v.nullable(finite),
  durationSec: v.nullable(v.pipe(finite, v.minValue(0), v.maxValue(FAULT_SEC_MAX))),
})

const momentShape = v.strictObject({
  engine: v.pipe(v.string(), v.minLength(1), v.maxLength(ENGINE_LENGTH_MAX)),
  oneOf: v.pipe(whole, v.minValue(1), v.maxValue(ONE_OF_MAX)),
  atTick: whole,
  actions: v.array(
    v.variant('type', [
      v.strictObject({ type: v.literal('fault'), tick: whole, fault: faultShape }),
      v.strictObject({ type: v.literal('edit'), tick: whole, change: changeShape }),
    ]),
  ),
})

/**
 * Reads a moment from a value that came out of a link or file. Its shape, its order and its limits are checked; the designs
 * that its edits lead to are for the reader of designs.
 */
export function readMoment(raw: unknown): Result<RunMoment, MomentError> {
  const actions = (raw as { actions?: unknown } | null | undefined)?.actions
  if (Array.isArray(actions) && actions.length > ACTIONS_MAX) return fail('tooManyActions', 'actions')
  const shaped = v.safeParse(momentShape, raw, { abortEarly: true })
  if (!shaped.success) return fail('shape', placeOf(shaped.issues[0].path))
  const moment = shaped.output as unknown as RunMoment
  if (moment.atTick > MOMENT_TICK_MAX) return fail('tooLate', 'atTick')
  let before = 0
  for (const [index, action] of moment.actions.entries()) {
    if (action.tick < before || action.tick > moment.atTick) return fail('order', `actions[${index}].tick`)
    before = action.tick
    if (action.type === 'fault' && amountProblem(action.fault.type, action.fault.amount) !== null)
      return fail('amount', `actions[${index}].fault.amount`)
  }
  return ok(moment)
}

const fail = (code: MomentError['code'], path: string): Result<never, MomentError> => err({ code, path })

/** `actions[3].fault.type`, from the steps that lead there. */
function placeOf(path: readonly { readonly key: unknown }[] | undefined): string {
  return (path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, ENGINE_LENGTH_MAX)}`))
    .join('')
    .replace(/^\./, '')
}
