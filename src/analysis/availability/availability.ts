import { kindModel } from '../../kinds/models.ts'
import type { Design } from '../../model/design.ts'
import { HOURS_PER_MONTH } from '../../model/field.ts'
import { numberOf } from '../../model/params.ts'
import { REQUEST_CLASSES, type RequestClass } from '../../model/request-class.ts'
import type { SimModel } from '../../sim/core/sim-model.ts'
import type { FailureTimes } from '../resilience/report.ts'
import { lossOf, SETTLED_MS } from '../spof/loss.ts'
import { Spof } from '../spof/spof.ts'
import type { Steps } from '../steps.ts'
import { EXACT_PARTS_MAX, type Expected, expectedSuccess, type UncertainPart } from './expected.ts'

export interface ClassAvailability extends Expected {
  readonly requestClass: RequestClass
  /** Nodes and frames that may be away and on which the class may hang. */
  readonly parts: number
  /** Every combination of them was looked at. */
  readonly exact: boolean
  /** The part whose failures cost the class most, by itself; empty where none costs anything. */
  readonly worst: string
  /** Share of the time for which that part alone keeps the class away. */
  readonly worstShare: number
}

/** A node, or a frame with all in it, by the indices of its nodes. */
interface Part {
  readonly id: string
  readonly nodes: readonly number[]
}

/** Share of the time for which a part with this MTBF and MTTR is there. */
export const upShare = (mtbfHours: number, mttrHours: number): number => mtbfHours / (mtbfHours + mttrHours)

export const minutesAMonth = (availability: number): number => (1 - availability) * HOURS_PER_MONTH * 60

/**
 * How much of each class succeeds in the long run, when parts fail by themselves as often as their fields say, independently of
 * one another. What is left when some are away is what the structure says once everything has settled: the gaps before that,
 * and overloads, are measured and not reckoned with here.
 */
export function* availabilityOf(design: Design, model: SimModel): Steps<ClassAvailability[]> {
  const spof = new Spof(model, {})
  const uncertain = uncertainParts(design, model)
  const classes: ClassAvailability[] = []
  for (const c of spof.network.classes) {
    yield
    const before = spof.successBefore(c)
    if (before <= 0) continue
    const used = new Set(spof.inUse(c))
    const parts = uncertain.filter(({ part }) => part.nodes.some((node) => used.has(node)))
    const success = (away: readonly Part[]): number =>
      spof.walk.outcome(c, lossOf(spof.network, [...new Set(away.flatMap(({ nodes }) => nodes))]), SETTLED_MS)
        .success
    const worst = yield* worstOf(parts, (part) => before - success([part]))
    classes.push({
      requestClass: REQUEST_CLASSES[c]!,
      ...(yield* expectedSuccess(parts, success)),
      parts: parts.length,
      exact: parts.length <= EXACT_PARTS_MAX,
      ...worst,
    })
  }
  return classes
}

/** How often and how long nodes and frames are away by themselves, by id; who never fails is not in it. */
export function failureTimesOf(design: Design): Map<string, FailureTimes> {
  return new Map(
    design.nodes.flatMap(({ id, kind, params }) => {
      const fields = kindModel(kind)?.fields ?? []
      const mtbfHours = numberOf(fields, params, 'mtbfHours')
      const mttrHours = numberOf(fields, params, 'mttrHours')
      return mtbfHours === undefined || mttrHours === undefined ? [] : [[id, { mtbfHours, mttrHours }]]
    }),
  )
}

function uncertainParts(design: Design, model: SimModel): UncertainPart<Part>[] {
  const index = new Map(model.nodes.map(({ id }, i) => [id, i]))
  const frames = new Map(model.frames.map(({ id, members }) => [id, members]))
  return [...failureTimesOf(design)].flatMap(([id, { mtbfHours, mttrHours }]) => {
    const at = index.get(id)
    const nodes = frames.get(id) ?? (at === undefined ? [] : [at])
    return nodes.length === 0 ? [] : [{ part: { id, nodes }, up: upShare(mtbfHours, mttrHours) }]
  })
}

function* worstOf(
  parts: readonly UncertainPart<Part>[],
  lossOf: (part: Part) => number,
): Steps<Pick<ClassAvailability, 'worst' | 'worstShare'>> {
  let worst = { worst: '', worstShare: 0 }
  for (const { part, up } of parts) {
    const worstShare = (1 - up) * lossOf(part)
    if (worstShare > worst.worstShare + 1e-12) worst = { worst: part.id, worstShare }
    yield
  }
  return worst
}
