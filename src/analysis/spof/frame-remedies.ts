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

/** A zone or region that takes too much with it: of everything that is inside alone, something has to stand outside. */
export function frameRemedies(design: Design, frame: DesignNode, verdict: ClassVerdict): Remedy[] {
  const inside = partsIn(design, frame.id).filter((part) => kindModel(part.kind)?.traits.mortal)
  if (verdict.verdict === 'transient') return inside.flatMap((part) => gapRemedies(design, part))
  if (verdict.verdict === 'delay' && verdict.requestClass !== 'task') return []
  const place = placeOutside(design, frame)
  const names = new Set(inside.map(({ id }) => id))
  const done = new Set<string>()
  const steps = inside.flatMap((part): Change[] => {
    if (done.has(part.id)) return []
    const twins = kinOf(design, part)
    for (const twin of twins) done.add(twin.id)
    return twins.some((twin) => !names.has(twin.id)) ? [] : outside(design, part, twins, place.id, verdict)
  })
  const probes = [...new Set(inside.flatMap((part) => blindChoosers(design, part)).map(({ id }) => id))].map(
    probing,
  )
  if (steps.length === 0 && probes.length === 0) return []
  const code = steps.length === 0 ? 'probe' : 'spread'
  const values = {
    target: frame.id,
    place: place.id ?? '',
    by: steps.length === 0 ? idOf(probes[0]!) : '',
    isNew: place.change ? 1 : 0,
  }
  return [remedy(code, values, ...(place.change ? [place.change] : []), ...steps, ...probes)]
}

const idOf = (change: Change): string => (change.type === 'set' ? change.node : '')

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
