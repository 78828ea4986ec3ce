import type { Design } from '../../model/design.ts'
import type { ClassVerdict } from '../verdict.ts'
import type { Change } from './changes.ts'
import { nodeOf } from './design-edits.ts'
import { param } from './kin.ts'
import { type Remedy, remedy } from './remedy.ts'

/** Load that leaves room for chance. */
const USED_AT_MOST = 0.8

export function growthRemedies(design: Design, { overloads }: ClassVerdict): Remedy[] {
  const changes = overloads.flatMap(({ target, factor }): Change[] => {
    const node = nodeOf(design, target)
    const key =
      node && ['instances', 'slots', 'ratePerSecMax'].find((one) => typeof param(node, one) === 'number')
    if (!node || !key) return []
    const scales = param(node, 'autoscale') === true
    const now = Number(param(node, scales ? 'instancesMax' : key))
    const wanted = Math.ceil((now * factor) / USED_AT_MOST)
    const connections = param(node, 'connectionsMax')
    return [
      {
        type: 'set',
        node: target,
        params: {
          [scales ? 'instancesMax' : key]: wanted,
          ...(typeof connections === 'number' && connections < wanted ? { connectionsMax: wanted } : {}),
        },
      },
    ]
  })
  const [worst] = overloads
  if (changes.length === 0 || !worst) return []
  return [remedy('grow', { survivor: worst.target, times: worst.factor / USED_AT_MOST }, ...changes)]
}
