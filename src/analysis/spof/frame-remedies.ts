import { kindModel } from '../../kinds/models.ts'
import type { Design, DesignNode } from '../../model/design.ts'
import type { ClassVerdict } from '../verdict.ts'
import type { Change } from './changes.ts'
import { type Place, partsIn } from './design-edits.ts'
import { gapRemedies } from './gap-remedies.ts'
import { blindChoosers, kinOf, param, roleOf } from './kin.ts'
import { fronted, probing, resolverRemedies } from './node-remedies.ts'
import { placeOutside } from './places.ts'
import { type Remedy, remedy } from './remedy.ts'

/**
 * A zone or region that takes too much with it: of everything that is inside alone, something has to stand outside; and what
 * stands outside already has to be found, and to take over.
 */
export function frameRemedies(design: Design, frame: DesignNode, verdict: ClassVerdict): Remedy[] {
  const inside = partsIn(design, frame.id).filter((part) => kindModel(part.kind)?.traits.mortal)
  if (verdict.verdict === 'transient') return noticing(design, frame, inside)
  if (verdict.verdict === 'delay' && verdict.requestClass !== 'task') return []
  const place = placeOutside(design, frame)
  const names = new Set(inside.map(({ id }) => id))
  const done = new Set<string>()
  const [moves, finds]: [Change[], Change[]] = [[], []]
  for (const part of inside) {
    if (done.has(part.id)) continue
    const twins = kinOf(design, part)
    for (const twin of twins) done.add(twin.id)
    if (twins.some((twin) => !names.has(twin.id))) finds.push(...found(design, part, twins, verdict))
    else moves.push(...outside(design, part, twins, place.id, verdict))
  }
  finds.push(...probesOf(design, inside))
  if (moves.length === 0) return finds.length === 0 ? [] : [finding(finds)]
  const values = { target: frame.id, place: place.id ?? '', isNew: place.change ? 1 : 0 }
  return [remedy('spread', values, ...(place.change ? [place.change] : []), ...moves, ...finds)]
}

/** Whoever chooses among the parts notices sooner: each by itself where that is enough, else all. */
function noticing(design: Design, frame: DesignNode, inside: readonly DesignNode[]): Remedy[] {
  const single = inside.flatMap((part) => gapRemedies(design, part))
  if (single.length < 2) return single
  return [
    ...single,
    remedy('noticeSooner', { target: frame.id }, ...single.flatMap(({ changes }) => changes)),
  ]
}

/** What stands outside is used: a replica there takes over, and whoever asks in turn looks who lives. */
function found(
  design: Design,
  part: DesignNode,
  kin: readonly DesignNode[],
  verdict: ClassVerdict,
): Change[] {
  const [first] = kin
  if (roleOf(first!) === 'primary' || roleOf(first!) === 'shard')
    return param(first!, 'promotion') === false
      ? [{ type: 'set', node: first!.id, params: { promotion: true } }]
      : []
  if (verdict.verdict !== 'partial') return []
  const [front] = fronted(design, part, verdict)
  return front?.changes.filter(({ type }) => type === 'front') ?? []
}

const probesOf = (design: Design, inside: readonly DesignNode[]): Change[] =>
  [...new Set(inside.flatMap((part) => blindChoosers(design, part)).map(({ id }) => id))].map(probing)

/** Nothing has to be added or moved; the first change says what it is about. */
function finding(changes: readonly Change[]): Remedy {
  const [first] = changes
  if (first?.type === 'front') return remedy('balance', { target: first.node }, ...changes)
  const node = first?.type === 'set' ? first.node : ''
  const isPromotion = first?.type === 'set' && first.params.promotion === true
  return isPromotion
    ? remedy('promote', { target: node }, ...changes)
    : remedy('probe', { by: node }, ...changes)
}

function outside(
  design: Design,
  part: DesignNode,
  kin: readonly DesignNode[],
  place: Place,
  verdict: ClassVerdict,
): Change[] {
  const [first] = kin
  const role = roleOf(first!)
  if (role === 'primary' || role === 'shard') {
    const promoted: Change[] =
      param(first!, 'promotion') === false
        ? [{ type: 'set', node: first!.id, params: { promotion: true } }]
        : []
    const replica = kin.find((one) => roleOf(one) === 'replica')
    return [
      replica ? { type: 'move', node: replica.id, place } : { type: 'replica', of: first!.id, place },
      ...promoted,
    ]
  }
  if (role === 'lookAside') return []
  if (role === 'edgeCache') return [{ type: 'set', node: part.id, params: { originFallback: true } }]
  if (role === 'resolver')
    return resolverRemedies(design, part).flatMap(({ changes }) => changes.map((one) => into(one, place)))
  const other = kin.find((one) => one.id !== part.id)
  if (other) return [{ type: 'move', node: other.id, place }]
  const [front] = fronted(design, part, { ...verdict, verdict: 'hard' })
  return front ? front.changes.map((one) => into(one, place)) : [{ type: 'copy', node: part.id, place }]
}

const into = (change: Change, place: Place): Change =>
  change.type === 'copy' ? { ...change, place } : change
